// How long drawing takes, and what it keeps.
#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <time.h>

#include "render/sdl/fade.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/turned_panel.hpp"
#include "render/sdl/window_panel.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/figure.hpp"
#include "tests/support/sample_screens.hpp"
// The last: it defines None and Bool.
#include "tests/render/sdl/x_server.hpp"

namespace roomsign::render {
namespace {

const Theme kDark = *built_in_theme("dark");
constexpr std::array kSizes = {Size{1'280, 720}, Size{1'920, 1'080}, Size{3'840, 2'160}};

// Of this thread: a busy machine does not count.
double processor_milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// The median of `times` runs, in milliseconds.
double median(int times, const std::function<void()>& run) {
  std::vector<double> took;
  for (int i = 0; i < times; ++i) {
    const double begin = processor_milliseconds();
    run();
    took.push_back(processor_milliseconds() - begin);
  }
  std::ranges::nth_element(took, took.begin() + times / 2);
  return took[static_cast<std::size_t>(times / 2)];
}

void print(const char* what, Size size, double milliseconds) {
  test::print_figure(fmt::format("{}, {}x{}", what, size.width, size.height), milliseconds, "ms");
}

Screen at_minute(Screen screen, int minute) {
  screen.clock.time = fmt::format("{}:{:02}", 8 + minute / 60 % 4, minute % 60);
  screen.progress.remaining = fmt::format("{} min left", 60 - minute % 60);
  screen.progress.permille = minute % 60 * 16;
  return screen;
}

TEST_CASE("Pictures of three sizes", "[drawing]") {
  const auto samples = test::sample_screens();
  for (const Size size : kSizes) {
    const Screen talk = test::sample_talk();
    print("first picture, letters included", size, median(5, [&] {
            PanelDisplay(std::make_unique<MemoryPanel>(size)).show(talk, kDark, {});
          }));
    PanelDisplay display(std::make_unique<MemoryPanel>(size));
    const Theme light = *built_in_theme("light");
    int turn = 0;
    print("all of it, in another theme", size,
          median(31, [&] { display.show(talk, ++turn % 2 == 0 ? kDark : light, {}); }));
    print("another minute", size,
          median(61, [&] { display.show(at_minute(talk, ++turn), kDark, {}); }));
    print("another scene", size, median(31, [&] {
            display.show(samples[static_cast<std::size_t>(++turn) % samples.size()].screen, kDark,
                         {});
          }));
  }
}

TEST_CASE("Turning the whole picture", "[drawing]") {
  for (const Size size : kSizes) {
    Picture upright({size.height, size.width});
    Picture panel(size);
    print("turned by 90 degrees", size, median(31, [&] {
            copy_turned(upright.view(), {0, 0, size.height, size.width}, Turn::kQuarter,
                        panel.view());
          }));
  }
}

TEST_CASE("Frames of a fade over the whole picture", "[drawing]") {
  for (const Size size : kSizes) {
    MemoryPanel panel(size);
    const Picture dark = [&] {
      PanelDisplay display(std::make_unique<MemoryPanel>(size));
      display.show(test::sample_talk(), kDark, {});
      return dynamic_cast<const MemoryPanel&>(display.panel()).picture();
    }();
    // A clock that gives each frame 16 ms, however long it took.
    std::uint64_t now = 0;
    int frames = 0;
    const FadeTime time{[&] { return now; }, [&](std::uint64_t) { now += 16, ++frames; }};
    const double all = median(9, [&] {
      std::ranges::fill(panel.pixels().data, panel.pixels().data + dark.pixels.size(), 0xFFF7F7F4U);
      frames = 0;
      cross_fade(panel, dark, {{0, 0, size.width, size.height}}, time);
    });
    print("a frame of a fade", size, all / frames);
  }
}

// This process's share of the memory, KiB.
long memory() {
  std::ifstream file("/proc/self/smaps_rollup");
  std::string word;
  long kilobytes = -1;
  while (file >> word && word != "Pss:") {
  }
  file >> kilobytes;
  return kilobytes;
}

// No two alike: names of people, titles, times.
Screen made_up(unsigned number) {
  std::mt19937 random(number);
  const auto words = [&](int count) {
    std::string text;
    for (; count > 0; --count) {
      for (unsigned letters = random() % 9 + 2; letters > 0; --letters)
        text += static_cast<char>('a' + random() % 26);
      text += ' ';
    }
    text.pop_back();
    return text;
  };
  Screen screen = at_minute(test::sample_talk(), static_cast<int>(number));
  screen.title = words(static_cast<int>(random() % 12 + 2));
  screen.people = {{words(2), words(3)}};
  for (Entry& entry : screen.list) {
    entry.title = words(static_cast<int>(random() % 8 + 1));
    entry.detail = words(4);
  }
  return screen;
}

TEST_CASE("Memory stays where it is over ten thousand screens", "[drawing]") {
  PanelDisplay display(std::make_unique<MemoryPanel>(Size{1'920, 1'080}));
  long at_first = 0;
  for (unsigned i = 0; i < 10'000; ++i) {
    display.show(made_up(i), kDark, {});
    if (i == 1'000) at_first = memory();
  }
  const long growth = memory() - at_first;
  test::print_figure("memory after a thousand screens", static_cast<double>(at_first), "KiB");
  test::print_figure("more after ten thousand", static_cast<double>(growth), "KiB");
  CHECK(growth < 1'024);
}

// By the clock on the wall, so a busy machine does count.
TEST_CASE("Fades that an X server shows", "[drawing]") {
  const Size size{1'920, 1'080};
  const test::XServer server(size);
  FadeTime time = real_fade_time();
  int frames = 0;
  time.sleep = [&, sleep = time.sleep](std::uint64_t milliseconds) {
    ++frames;
    sleep(milliseconds);
  };
  PanelDisplay display(std::make_unique<WindowPanel>("x11", "fade", size, true), time);
  const Screen talk = test::sample_talk();
  const Theme light = *built_in_theme("light");
  display.show(talk, kDark, {});
  frames = 0;
  const std::uint64_t begin = time.milliseconds();
  for (int turn = 1; turn <= 6; ++turn)
    display.show(talk, turn % 2 == 0 ? kDark : light, {.fade = true});
  const auto took = static_cast<double>(time.milliseconds() - begin);
  test::print_figure("frames of a fade in a second, 1920x1080 on X11", 1e3 * frames / took, "fps");
}

}  // namespace
}  // namespace roomsign::render
