// The vectors of cells of time columns, as found on real pages.
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "daemon/formats/html/time_cell.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats::html {
namespace {

using nlohmann::json;
using std::chrono::minutes;

std::string spelled(minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

minutes time_of(const std::string& text) {
  return minutes(std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3)));
}

HourMode mode_of(const std::string& text) {
  if (text == "12m") return HourMode::kMeridiem;
  return text == "24" ? HourMode::kTwentyFour : HourMode::kUnmarked;
}

Around around_of(const json& vector) {
  Around around{.mode = mode_of(vector.at("mode")), .above = {}, .below = {}};
  if (vector.contains("prev") && !vector["prev"].is_null()) around.above = time_of(vector["prev"]);
  if (vector.contains("next")) {
    const minutes next = time_of(vector["next"]);
    around.below = Clock{.hour = static_cast<int>(next.count() / 60),
                         .minute = static_cast<int>(next.count() % 60)};
  }
  return around;
}

json outcome(const TimeCell& cell, const Around& around) {
  if (cell.kind == TimeCell::Kind::kNone) return "none";
  if (cell.kind == TimeCell::Kind::kUndecided) return "tbd";
  const TimesOfDay times = resolve(cell, around);
  return json::array({spelled(times.start), times.end ? json(spelled(*times.end)) : json()});
}

}  // namespace

TEST_CASE("Every vector of real time cells is read as a person reads it", "[shared]") {
  const auto path = test::shared_or_skip("data/time-cells.json");
  if (!path) return;
  const json file = json::parse(std::ifstream(*path));
  REQUIRE(file.at("cells").size() == 50);
  for (const json& vector : file.at("cells")) {
    CAPTURE(vector.dump());
    const TimeCell cell = parse_time_cell(vector.at("text").get<std::string>());
    const Around around = around_of(vector);
    CHECK(outcome(cell, around) == vector.at("want"));
    CHECK(cell.zone == vector.value("tz", ""));
    const bool repaired = cell.kind == TimeCell::Kind::kTime && resolve(cell, around).repaired;
    CHECK(repaired == vector.value("warn", false));
  }
}

}  // namespace roomsign::formats::html
