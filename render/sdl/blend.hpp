// Mixing two pixels.
#pragma once

#include "render/sdl/picture.hpp"

namespace roomsign::render {

// `weight` 0..255 parts of `over`, the rest of `under`; each channel rounded to nearest. Exact at
// both ends.
constexpr Pixel mix(Pixel under, Pixel over, unsigned weight) {
  const auto channel = [&](unsigned shift) {
    const unsigned sum =
        ((over >> shift) & 255U) * weight + ((under >> shift) & 255U) * (255U - weight) + 128U;
    return ((sum + (sum >> 8U)) >> 8U) << shift;  // sum / 255
  };
  return 0xFF000000U | channel(16) | channel(8) | channel(0);
}

}  // namespace roomsign::render
