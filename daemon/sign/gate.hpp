// Gate: whether what a source says now may take the place of what it said before.
//
// An export that broke half way, a page emptied by mistake, a mistyped year: each reads well, and
// would take the programme off every sign. So a drastic change is held back until the source has
// said the same for kHold; by then a mistake is usually mended, and what is meant comes through.
// Only what is still to come counts: a feed that drops what is over changes nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/refusal.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::sign {

inline constexpr std::chrono::minutes kHold{15};
inline constexpr std::size_t kFewSessions = 3;  // so many may go by halves: a small event's evening

// What makes a change drastic; none: it is an ordinary one. Pure. `rooms`: all names of the sign's
// rooms; none: it shows every room. Codes, in the order that they are looked for:
//   lost-all     nothing is left to come
//   other-dates  no session is left on any date on which one was to come
//   lost-half    half of what was to come, or more, is gone
//   lost-room    something was to come in the sign's rooms, and they are not in the schedule at all
//   lost-all, lost-half  of what was to come in the sign's rooms: what is elsewhere now has moved,
//                and is not gone
std::optional<Error> drastic_change(const schedule::Schedule& before,
                                    const schedule::Schedule& after,
                                    const std::vector<std::string>& rooms, Instant now);

// One source's; one thread. Each of its addresses is held to its own word: a mirror that lags takes
// nothing back of what the first one says, and does not confirm it.
class Gate {
 public:
  // `address`: where `after` came from. What ends after `from` is to come; none: after `now`.
  // Errors: drastic_change()'s, and for how long it is held yet. Ask again then, with what the
  // address says by that time.
  std::expected<void, fetch::Refusal> pass(const schedule::Schedule& before,
                                           const schedule::Schedule& after,
                                           const std::string& address,
                                           const std::vector<std::string>& rooms, Instant now,
                                           std::optional<Instant> from = {});

 private:
  struct Held {
    schedule::Schedule schedule;
    Instant since;
  };

  std::map<std::string, Held> held_;  // by address
};

}  // namespace roomsign::sign
