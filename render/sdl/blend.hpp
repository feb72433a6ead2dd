// Mixing two pixels.
#pragma once

#include "render/picture.hpp"

namespace roomsign::render {

// `weight` 0..255 parts of `over`, the rest of `under`; each channel rounded to nearest. Exact at
// both ends.
constexpr Pixel mix(Pixel under, Pixel over, unsigned weight) {
  // Two channels at a time, each with room for a product: x + 128 + ((x + 128) >> 8) >> 8 is x /
  // 255.
  const auto pair = [&](unsigned shift) {
    const std::uint32_t sum = ((over >> shift) & 0xFF00FFU) * weight +
                              ((under >> shift) & 0xFF00FFU) * (255U - weight) + 0x800080U;
    return ((sum + ((sum >> 8U) & 0xFF00FFU)) >> 8U) & 0xFF00FFU;
  };
  return 0xFF000000U | pair(0) | (pair(8) << 8U);
}

// The same for `count` pixels in a row, as compilers make vectors of it: byte by byte, the top ones
// too.
inline void mix_row(Pixel* under, const Pixel* over, std::size_t count, unsigned weight) {
  auto* to = reinterpret_cast<std::uint8_t*>(under);
  const auto* from = reinterpret_cast<const std::uint8_t*>(over);
  const auto part = static_cast<std::uint16_t>(weight);
  const auto rest = static_cast<std::uint16_t>(255U - weight);
  for (std::size_t i = 0; i < count * sizeof(Pixel); ++i) {
    const auto sum = static_cast<std::uint16_t>(from[i] * part + to[i] * rest + 128);
    to[i] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8U)) >> 8U);
  }
}

// `weight` 0..255 parts of a premultiplied pixel (render/image.hpp) laid over `under`.
constexpr Pixel lay_over(Pixel under, std::uint32_t over, unsigned weight = 255) {
  const auto scaled = [](unsigned value, unsigned parts) {
    const unsigned product = value * parts + 128U;
    return (product + (product >> 8U)) >> 8U;  // product / 255
  };
  const unsigned left = 255U - scaled(over >> 24U, weight);
  const auto channel = [&](unsigned shift) {
    const unsigned sum =
        scaled((over >> shift) & 255U, weight) + scaled((under >> shift) & 255U, left);
    return (sum < 255U ? sum : 255U) << shift;
  };
  return 0xFF000000U | channel(16) | channel(8) | channel(0);
}

}  // namespace roomsign::render
