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

TEST_CASE("Words and marks that say no more than a time are read over") {
  const auto spelled_cell = [](const char* text) {
    const TimeCell cell = parse_time_cell(text);
    return outcome(cell, {}).dump() + cell.zone;
  };
  const auto from = [](const char* start) { return "[\"" + std::string(start) + "\",null]"; };
  const auto range = [](const char* start, const char* end) {
    return "[\"" + std::string(start) + "\",\"" + end + "\"]";
  };
  CHECK(spelled_cell("14.00 Uhr \u2013 15.00 Uhr") == range("14:00", "15:00"));
  CHECK(spelled_cell("9:00 h - 9:30 h") == range("09:00", "09:30"));
  CHECK(spelled_cell("9 - 10 hrs") == range("09:00", "10:00"));
  CHECK(spelled_cell("12 Uhr") == from("12:00"));
  CHECK(spelled_cell("ab 19 Uhr") == from("19:00"));
  CHECK(spelled_cell("1600 hrs") == from("16:00"));
  CHECK(spelled_cell("3:00 PM onwards") == from("15:00"));
  CHECK(spelled_cell("1:30pm \u2013 late") == from("13:30"));
  CHECK(spelled_cell("18:00 \u2013 end") == from("18:00"));
  CHECK(spelled_cell("18:00 until TBD") == from("18:00"));
  CHECK(spelled_cell("18:00+") == from("18:00"));
  CHECK(spelled_cell("18:00 *") == from("18:00"));
  CHECK(spelled_cell("18:00\u2020") == from("18:00"));
  CHECK(spelled_cell("18:00 - 19:00:") == range("18:00", "19:00"));
  CHECK(spelled_cell("18:00\n19:00") == range("18:00", "19:00"));
  CHECK(spelled_cell("18:00\nin the garden") == from("18:00"));
  CHECK(spelled_cell("9:30\u301c10:00") == range("09:30", "10:00"));
  CHECK(spelled_cell("9\uff1a30\uff5e10\uff1a00") == range("09:30", "10:00"));
  CHECK(spelled_cell("12\u664200\u5206\uff5e13\u664230\u5206") == range("12:00", "13:30"));
}

TEST_CASE("Of a time that is written for several zones the first is read") {
  for (const char* text : {"17:00 CEST / 11:00 EDT", "17:00 CEST (11:00 EDT)", "17:00 CEST (UTC+2)",
                           "17:00 CEST | 11:00 EDT | 8:00 PDT"}) {
    CAPTURE(text);
    const TimeCell cell = parse_time_cell(text);
    CHECK(cell.kind == TimeCell::Kind::kTime);
    CHECK(cell.start.hour == 17);
    CHECK(cell.zone == "CEST");
  }
  CHECK(parse_time_cell("17:00-18:00 (11:00-12:00 EDT)").end.value().hour == 18);
}

TEST_CASE("Lengths and times with more behind them are no times") {
  for (const char* text : {"2 h", "2 hrs", "9:00 / 10:00", "17:00 CEST (lunch)", "18:00 / TBD"}) {
    CAPTURE(text);
    CHECK(parse_time_cell(text).kind == TimeCell::Kind::kNone);
  }
}

}  // namespace roomsign::formats::html
