// agenda_at(): what is on, what comes next and which state the room is in. The rules of the sign.
//
// Pure, and cheap: it searches, it does not walk the programme. The states, in the order in which
// they are tried (today = the programme day of `now`; only sessions that take place count for the
// first three):
//   kNow         a session is running: start <= now < end. The one that started last is the hero
//                (pauses after all others); the rest are `also_now`
//   kBreak       all that runs are pauses (is_pause); `next` is to be the hero if `next_is_near`
//   kSoon        nothing runs; today's next session is near, or another of today began before
//   kAgenda      before the day's first session, and that is not near; or all that is still to
//                come today was called off and nothing took place (then there is no `next`)
//   kDayOver     today had sessions, all are over, and another day follows: until the day changes.
//                `day` is the one of the next session that takes place
//   kNextDay     no session today; `day` is the next one that has some
//   kRoomOver    nothing is left to come here, today or later, but the event goes on elsewhere
//   kProgrammeOver  nothing is left to come anywhere
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "daemon/schedule/programme.hpp"

namespace roomsign::schedule {

enum class State {
  kNow,
  kBreak,
  kSoon,
  kAgenda,
  kDayOver,
  kNextDay,
  kRoomOver,
  kProgrammeOver,
  kEmpty
};

struct Agenda {
  State state = State::kEmpty;         // kEmpty: the programme has no session at all
  const Slot* hero = nullptr;          // kNow: the running one; kBreak: the running pause
  std::vector<const Slot*> also_now;   // the other running ones, in order of heroism
  std::vector<const Slot*> missed;     // would run, but were called off; in order of start
  const Slot* next = nullptr;          // first to start after now, today; kDayOver, kNextDay:
                                       // on the days to come, or the first that was called off
                                       // where nothing else is left
  bool next_is_near = false;           // today, and it starts within rules.soon
  std::span<const Slot> later;         // today, starting after now; `next` and struck included
  std::chrono::local_days today{};     // the programme day of now
  std::chrono::local_days day{};       // the day that the state speaks of: today's, or the next
  std::span<const Slot> day_slots;     // that whole day
  std::optional<Instant> next_change;  // when anything above next changes of itself, exactly, but
                                       // for `today` alone; none: never
};

Agenda agenda_at(const Programme& programme, Instant now);

}  // namespace roomsign::schedule
