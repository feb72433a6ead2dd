// Notices: the operator's word of the day, beside what the schedule says. Plain values, no
// behaviour but is it in force.
//
// Every one has an end, so that nothing outlives its cause. What becomes of the programme through
// them: adjust.hpp. Their document: formats/notices.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/time.hpp"
#include "daemon/schedule/rooms.hpp"

namespace roomsign::schedule {

// Bands along the bottom; the last two fill the screen, and a drill says that it is one.
enum class Level { kInfo, kWarning, kEmergency, kDrill };
std::string_view to_string(Level level);  // "info", "warning", ...
std::optional<Level> level_from(std::string_view word);

// When a notice is in force, and what it is lifted by.
struct Term {
  Instant from{};
  Instant until{};  // exclusive
  std::string id;   // of this notice among its document's; empty: it has none
  bool holds(Instant now) const { return from <= now && now < until; }
  bool operator==(const Term&) const = default;
};

// One text in several languages, by their tags ("de"); "" is for all others.
using Texts = std::vector<std::pair<std::string, std::string>>;

// The text for a language tag ("de-AT" finds "de"), else the one for all others, else the English
// one, else the first; empty: there is none.
std::string_view in_language(const Texts& texts, std::string_view language);

struct Announcement {
  Term term;
  std::vector<std::string> rooms;  // empty: all
  Level level = Level::kInfo;
  Texts text;
  Texts instructions;  // emergency and drill: what to do
  std::string url;     // for a QR code
  bool operator==(const Announcement&) const = default;
};

// Of several that hold for a room the last one counts.
struct Delay {
  Term term;
  std::vector<std::string> rooms;  // empty: all
  std::chrono::minutes by{};       // 0: back on time
  bool operator==(const Delay&) const = default;
};

// A session, or all that begin together, as the schedule announces it.
struct SessionRef {
  Instant start{};
  std::string room;  // empty: wherever
  std::string name;  // its id or headline; empty: whatever it is called
  bool operator==(const SessionRef&) const = default;
};

struct CalledOff {
  Term term;
  SessionRef session;
  std::string note;
  bool operator==(const CalledOff&) const = default;
};

struct Move {
  Term term;
  SessionRef session;
  std::string room;              // where it takes place now; empty: where it was
  std::optional<Instant> start;  // when, with the same length; none: as announced
  bool operator==(const Move&) const = default;
};

// The session that runs in a room at term.from, else the next one to begin there that day; a pause
// only where nothing else is to come.
struct RoomFull {
  Term term;
  std::string room;
  std::string alternative;  // a room; may be empty
  bool operator==(const RoomFull&) const = default;
};

struct Notices {
  std::vector<Announcement> announcements;
  std::vector<Delay> delays;
  std::vector<CalledOff> called_off;
  std::vector<Move> moves;
  std::vector<RoomFull> full;
  bool operator==(const Notices&) const = default;
};

// Those that concern a sign: without announcements for other rooms, rooms under the names that
// `names` gives them. `room` empty: a sign for all rooms.
Notices notices_for(Notices notices, std::string_view room, const RoomNames& names);

// Both as one. Of the delays the one that began later comes later, and of two that began together
// the second argument's: so that for each room the last word counts, whoever said it. Either's own
// keep their order.
Notices together(Notices a, const Notices& b);

// The term of every one.
template <class Visit>
void for_each_term(const Notices& notices, Visit visit) {
  for (const auto& notice : notices.announcements) visit(notice.term);
  for (const auto& notice : notices.delays) visit(notice.term);
  for (const auto& notice : notices.called_off) visit(notice.term);
  for (const auto& notice : notices.moves) visit(notice.term);
  for (const auto& notice : notices.full) visit(notice.term);
}

// Without those for whose term `unwanted` is true.
template <class Unwanted>
void erase_if(Notices& notices, Unwanted unwanted) {
  const auto by_term = [&](const auto& notice) { return unwanted(notice.term); };
  std::erase_if(notices.announcements, by_term);
  std::erase_if(notices.delays, by_term);
  std::erase_if(notices.called_off, by_term);
  std::erase_if(notices.moves, by_term);
  std::erase_if(notices.full, by_term);
}

// The first instant after `now` at which one begins or ends to hold; none: never.
std::optional<Instant> next_change(const Notices& notices, Instant now);

}  // namespace roomsign::schedule
