// Where the picture is at a given time, so that nothing burns in: it wanders through a box of
// 16 x 16 pixels, one pixel in five minutes to the side and one in 80 up or down, which nobody
// sees. Each step paints the whole panel anew, as much work as ten minutes of the clock: hence so
// few, and only as a minute begins. By unix time alone: a sign that starts anew goes on where it
// was.
#pragma once

#include <chrono>

#include "daemon/base/time.hpp"
#include "render/display.hpp"

namespace roomsign::sign {

inline constexpr int kFarthestDrift = 8;          // pixels from the middle
inline constexpr std::chrono::minutes kStill{5};  // between two steps

// There and back again: -8 .. 8 .. -8.
constexpr int to_and_fro(std::int64_t step) {
  constexpr int kWay = 2 * kFarthestDrift;
  const auto at = static_cast<int>(((step % (2 * kWay)) + 2 * kWay) % (2 * kWay));
  return (at <= kWay ? at : 2 * kWay - at) - kFarthestDrift;
}

constexpr render::Offset drift_at(Instant now) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch();
  const auto step = minute / kStill;
  return {to_and_fro(step), to_and_fro(step / (2 * kFarthestDrift))};
}

}  // namespace roomsign::sign
