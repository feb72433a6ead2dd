// agenda_at(): what is on, what comes next and which state the room is in. The rules of the sign.
//
// Pure. The states, in the order in which they are tried (today = the programme day of `now`):
//   kNow         a session is running: start <= now < end. The one that started last is the hero
//                (longest-running last; breaks after talks); the others are `also_now`
//   kBreak       all that runs are pauses (is_pause); `next` is the hero if it starts within
//                rules.soon
//   kSoon        nothing runs; the next session today starts within rules.soon, or lies between
//                two sessions of today
//   kAgenda      before the day's first session, and that is further away than rules.soon
//   kDayOver     today had sessions, all are over, and another day follows: until the day changes
//   kProgrammeOver  the last session of the whole programme is over
//   kNextDay     no session today; `day` is the next one that has some
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "daemon/schedule/programme.hpp"

namespace roomsign::schedule {

enum class State { kNow, kBreak, kSoon, kAgenda, kDayOver, kProgrammeOver, kNextDay, kEmpty };

struct Agenda {
  State state = State::kEmpty;         // kEmpty: the programme has no session at all
  const Slot* hero = nullptr;          // kNow: the running one; kBreak: the running pause
  std::vector<const Slot*> also_now;   // the other running ones, latest start first
  const Slot* next = nullptr;          // first to start after now, today; kDayOver, kNextDay:
                                       // the first of `day`
  std::span<const Slot> later;         // today, starting after now, `next` included
  std::span<const Slot> day_slots;     // the whole day that the state speaks of
  std::chrono::local_days day{};       // that day
  std::optional<Instant> next_change;  // when state, hero, also_now or later next change of
                                       // themselves; none: never
};

Agenda agenda_at(const Programme& programme, Instant now);

}  // namespace roomsign::schedule
