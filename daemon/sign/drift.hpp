// Where the picture is in a given minute, so that nothing burns in: it wanders through a box of
// 16 x 16 pixels, one pixel a minute to the side and one in 16 minutes up or down, which nobody
// sees. By unix time alone: a sign that starts anew goes on where it was.
#pragma once

#include <chrono>

#include "daemon/base/time.hpp"
#include "render/display.hpp"

namespace roomsign::sign {

inline constexpr int kFarthestDrift = 8;  // pixels from the middle

// There and back again: -8 .. 8 .. -8.
constexpr int to_and_fro(std::int64_t step) {
  constexpr int kWay = 2 * kFarthestDrift;
  const auto at = static_cast<int>(((step % (2 * kWay)) + 2 * kWay) % (2 * kWay));
  return (at <= kWay ? at : 2 * kWay - at) - kFarthestDrift;
}

constexpr render::Offset drift_at(Instant now) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
  return {to_and_fro(minute), to_and_fro(minute / (2 * kFarthestDrift))};
}

}  // namespace roomsign::sign
