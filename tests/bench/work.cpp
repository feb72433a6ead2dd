// Fixed pieces of the sign's work, of which tests/bench/costs.py counts the instructions.
//
//   work         names them
//   work NAME    does one, once, after it prepared it; prints how often it asked for memory
//
// Only what happens within measured() counts: valgrind is told so by that name.
#include <cstdio>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "daemon/formats/format.hpp"
#include "daemon/sign/sign.hpp"
#include "daemon/view/compose.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "tests/bench/allocations.hpp"
#include "tests/support/big_documents.hpp"
#include "tests/support/sample_screens.hpp"

// Not inlined and not renamed, so that valgrind finds it.
extern "C" [[gnu::noinline]] void measured(const std::function<void()>& work) {
  const long before = roomsign::bench::allocations();
  work();
  std::printf("%ld\n", roomsign::bench::allocations() - before);
}

namespace roomsign {
namespace {

constexpr int kSessions = 1'000;

void read(const std::string& format, const std::string& document) {
  formats::Hints hints;
  hints.zone = Zone::find("Europe/Berlin").value();
  measured([&] {
    if (!formats::parse(document, hints, format)) throw std::runtime_error(format);
  });
}

// A schedule of ten days in twenty rooms.
schedule::Programme programme(const std::string& room) {
  auto parsed = formats::parse(test::big_frab_xml(10'000), {}, "frab-xml").value();
  return {std::make_shared<const schedule::Schedule>(std::move(parsed.schedule)), room,
          Zone::find("Europe/Berlin").value(), schedule::Rules()};
}

Instant in_the_morning() { return parse_instant("2030-06-03T10:10:00+02:00").value(); }

void compose(const std::string& room, bool lobby) {
  const auto known = programme(room);
  view::ViewOptions options;
  options.lobby = lobby;
  measured([&] {
    const auto now = in_the_morning();
    if (view::compose(&known, now, view::Trust::kTrusted, {}, options).screen.clock.time.empty())
      throw std::runtime_error("no picture");
  });
}

// Draws nothing.
class NoDisplay : public render::Display {
 public:
  render::Drawn show(const render::Screen&, const render::Theme&, const render::Manner&) override {
    return {};
  }
  Events pump() override { return {}; }
  int fd() const override { return -1; }
  render::Picture frame() override { return {}; }
  render::Size size() const override { return {1920, 1080}; }
  bool is_off() const override { return false; }
  std::string description() const override { return "none"; }
};

void beat_that_changes_nothing() {
  sign::Look look;
  look.theme = *render::built_in_theme("dark");
  sign::Sign sign(look);
  sign.set_programme(std::make_shared<const schedule::Programme>(programme("Hall G")));
  NoDisplay display;
  const auto beat = [&](Instant now) {
    return sign.beat(display, now, view::Trust::kTrusted).presented;
  };
  beat(in_the_morning());
  measured([&] {
    if (beat(in_the_morning() + std::chrono::seconds(1)))
      throw std::runtime_error("the picture changed");
  });
}

// From the sample talk to what `change` makes of it.
void repaint(const std::function<void(render::Screen&, render::Theme&)>& change) {
  auto theme = *render::built_in_theme("dark");
  auto screen = test::sample_talk();
  render::PanelDisplay display(std::make_unique<render::MemoryPanel>(render::Size{1'920, 1'080}));
  display.show(screen, theme, {});
  change(screen, theme);
  measured([&] { display.show(screen, theme, {}); });
}

void next_minute(render::Screen& screen, render::Theme&) {
  screen.clock.time = "8:53";
  screen.progress.remaining = "22 min left";
  screen.progress.permille += 18;
}

void other_theme(render::Screen&, render::Theme& theme) {
  theme = *render::built_in_theme("light");
}

const std::map<std::string, std::function<void()>> kWork = {
    {"read-frab-xml", [] { read("frab-xml", test::big_frab_xml(kSessions)); }},
    {"read-frab-json", [] { read("frab-json", test::big_frab_json(kSessions)); }},
    {"read-ical", [] { read("ical", test::big_calendar(kSessions)); }},
    {"read-sessionize", [] { read("sessionize", test::big_sessionize(kSessions)); }},
    {"read-html", [] { read("html", test::big_pages(kSessions)); }},
    {"compose-room", [] { compose("Hall G", false); }},
    {"compose-lobby", [] { compose("", true); }},
    {"beat-unchanged", beat_that_changes_nothing},
    {"repaint-minute", [] { repaint(next_minute); }},
    {"repaint-all", [] { repaint(other_theme); }},
};

}  // namespace
}  // namespace roomsign

int main(int count, char** words) {
  if (count < 2) {
    for (const auto& [name, work] : roomsign::kWork) std::puts(name.c_str());
    return 0;
  }
  const auto work = roomsign::kWork.find(words[1]);
  if (work == roomsign::kWork.end()) {
    std::fprintf(stderr, "work: no work is called \"%s\"\n", words[1]);
    return 1;
  }
  try {
    work->second();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "work: %s: %s\n", words[1], error.what());
    return 1;
  }
  return 0;
}
