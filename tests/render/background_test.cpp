#include "render/background.hpp"

#include <cstdlib>

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

Color color_of(std::uint32_t pixel) {
  return {static_cast<std::uint8_t>(pixel >> 16U), static_cast<std::uint8_t>(pixel >> 8U),
          static_cast<std::uint8_t>(pixel)};
}

Image of(std::vector<std::uint32_t> pixels) {
  const Size size{static_cast<int>(pixels.size()), 1};
  return {size, std::move(pixels)};
}

TEST_CASE("on every pixel of a background, in every size, every colour can be read") {
  const Image hard = of({0xFFFFFFFF, 0xFF000000, 0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0x00000000});
  for (const auto& name : built_in_theme_names()) {
    Theme theme = *built_in_theme(name);
    set_background(theme, hard, 0);
    REQUIRE(theme.background != nullptr);
    for (const int width : {1, 2, 3, 6, 17}) {
      for (const std::uint32_t pixel : theme.background->scaled({width, 1}).pixels()) {
        Theme there = theme;
        there.ground = color_of(pixel);
        CAPTURE(name, width, pixel);
        CHECK(contrast_faults(there).empty());
      }
    }
  }
}

TEST_CASE("the scrim is no stronger than it has to be, and no weaker than asked for") {
  Theme theme = *built_in_theme("dark");
  set_background(theme, of({0xFF141C30}), 0);  // dark already
  CHECK(theme.background->pixels().front() == 0xFF141C30);
  set_background(theme, of({0xFF141C30}), 1);
  CHECK(color_of(theme.background->pixels().front()) == theme.ground);

  Theme bright = *built_in_theme("dark");
  set_background(bright, of({0xFFFFFFFF}), 0);
  Theme there = bright;
  there.ground = color_of(bright.background->pixels().front());
  CHECK(contrast_faults(there).empty());
  for (auto* channel : {&there.ground.red, &there.ground.green, &there.ground.blue}) *channel += 2;
  CHECK_FALSE(contrast_faults(there).empty());
}

TEST_CASE("on a background small print is in the second colour") {
  Theme theme = *built_in_theme("light");
  set_background(theme, of({0xFF808080}), 0);
  CHECK(theme.faint == theme.second);
}

}  // namespace
}  // namespace roomsign::render
