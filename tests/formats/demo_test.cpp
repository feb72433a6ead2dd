// The sample programme is what an organiser would write by hand: it shall be a good example.
#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "daemon/base/file.hpp"
#include "daemon/formats/native.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shared.hpp"

namespace roomsign::formats {
namespace {

Parsed demo() {
  const auto bytes = read_file(std::filesystem::path(ROOMSIGN_SOURCE_DIR) / "config/demo.json");
  if (!bytes) FAIL(bytes.error().message);
  auto parsed = parse_native(*bytes, {});
  if (!parsed) FAIL(parsed.error().message);
  return *std::move(parsed);
}

TEST_CASE("the sample programme reads without a warning and knows its room") {
  const Parsed parsed = demo();
  REQUIRE(parsed.warnings.empty());
  REQUIRE(parsed.schedule.event.time_zone == "America/Los_Angeles");
  REQUIRE(rooms(parsed.schedule) == std::vector<std::string>{"Upper Level Room 5AB"});
}

TEST_CASE("the sample programme holds the facts of the workshop's page", "[shared]") {
  const auto file = test::shared_or_skip("data/seed/expected.json");
  if (!file) return;
  const auto rows = nlohmann::json::parse(*read_file(*file)).at("rows");
  const auto text = [](const nlohmann::json& object, const char* key) {
    return object.at(key).is_null() ? "" : object.at(key).get<std::string>();
  };
  const Parsed parsed = demo();
  REQUIRE(parsed.schedule.sessions.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& session = parsed.schedule.sessions[i];
    INFO(rows[i].dump());
    CHECK(session.start == *parse_instant(text(rows[i], "start") + "-08:00"));
    CHECK(session.end.has_value() == !rows[i].at("end").is_null());
    CHECK(to_string(session.kind) == text(rows[i], "kind"));
    CHECK(session.label == text(rows[i], "label"));
    CHECK(session.title == text(rows[i], "title"));
    REQUIRE(session.speakers.size() == rows[i].at("speakers").size());
    for (std::size_t k = 0; k < session.speakers.size(); ++k) {
      CHECK(session.speakers[k].name == text(rows[i].at("speakers")[k], "name"));
      CHECK(session.speakers[k].affiliation == text(rows[i].at("speakers")[k], "affiliation"));
    }
    REQUIRE(session.talks.size() == rows[i].at("items").size());
    for (std::size_t k = 0; k < session.talks.size(); ++k) {
      CHECK(session.talks[k].title == rows[i].at("items")[k].get<std::string>());
    }
  }
}

}  // namespace
}  // namespace roomsign::formats
