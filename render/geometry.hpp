// Sizes, rectangles and colours in device pixels.
#pragma once

#include <algorithm>
#include <cstdint>

namespace roomsign::render {

struct Size {
  int width = 0;
  int height = 0;
  bool operator==(const Size&) const = default;
};

struct Offset {
  int x = 0;
  int y = 0;
  bool operator==(const Offset&) const = default;
};

struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  constexpr int right() const { return x + width; }
  constexpr int bottom() const { return y + height; }
  bool operator==(const Rect&) const = default;
};

// What lies in both; of width or height 0 or less where nothing does.
constexpr Rect common(const Rect& a, const Rect& b) {
  const int x = std::max(a.x, b.x);
  const int y = std::max(a.y, b.y);
  return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

constexpr Rect moved(const Rect& rect, Offset offset) {
  return {rect.x + offset.x, rect.y + offset.y, rect.width, rect.height};
}

constexpr bool is_empty(const Rect& rect) { return rect.width <= 0 || rect.height <= 0; }

struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  bool operator==(const Color&) const = default;
};

}  // namespace roomsign::render
