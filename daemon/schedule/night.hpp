// night_at(): whether anybody may still come to the door.
//
// Night is from `after` the last session of a day until `before` the first of the next day that
// has any, by the programme alone: a long lunch is no night, a day without sessions is. It never
// begins before the programme's first session, since whoever installs the sign wants to see it;
// after the last one it stays. What was cancelled or moved counts: people come to it.
// Pure, and cheap enough for each beat.
#pragma once

#include <chrono>
#include <optional>

#include "daemon/schedule/programme.hpp"

namespace roomsign::schedule {

struct NightRules {
  std::chrono::minutes after{30};
  std::chrono::minutes before{60};
  bool operator==(const NightRules&) const = default;
};

struct Night {
  bool dark = false;
  std::optional<Instant> until;  // when the sign is wanted again; none: by day, and after it all
  bool operator==(const Night&) const = default;
};

Night night_at(const Programme& programme, Instant now, const NightRules& rules);

}  // namespace roomsign::schedule
