// The lobby's picture: of each room what is on and what comes next. Rooms of which neither is known
// today are left out; what is for every room stands once, above them.

#include <chrono>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/view/session_words.hpp"
#include "daemon/view/writer.hpp"

namespace roomsign::view {

using render::Door;
using render::Entry;
using render::Scene;
using render::Screen;
using schedule::Agenda;
using schedule::Slot;
using schedule::State;

namespace {

constexpr std::chrono::minutes kLongestLeft(100);  // from here on a duration has hours and minutes

struct Room {
  std::vector<const Slot*> now;  // the most important first
  const Slot* next = nullptr;
};

// All rooms, by Slot::room from kEveryRoom on.
std::vector<Room> rooms_at(const Agenda& agenda, std::size_t count) {
  std::vector<Room> rooms(count + 1);
  const auto room_of = [&](const Slot& slot) -> Room& {
    return rooms[static_cast<std::size_t>(slot.room - schedule::kEveryRoom)];
  };
  if (agenda.hero != nullptr) room_of(*agenda.hero).now.push_back(agenda.hero);
  for (const Slot* slot : agenda.also_now) room_of(*slot).now.push_back(slot);
  for (const Slot* slot : agenda.missed) {
    auto& now = room_of(*slot).now;  // where nothing else is on, people come for it in vain
    if (now.empty() || !now.front()->takes_place()) now.push_back(slot);
  }
  const auto ahead = agenda.state == State::kNextDay ? agenda.day_slots : agenda.later;
  for (const Slot& slot : ahead) {
    Room& room = room_of(slot);
    if (room.next == nullptr) room.next = &slot;
  }
  return rooms;
}

bool has_begun(const Agenda& agenda) {
  return agenda.hero != nullptr ||
         (agenda.state != State::kNextDay && agenda.later.size() < agenda.day_slots.size());
}

}  // namespace

void Writer::write_lobby(Screen& screen, const Agenda& agenda, Instant now) const {
  screen.scene = Scene::kLobby;
  screen.now_heading = words_.now;
  screen.list_heading = words_.up_next;
  if (!has_begun(agenda)) write_day_ahead(screen, agenda, now);
  const auto& names = programme_.rooms();
  const std::vector<Room> rooms = rooms_at(agenda, names.size());
  for (std::size_t i = 0; i < rooms.size(); ++i) {
    write_doors(screen, i == 0 ? words_.all_rooms : names[i - 1], rooms[i].now, rooms[i].next, now);
  }
}

// A room in which several sessions run has a door for each; what comes next is at the first.
void Writer::write_doors(Screen& screen, std::string_view room,
                         const std::vector<const Slot*>& running, const Slot* next,
                         Instant now) const {
  const std::size_t doors = running.empty() && next != nullptr ? 1 : running.size();
  for (std::size_t i = 0; i < doors && screen.doors.size() < kLongestList; ++i) {
    Door& door = screen.doors.emplace_back();
    door.room = room;
    if (i < running.size()) door.now = entry_now(*running[i], now);
    if (i == 0 && next != nullptr) door.next = entry(*next, place_of(*next));
  }
}

// What is long and stands beside each title is said shortly: what runs for hours has its end, as
// the list has times.
Entry Writer::entry_now(const Slot& slot, Instant now) const {
  Entry entry = this->entry(slot, place_of(slot));
  const auto left = minutes_until(slot.end, now);
  if (entry.struck) {
    entry.time.clear();
  } else if (!slot.end_known) {
    entry.time = fill(words_.since, list_time(slot.start));
  } else if (left < kLongestLeft || ends_another_day(slot)) {
    entry.time = fill(words_.left, duration_text(words_, left));
  } else {
    entry.time = fill(words_.until, list_time(slot.end));
  }
  return entry;
}

// Where to go for what is for every room; the others stand beside their room's name.
std::string Writer::place_of(const Slot& slot) const {
  const bool somewhere = slot.room == schedule::kEveryRoom && !slot.session->room.empty();
  return somewhere ? arrow_to(slot.session->room) : std::string();
}

}  // namespace roomsign::view
