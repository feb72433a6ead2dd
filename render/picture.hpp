// Picture: finished pixels in memory; Pixels: a view of somebody's.
//
// A pixel is 0xFFRRGGBB in a 32-bit word (SDL's ARGB8888); the top byte is always 255 in a Picture
// and means nothing in a window's surface. Everything that is shown, saved or compared is this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "render/geometry.hpp"

namespace roomsign::render {

using Pixel = std::uint32_t;

constexpr Pixel pixel(Color color) {
  return 0xFF000000U | Pixel{color.red} << 16U | Pixel{color.green} << 8U | color.blue;
}

// Does not own; `stride` is the distance between two rows, in pixels.
struct Pixels {
  Pixel* data = nullptr;
  int stride = 0;
  Size size;
  Pixel* row(int y) const { return data + static_cast<std::ptrdiff_t>(y) * stride; }
};

struct Picture {
  Picture() = default;
  explicit Picture(Size picture_size)
      : size(picture_size),
        pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height),
               0xFF000000U) {}

  Pixels view() { return {pixels.data(), size.width, size}; }
  Pixel at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                  static_cast<std::size_t>(x)];
  }
  bool operator==(const Picture&) const = default;

  Size size;
  std::vector<Pixel> pixels;
};

}  // namespace roomsign::render
