#include <cstdlib>

#include "render/sdl/display.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

const Theme kDark = *built_in_theme("dark");
const Theme kLight = *built_in_theme("light");

std::unique_ptr<Display> offscreen(Size size) {
  auto display = open_display({.driver = "offscreen", .size = size});
  REQUIRE(display.has_value());
  return std::move(*display);
}

const Picture& picture_of(const Display& display) {
  const auto& panel = dynamic_cast<const PanelDisplay&>(display).panel();
  return dynamic_cast<const MemoryPanel&>(panel).picture();
}

TEST_CASE("a display shows the pixels of a snapshot, whatever was shown before") {
  for (const Size size : {Size{800, 480}, Size{480, 800}}) {
    const auto display = offscreen(size);
    CHECK(display->size() == size);
    Typesetter typesetter;
    for (const Theme& theme : {kDark, kLight}) {
      for (const auto& sample : test::sample_screens()) {
        display->show(sample.screen, theme, {});
        INFO(sample.name << " " << theme.name);
        CHECK(test::difference(picture_of(*display),
                               snapshot(sample.screen, theme, size, 0, typesetter).picture) == "");
      }
    }
  }
}

TEST_CASE("a display hands out what is on its panel: moved, dimmed, upright and black at last") {
  const auto screen = test::sample_screens().front().screen;
  const auto display = offscreen({640, 360});
  for (const Manner& manner : {Manner{}, Manner{.drift = {3, -2}, .light = Light::kDim},
                               Manner{.fade = true}, Manner{.light = Light::kOff}}) {
    display->show(screen, kDark, manner);
    CHECK(test::difference(display->frame(), picture_of(*display)) == "");
  }
  CHECK(display->frame() == Picture({640, 360}));

  const auto turned =
      open_display({.driver = "offscreen", .size = {640, 360}, .turn = Turn::kQuarter});
  (*turned)->show(screen, kDark, {});
  CHECK(test::difference((*turned)->frame(), snapshot(screen, kDark, {360, 640}).picture) == "");
}

TEST_CASE("two snapshots of one screen are the same bytes") {
  const auto screen = test::sample_screens().front().screen;
  CHECK(snapshot(screen, kDark, {1'920, 1'080}).picture ==
        snapshot(screen, kDark, {1'920, 1'080}).picture);
}

TEST_CASE("after a fade a display shows the pixels of a snapshot") {
  const Size size{640, 360};
  const auto display = offscreen(size);
  const auto samples = test::sample_screens();
  display->show(samples[0].screen, kDark, {.fade = true});  // nothing to fade out of
  for (std::size_t i = 1; i < 4; ++i) {
    display->show(samples[i].screen, kDark, {.fade = true});
    CHECK(test::difference(picture_of(*display),
                           snapshot(samples[i].screen, kDark, size).picture) == "");
  }
}

TEST_CASE("pages of a list are shown in turn") {
  const Size size{800, 480};
  const auto display = offscreen(size);
  for (const auto& sample : test::sample_screens()) {
    const Drawn drawn = display->show(sample.screen, kDark, {});
    for (long page = 1; page <= drawn.pages; ++page) {
      display->show(sample.screen, kDark, {.page = page});
      CHECK(test::difference(picture_of(*display),
                             snapshot(sample.screen, kDark, size, page).picture) == "");
    }
  }
}

TEST_CASE("nobody gets a picture in memory who did not ask for it") {
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  const auto display = open_display({.driver = "auto"});
  if (display) {
    CHECK_FALSE((*display)->description().starts_with("offscreen"));
  } else {
    CHECK(display.error().may_come);  // the card, or the monitor
  }
}

TEST_CASE("an offscreen display has no events and says what it is") {
  const auto display = offscreen({320, 240});
  CHECK(display->fd() == -1);
  CHECK_FALSE(display->pump().quit);
  CHECK_FALSE(display->pump().lost);
  CHECK(display->description() == "offscreen, 320x240");
}

TEST_CASE("a driver that does not exist will never come") {
  const auto display = open_display({.driver = "directfb"});
  REQUIRE_FALSE(display.has_value());
  CHECK_FALSE(display.error().may_come);
  CHECK(display.error().reason == "there is no display driver directfb");
}

TEST_CASE("an X server that is not there may come") {
  setenv("DISPLAY", ":7531", 1);
  const auto display = open_display({.driver = "x11"});
  unsetenv("DISPLAY");
  REQUIRE_FALSE(display.has_value());
  CHECK(display.error().may_come);
  CHECK(display.error().reason.starts_with("x11 cannot be started: "));
}

}  // namespace
}  // namespace roomsign::render
