// A cross-fade of what a panel shows into another picture.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "render/sdl/panel.hpp"

namespace roomsign::render {

// How a fade tells and spends time; tests have their own.
struct FadeTime {
  std::function<std::uint64_t()> milliseconds;  // of a clock that only goes forward
  std::function<void(std::uint64_t)> sleep;     // milliseconds
};
FadeTime real_fade_time();

inline constexpr std::uint64_t kFadeLength = 300;  // ms
inline constexpr int kFewestFadeFrames = 5;        // a machine that makes fewer does not fade

// Mixes `target` into the given parts of the panel's pixels, step by step, and presents each.
// Afterwards these parts are exactly the target's. Each frame shows what is right at its time, so
// a slow machine makes fewer frames and not a longer fade.
void cross_fade(Panel& panel, const Picture& target, const std::vector<Rect>& parts,
                const FadeTime& time);

}  // namespace roomsign::render
