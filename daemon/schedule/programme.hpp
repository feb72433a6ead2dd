// Programme: one room's share of a schedule, prepared once so that each beat is cheap.
//
// Holds the room's sessions in order of start with the end that the sign goes by: the session's
// own; else the start of the next session in its room on the same day; else start +
// `default_length`. Sessions with end <= start keep their place in lists but are never running.
// Cancelled and moved sessions are in lists but never running and never next.
// Shares the schedule; immutable; any thread.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::schedule {

// The thresholds of "which state"; all are configuration.
struct Rules {
  std::chrono::minutes soon{30};            // a next session within this is the hero
  std::chrono::minutes countdown{60};       // "in N min" up to here, the time beyond
  std::chrono::minutes default_length{60};  // of a session that nothing ends
  std::chrono::minutes day_change{4 * 60};  // local time at which a programme day begins
  bool operator==(const Rules&) const = default;
};

struct Slot {
  const Session* session = nullptr;  // owned by the schedule
  Instant start{};
  Instant end{};                  // exclusive; what the sign goes by
  bool end_known = true;          // false: `end` is a fallback, and the sign must not print it
  std::chrono::local_days day{};  // programme day
};

class Programme {
 public:
  // `room` empty: all sessions (a source with a single room, or none). Else the sessions whose room
  // is `room` by fold_name(), and those without a room.
  Programme(std::shared_ptr<const Schedule> schedule, std::string_view room, const Zone& zone,
            const Rules& rules);

  const Schedule& schedule() const { return *schedule_; }
  const Zone& zone() const { return zone_; }
  const Rules& rules() const { return rules_; }
  const std::vector<Slot>& slots() const { return slots_; }  // by start

  // The latest end among slots()[0..i]: bounds how far back a running session can lie.
  Instant latest_end(std::size_t i) const { return latest_end_[i]; }

  // True where `room` was given and no session names it (all that is left are room-less ones).
  bool room_unknown() const { return room_unknown_; }

 private:
  std::shared_ptr<const Schedule> schedule_;
  Zone zone_;
  Rules rules_;
  std::vector<Slot> slots_;
  std::vector<Instant> latest_end_;
  bool room_unknown_ = false;
};

}  // namespace roomsign::schedule
