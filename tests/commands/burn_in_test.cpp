// What stands still for days burns into a panel. A day of a sign in use, on a clock and a panel of
// our own: of what is written no pixel stays as it was.
#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "daemon/commands/showing.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

const Instant kMorning = parse_instant("2040-05-01T07:00:00Z").value();  // later than any build

Settled settled(render::Light night, bool drift) {
  Settled settled;
  auto& config = settled.config;
  config = config::default_config();
  config.room = "Hall A";
  config.sources.push_back({.urls = {"https://doors.example/schedule.json"}});
  config.display.night = night;
  config.display.drift = drift;
  return settled;
}

sign::Gathered two_days() {
  schedule::Schedule schedule;
  schedule.event.name = "Days of Doors";
  schedule.event.time_zone = "UTC";
  for (const Instant day : {kMorning, kMorning + 24h}) {
    for (auto hour = 1h; hour <= 9h; ++hour) {
      const Instant start = day + hour;
      auto talk = test::session("Doors that know who is knocking", format_instant(start),
                                format_instant(start + 55min));
      talk.room = "Hall A";
      schedule.sessions.push_back(std::move(talk));
    }
  }
  sign::Gathered gathered;
  gathered.schedule = test::finished(std::move(schedule));
  return gathered;
}

// How many pixels that are not the background's never changed in 24 hours.
std::size_t burnt(render::Light night, bool drift) {
  Showing showing(settled(night, drift));
  showing.set_baseline({}, "reader");
  showing.set_schedules(two_days());
  auto panel = std::make_unique<render::MemoryPanel>(render::Size{1280, 720});
  const auto& pixels = panel->picture().pixels;
  render::PanelDisplay display(std::move(panel));

  std::vector<render::Pixel> first;
  std::vector<bool> still;
  for (auto passed = 0min; passed < 24h; passed += 15min) {
    showing.set_time({.clock = kMorning + passed, .steady = passed + 100s, .synchronised = true});
    showing.beat(display, false);
    if (first.empty()) {
      first = pixels;
      still.assign(first.size(), true);
    }
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (pixels[i] != first[i]) still[i] = false;
    }
  }
  const auto background = first.front();
  std::size_t burnt = 0;
  for (std::size_t i = 0; i < first.size(); ++i) burnt += still[i] && first[i] != background;
  return burnt;
}

}  // namespace

TEST_CASE("In a day and its night nothing that is written stays as it was") {
  CHECK(burnt(render::Light::kDim, true) == 0);
  CHECK(burnt(render::Light::kOff, true) == 0);
}

TEST_CASE("Where no night is wanted, the picture's wandering is enough") {
  CHECK(burnt(render::Light::kFull, true) == 0);
  CHECK(burnt(render::Light::kFull, false) > 1000);
}

}  // namespace roomsign::commands
