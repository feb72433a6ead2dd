#include "render/theme.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

namespace roomsign::render {

TEST_CASE("black on white is 21 to 1, in either order, and a colour on itself is 1 to 1") {
  const Color black = {0, 0, 0};
  const Color white = {255, 255, 255};
  CHECK(std::abs(contrast(black, white) - 21.0) < 1e-9);
  CHECK(std::abs(contrast(white, black) - 21.0) < 1e-9);
  CHECK(std::abs(contrast(white, white) - 1.0) < 1e-9);
}

TEST_CASE("contrast agrees with a published example: #777777 on white is 4.48") {
  CHECK(std::abs(contrast({0x77, 0x77, 0x77}, {255, 255, 255}) - 4.478) < 0.001);
}

TEST_CASE("every built-in theme can be found by its name and read") {
  REQUIRE(built_in_theme_names() == std::vector<std::string>{"dark", "light", "contrast"});
  for (const auto& name : built_in_theme_names()) {
    const auto theme = built_in_theme(name);
    REQUIRE(theme);
    CHECK(theme->name == name);
    CHECK(contrast_faults(*theme).empty());
  }
  CHECK_FALSE(built_in_theme("Dark"));
  CHECK_FALSE(built_in_theme(""));
}

TEST_CASE("a theme that falls short is refused with the pair named") {
  Theme theme = built_in_theme("dark").value();
  theme.faint = theme.rule;
  CHECK(contrast_faults(theme) ==
        std::vector<ContrastFault>{{"faint", "faint on ground: 1.4:1, needs 4.5:1"}});
  theme.text = theme.ground;
  REQUIRE(contrast_faults(theme).size() == 2);
  CHECK(contrast_faults(theme)[0] == ContrastFault{"text", "text on ground: 1.0:1, needs 7:1"});
}

TEST_CASE(
    "a foreign colour is used as it is where it can be read, else as near to itself as can be") {
  for (const auto& name : built_in_theme_names()) {
    const Theme theme = *built_in_theme(name);
    for (const Color color : {Color{255, 0, 0}, Color{0, 0, 255}, Color{255, 255, 0},
                              Color{0, 0, 0}, Color{255, 255, 255}, Color{120, 120, 120}}) {
      const Color used = legible(color, theme);
      CAPTURE(name, int(color.red), int(color.green), int(color.blue));
      CHECK(contrast(used, theme.ground) >= 4.5);
      CHECK((used == color) == (contrast(color, theme.ground) >= 4.5));
    }
  }
  const Color blue = legible({0, 0, 255}, *built_in_theme("dark"));
  CHECK((blue.blue > blue.red && blue.blue > blue.green));
}

TEST_CASE("the contrast theme has 7 to 1 for every word, and lines that are seen") {
  const Theme theme = built_in_theme("contrast").value();
  for (const Color color : {theme.text, theme.second, theme.faint, theme.accent}) {
    CHECK(contrast(color, theme.ground) >= 7);
  }
  CHECK(contrast(theme.rule, theme.ground) >= 3);
}

}  // namespace roomsign::render
