// A Wayland window's panel, without Wayland: the same OpenGL ES, drawn by the processor into a
// window of X, read back from the X server's memory.
#include "render/sdl/texture_panel.hpp"

#include "render/sdl/panel_display.hpp"
#include "render/sdl/snapshot.hpp"
#include "render/sdl/turned_panel.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"
#include "tests/support/sanitizers.hpp"
// The last: it defines None and Bool.
#include "tests/render/sdl/x_server.hpp"

namespace roomsign::render {
namespace {

constexpr Size kScreen{640, 400};
const Theme kDark = *built_in_theme("dark");

std::unique_ptr<Panel> texture_panel() {
  auto panel = std::make_unique<TexturePanel>("x11", "a room", kScreen, true);
  panel->pump();  // the pointer goes away with the window's first event
  return panel;
}

TEST_CASE("a texture shows the pixels of a snapshot, changed parts and fades included") {
  const test::LeaksOfLibraries mesa;
  const test::XServer server(kScreen);
  PanelDisplay display(texture_panel());
  CHECK(display.size() == kScreen);
  CHECK(display.description() == "x11, opengles2, 640x400");
  Typesetter typesetter;
  const auto samples = test::sample_screens();
  for (std::size_t i = 0; i < 4; ++i) {
    display.show(samples[i].screen, kDark, {.fade = i == 1});
    INFO(samples[i].name);
    CHECK(test::difference(server.screen(),
                           snapshot(samples[i].screen, kDark, kScreen, 0, typesetter).picture) ==
          "");
  }
}

TEST_CASE("a turned texture shows what a turned picture in memory does") {
  const test::LeaksOfLibraries mesa;
  const test::XServer server(kScreen);
  PanelDisplay display(std::make_unique<TurnedPanel>(texture_panel(), Turn::kQuarter));
  REQUIRE(display.size() == Size{400, 640});
  const auto screen = test::sample_talk();
  display.show(screen, kDark, {});
  Picture upright = snapshot(screen, kDark, display.size()).picture;
  Picture expected(kScreen);
  copy_turned(upright.view(), {0, 0, 400, 640}, Turn::kQuarter, expected.view());
  CHECK(test::difference(server.screen(), expected) == "");
}

}  // namespace
}  // namespace roomsign::render
