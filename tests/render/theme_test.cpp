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
  REQUIRE(built_in_theme_names() == std::vector<std::string>{"dark", "light"});
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
  CHECK(contrast_faults(theme) == std::vector<std::string>{"faint on ground: 1.4:1, needs 4.5:1"});
  theme.text = theme.ground;
  REQUIRE(contrast_faults(theme).size() == 2);
  CHECK(contrast_faults(theme)[0] == "text on ground: 1.0:1, needs 7:1");
}

}  // namespace roomsign::render
