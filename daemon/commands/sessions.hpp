// The running day's sessions of a sign, for whoever is to say of one that it was cancelled or
// moved: what `GET /sessions.json` answers. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/base/time.hpp"
#include "daemon/schedule/notices.hpp"
#include "daemon/schedule/programme.hpp"

namespace roomsign::commands {

// A session as announced, and what was said of it.
struct DaySession {
  const schedule::Slot* slot = nullptr;  // as announced; the programme's
  bool over = false;                     // with its delay
  bool cancelled = false;
  std::string room;                  // moved to there; empty: it was not
  std::optional<Instant> start;      // moved to then; none: it was not
  std::vector<std::string> to_lift;  // ids of what was said of it to this sign
};

// `standing` is `announced` with all that is up at `now`, of which `said` was said to this sign.
// Without what the schedule itself has cancelled or moved away, of which nothing can be said.
std::vector<DaySession> day_sessions(const schedule::Programme& announced,
                                     const schedule::Programme& standing,
                                     const schedule::Notices& up, const schedule::Notices& said,
                                     Instant now);

// { "sessions": [
//     { "session": { "start": "...", "room": "Hall A", "name": "Hinges" },   as POST /say takes it
//       "end": "...", "over": true, "cancelled": true, "to": { "room": "Hall B", "start": "..." },
//       "said": ["3"] } ],
//   "rooms": ["Hall A", "Hall B"] }
// What does not hold, or is not known, is left out. `announced` null: there are none.
std::string sessions_json(const schedule::Programme* announced,
                          const std::vector<DaySession>& sessions);

}  // namespace roomsign::commands
