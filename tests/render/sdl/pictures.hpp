// Pictures for the tests of drawing: random ones, and where two differ.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/canvas.hpp"
#include "render/picture.hpp"

namespace roomsign::test {

// "differs at 12, 40: ff0b1020 and fff4f6fb"; nothing where they are equal.
inline std::string difference(const render::Picture& a, const render::Picture& b) {
  if (a.size != b.size) {
    return fmt::format("{}x{} and {}x{}", a.size.width, a.size.height, b.size.width, b.size.height);
  }
  for (int y = 0; y < a.size.height; ++y) {
    for (int x = 0; x < a.size.width; ++x) {
      if (a.at(x, y) == b.at(x, y)) continue;
      return fmt::format("differs at {}, {}: {:08x} and {:08x}", x, y, a.at(x, y), b.at(x, y));
    }
  }
  return {};
}

// Some calls a layout might make, with overlaps that no layout would.
class RandomCalls {
 public:
  explicit RandomCalls(unsigned seed) : random_(seed) {}

  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }

  void draw(render::Canvas& canvas, int calls) {
    canvas.clear(color());
    for (int i = 0; i < calls; ++i) one(canvas);
  }

  void one(render::Canvas& canvas) {
    const render::Size size = canvas.size();
    const int x = number(-30, size.width);
    const int y = number(-30, size.height);
    if (number(0, 2) == 0) {
      canvas.fill({x, y, number(0, 150), number(0, 90)}, color(), number(0, 20));
      return;
    }
    if (number(0, 4) == 0) {
      canvas.picture(image(), {x, y, number(0, 90), number(0, 60)}, number(0, 40));
      return;
    }
    const render::Font font{static_cast<render::Face>(number(0, 4)), number(9, 70),
                            number(0, 4) == 0 ? number(1, 6) : 0};
    std::string words;
    for (int i = number(1, 14); i > 0; --i) words += static_cast<char>(number(' ', '~'));
    canvas.text(words, x, y, font, color());
  }

 private:
  // One of a few, half transparent: the same object in two lists is the same picture.
  render::ImagePtr image() {
    static const std::array<render::ImagePtr, 3> kImages = {made_up({5, 3}), made_up({64, 64}),
                                                            made_up({200, 10})};
    return kImages.at(static_cast<std::size_t>(number(0, 2)));
  }

  static render::ImagePtr made_up(render::Size size) {
    std::mt19937 random(static_cast<unsigned>(size.width));
    std::vector<std::uint32_t> pixels;
    for (int i = 0; i < size.width * size.height; ++i) {
      const unsigned alpha = random() & 255U;
      pixels.push_back(alpha << 24U | alpha << 16U | (random() % (alpha + 1)) << 8U | alpha / 2);
    }
    return std::make_shared<const render::Image>(size, std::move(pixels));
  }

  render::Color color() {
    const auto channel = [this] { return static_cast<std::uint8_t>(number(0, 255)); };
    return {channel(), channel(), channel()};
  }

  std::mt19937 random_;
};

}  // namespace roomsign::test
