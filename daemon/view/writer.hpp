// Writer: the words of one programme in one language, for compose() alone.
//
// What it writes of an instant depends on nothing but its arguments; it keeps references, so it
// lives no longer than one call of compose().
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/schedule/agenda.hpp"
#include "daemon/view/compose.hpp"
#include "daemon/view/phrases.hpp"
#include "daemon/view/time_words.hpp"
#include "render/bidi.hpp"
#include "render/screen.hpp"

namespace roomsign::view {

class Writer {
  using Agenda = schedule::Agenda;
  using Screen = render::Screen;
  using Slot = schedule::Slot;
  using Slots = std::span<const schedule::Slot>;

 public:
  Writer(const schedule::Programme& programme, const SourceState& source,
         const ViewOptions& options, const Phrases& words)
      : programme_(programme),
        source_(source),
        options_(options),
        words_(words),
        clock_24h_(options.clock == ClockHours::kUsual ? words.usual_24h
                                                       : options.clock == ClockHours::k24) {}

  Screen trusted(const Agenda& agenda, Instant now) const;
  Screen without_now() const;

  // When the trusted screen may change before the clock's next minute, or later than that.
  Instant may_change(const Agenda& agenda, Instant now) const;

  // `now` down to the full minute of the wall clock.
  Instant minute_of(Instant now) const {
    const LocalTime local = programme_.zone().to_local(now);
    return now - (local - std::chrono::floor<std::chrono::minutes>(local));
  }

 private:
  std::string time(Instant t) const {
    return time_text(words_, programme_.zone().to_local(t), clock_24h_);
  }
  // Without "AM", as lists have it.
  std::string list_time(Instant t) const {
    return time_words(words_, programme_.zone().to_local(t), clock_24h_).time;
  }
  // A line that the sign makes of several things runs as its language does, even if it begins with
  // a word that runs the other way.
  std::string directed(std::string line) const {
    if (words_.right_to_left && !line.empty()) line.insert(0, render::kRightToLeftMark);
    return line;
  }
  // Sends people to another room.
  std::string arrow_to(std::string_view room) const {
    return (words_.right_to_left ? "← " : "→ ") + std::string(room);
  }
  // Empty where it goes without saying.
  std::string room_of(const Slot& slot) const {
    if (slot.elsewhere) return arrow_to(slot.session->room);
    return programme_.several_rooms() ? slot.session->room : std::string();
  }
  // "Keynote · Hall A" where the sign is for all rooms, "Keynote → Hall A" beside another room.
  std::string with_place(std::string words, const Slot& slot) const;
  std::string placed(std::string words, const Slot& slot) const;  // the same, for part of a line
  bool ends_another_day(const Slot& slot) const;
  std::string end_text(const Slot& slot) const;
  std::string until(const Slot& slot) const;  // of one that runs
  std::string range(const Slot& slot) const;
  std::chrono::minutes minutes_until(Instant t, Instant now) const {
    return std::chrono::ceil<std::chrono::minutes>(t - minute_of(now));
  }
  bool counts_down(const Agenda& agenda, Instant now) const;
  std::string next_in(const Agenda& agenda, Instant now) const;

  Screen frame() const;
  void write_clock(Screen& screen, Instant now) const;
  void write_age(Screen& screen, Instant now) const;
  void write_foot(Screen& screen, std::chrono::local_days day) const;
  void write_state(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_running(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_break(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_soon(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_agenda(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_day_ahead(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_missed(Screen& screen, const Agenda& agenda) const;
  void write_day_over(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_room_over(Screen& screen, const Agenda& agenda) const;
  void write_programme_over(Screen& screen, const Agenda& agenda) const;
  void write_nothing(Screen& screen) const;
  void write_all_days(Screen& screen) const;
  void write_unknown_room(Screen& screen) const;

  void write_hero(Screen& screen, const Slot& slot) const;
  void write_progress(Screen& screen, const Slot& slot, Instant now) const;
  void write_list(Screen& screen, std::string_view heading, Slots slots,
                  const Slot* without = nullptr) const;
  void write_also_now(Screen& screen, const Agenda& agenda) const;
  std::vector<std::string> called_off(const Agenda& agenda) const;
  std::string status(const Slot& slot) const;
  std::string day_and_time(Instant t, const Slot& slot) const;
  std::string moved(const Slot& slot) const;
  std::string late(const Slot& slot) const;
  std::string changed(const Slot& slot) const;
  std::string full(const Slot& slot) const;
  std::string was(const Slot& slot) const;
  render::Entry entry(const Slot& slot) const { return entry(slot, room_of(slot)); }
  render::Entry entry(const Slot& slot, std::string place) const;

  // In lobby.cpp.
  void write_lobby(Screen& screen, const Agenda& agenda, Instant now) const;
  void write_doors(Screen& screen, std::string_view room, const std::vector<const Slot*>& running,
                   const Slot* next, Instant now) const;
  render::Entry entry_now(const Slot& slot, Instant now) const;
  std::string place_of(const Slot& slot) const;

  const schedule::Programme& programme_;
  const SourceState& source_;
  const ViewOptions& options_;
  const Phrases& words_;
  bool clock_24h_;
};

}  // namespace roomsign::view
