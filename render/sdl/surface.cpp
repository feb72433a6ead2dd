#include "render/sdl/surface.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace roomsign::render {

Image premultiplied(const SDL_Surface& surface) {
  std::vector<std::uint32_t> pixels;
  pixels.reserve(static_cast<std::size_t>(surface.w) * static_cast<std::size_t>(surface.h));
  for (int y = 0; y < surface.h; ++y) {
    const auto* row =
        reinterpret_cast<const std::uint32_t*>(static_cast<const std::uint8_t*>(surface.pixels) +
                                               static_cast<std::ptrdiff_t>(y) * surface.pitch);
    for (int x = 0; x < surface.w; ++x) {
      const std::uint32_t alpha = row[x] >> 24U;
      std::uint32_t pixel = alpha << 24U;
      for (const unsigned shift : {16U, 8U, 0U}) {
        pixel |= ((row[x] >> shift & 255U) * alpha + 127U) / 255U << shift;
      }
      pixels.push_back(pixel);
    }
  }
  return {{surface.w, surface.h}, std::move(pixels)};
}

}  // namespace roomsign::render
