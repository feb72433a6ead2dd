// A window on a real X server: what is on its screen is read back from the server's memory.
#include <chrono>
#include <fstream>
#include <thread>

#include <poll.h>

#include "render/sdl/display.hpp"
#include "render/sdl/fade.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/snapshot.hpp"
#include "render/sdl/window_panel.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"
// The last: it defines None and Bool.
#include "tests/render/sdl/x_server.hpp"

namespace roomsign::render {
namespace {

using namespace std::chrono_literals;

constexpr Size kScreen{800, 480};
const Theme kDark = *built_in_theme("dark");

std::unique_ptr<Display> on_x11(const DisplayOptions& options) {
  auto display = open_display(options);
  if (!display) FAIL(display.error().reason);
  display->get()->pump();
  return std::move(*display);
}

bool readable_within(int fd, std::chrono::milliseconds time) {
  pollfd wait{fd, POLLIN, 0};
  return poll(&wait, 1, static_cast<int>(time.count())) == 1;
}

// Pumps whenever there is something to pump, as the daemon does, until `done`.
template <class Done>
bool pump_until(Display& display, Done done) {
  for (int i = 0; i < 50; ++i) {
    if (done(display.pump())) return true;
    readable_within(display.fd(), 100ms);
  }
  return false;
}

// Wherever its window is: the picture is on the screen, whole.
bool is_somewhere_on(const Picture& screen, const Picture& picture) {
  const auto shows_at = [&](int left, int top) {
    for (int y = 0; y < picture.size.height; ++y) {
      for (int x = 0; x < picture.size.width; ++x) {
        if (screen.at(left + x, top + y) != picture.at(x, y)) return false;
      }
    }
    return true;
  };
  for (int top = 0; top + picture.size.height <= screen.size.height; ++top) {
    for (int left = 0; left + picture.size.width <= screen.size.width; ++left) {
      if (shows_at(left, top)) return true;
    }
  }
  return false;
}

long voluntary_switches() {
  std::ifstream status("/proc/self/status");
  std::string word;
  long count = -1;
  while (status >> word) {
    if (word == "voluntary_ctxt_switches:") status >> count;
  }
  return count;
}

TEST_CASE("on a whole screen the X server shows the pixels of a snapshot") {
  const test::XServer server(kScreen);
  const auto display = on_x11({.driver = "x11", .fullscreen = true});
  CHECK(display->size() == kScreen);
  CHECK(display->description() == "x11, window surface, 800x480");
  Typesetter typesetter;
  bool fade = false;
  for (const auto& sample : test::sample_screens()) {
    display->show(sample.screen, kDark, {.fade = fade});
    INFO(sample.name);
    CHECK(test::difference(server.screen(),
                           snapshot(sample.screen, kDark, kScreen, 0, typesetter).picture) == "");
    fade = !fade;
  }
}

TEST_CASE("a window on its side shows the turned pixels of a snapshot") {
  const test::XServer server(kScreen);
  for (const Turn turn : {Turn::kQuarter, Turn::kHalf, Turn::kThreeQuarters}) {
    const auto display = on_x11({.driver = "x11", .fullscreen = true, .turn = turn});
    const Size upright = display->size();
    CHECK(upright == (turn == Turn::kHalf ? kScreen : Size{kScreen.height, kScreen.width}));
    for (const bool fade : {false, true}) {
      const auto screen = test::sample_screens()[fade ? 1 : 0].screen;
      display->show(screen, kDark, {.fade = fade});
      Picture picture = snapshot(screen, kDark, upright).picture;
      Picture expected(kScreen);
      copy_turned(picture.view(), {0, 0, upright.width, upright.height}, turn, expected.view());
      INFO(display->description());
      CHECK(test::difference(server.screen(), expected) == "");
    }
  }
}

TEST_CASE("auto finds the X server that DISPLAY names") {
  const test::XServer server(kScreen);
  CHECK(on_x11({})->description().starts_with("x11"));
}

TEST_CASE("what another window covered is painted again by itself") {
  test::XServer server(kScreen);
  const auto display = on_x11({.driver = "x11"});
  const auto screen = test::sample_screens().front().screen;
  display->show(screen, kDark, {});
  const Picture expected = snapshot(screen, kDark, kScreen).picture;
  display->pump();
  REQUIRE(test::difference(server.screen(), expected) == "");

  server.cover_and_uncover();
  CHECK(test::difference(server.screen(), expected) != "");
  CHECK(readable_within(display->fd(), 2'000ms));
  CHECK(pump_until(
      *display, [&](const auto&) { return test::difference(server.screen(), expected).empty(); }));
}

TEST_CASE("a window of another size gets a picture of that size") {
  test::XServer server({1'400, 1'000});
  const auto display =
      on_x11({.driver = "x11", .size = {600, 400}, .fullscreen = false, .title = "a room"});
  CHECK(display->size() == Size{600, 400});
  const auto screen = test::sample_screens().front().screen;
  display->show(screen, kDark, {});
  for (const Size size : {Size{900, 500}, Size{360, 640}}) {
    server.resize_window(size);
    REQUIRE(pump_until(*display, [&](const auto&) { return display->size() == size; }));
    CHECK(is_somewhere_on(server.screen(), snapshot(screen, kDark, size).picture));
    display->show(screen, kDark, {});
  }
}

TEST_CASE("Escape, q and the window's close button ask to quit") {
  test::XServer server(kScreen);
  const auto display = on_x11({.driver = "x11", .size = {300, 200}, .fullscreen = false});
  const auto quits = [&] {
    return pump_until(*display, [](const auto& events) { return events.quit; });
  };
  CHECK_FALSE(display->pump().quit);
  server.press(XK_Escape);
  CHECK(quits());
  server.press(XK_q);
  CHECK(quits());
  server.ask_to_close();
  CHECK(quits());
}

TEST_CASE("while nothing happens a window wakes nobody") {
  const test::XServer server(kScreen);
  const auto display = on_x11({.driver = "x11"});
  display->show(test::sample_screens().front().screen, kDark, {.fade = true});
  while (readable_within(display->fd(), 200ms)) display->pump();
  display->pump();
  const long before = voluntary_switches();
  CHECK_FALSE(readable_within(display->fd(), 1'500ms));
  CHECK(voluntary_switches() - before <= 1);  // the wait of this test
}

}  // namespace
}  // namespace roomsign::render
