// The page that the project began with, field by field.
#include <fstream>

#include <nlohmann/json.hpp>

#include "daemon/base/file.hpp"
#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

using nlohmann::json;

std::string text_or_empty(const json& value) {
  return value.is_null() ? std::string() : value.get<std::string>();
}

Zone los_angeles() { return *Zone::find("America/Los_Angeles"); }

Instant local(const std::string& text) {
  const Instant digits = parse_time(text)->instant;
  return los_angeles().resolve(LocalTime(digits.time_since_epoch())).instant;
}

void check_row(const schedule::Session& session, const json& row, const std::string& room) {
  CAPTURE(row.dump());
  CHECK(session.start == local(row.at("start")));
  REQUIRE(session.end.has_value() == !row.at("end").is_null());
  if (session.end) CHECK(*session.end == local(row.at("end")));
  CHECK(session.end_inferred == (text_or_empty(row.at("end_source")) == "next_row"));
  CHECK(schedule::to_string(session.kind) == row.at("kind").get<std::string>());
  CHECK(session.label == text_or_empty(row.at("label")));
  CHECK(session.title == text_or_empty(row.at("title")));
  CHECK(session.room == room);
  CHECK(session.subtitle.empty());
  CHECK(session.note.empty());
  REQUIRE(session.speakers.size() == row.at("speakers").size());
  for (std::size_t i = 0; i < session.speakers.size(); ++i) {
    CHECK(session.speakers[i].name == text_or_empty(row["speakers"][i].at("name")));
    CHECK(session.speakers[i].affiliation == text_or_empty(row["speakers"][i].at("affiliation")));
  }
  REQUIRE(session.talks.size() == row.at("items").size());
  for (std::size_t i = 0; i < session.talks.size(); ++i) {
    CHECK(session.talks[i].title == row["items"][i].get<std::string>());
    CHECK(session.talks[i].speakers.empty());
  }
  CHECK(schedule::headline(session) == row.at("sign").at("headline").get<std::string>());
}

}  // namespace

TEST_CASE("The workshop's page is imported as it was read by hand, field by field", "[shared]") {
  const auto folder = test::shared_or_skip("data/seed");
  if (!folder) return;
  const json expected = json::parse(std::ifstream(*folder / "expected.json"));
  const auto bytes = read_file(*folder / expected.at("source").get<std::string>());
  REQUIRE(bytes);
  Hints hints;
  hints.zone = los_angeles();
  const auto parsed = parse(*bytes, hints);
  REQUIRE(parsed);
  CHECK(parsed->warnings.empty());

  const json& event = expected.at("event");
  CHECK(parsed->schedule.event.name == event.at("name").get<std::string>());
  CHECK(parsed->schedule.event.short_name == event.at("site_title").get<std::string>());
  CHECK(parsed->schedule.event.venue == event.at("venue").get<std::string>());
  CHECK(parsed->schedule.event.time_zone == event.at("time_zone").get<std::string>());
  CHECK(parsed->source.format == "html");
  CHECK(parsed->source.title == event.at("page_title").get<std::string>());
  CHECK(parsed->source.date == event.at("date").get<std::string>());
  CHECK(parsed->source.date_from == event.at("date_source").get<std::string>());
  CHECK(parsed->source.zone_from == "configuration");
  CHECK(parsed->source.announced_hours == text_or_empty(event.at("announced_hours")));

  const auto& sessions = parsed->schedule.sessions;
  REQUIRE(sessions.size() == 16);
  REQUIRE(expected.at("rows").size() == 16);
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    check_row(sessions[i], expected["rows"][i], event.at("room").get<std::string>());
  }
  CHECK(format_instant(sessions.front().start, los_angeles().offset_at(sessions.front().start)) ==
        "2025-12-06T08:15:00" + event.at("utc_offset_on_the_day").get<std::string>());
}

}  // namespace roomsign::formats
