#include "daemon/commands/report.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::commands {
namespace {

schedule::Session talk(std::string title, std::string room, const std::string& start) {
  auto session = test::session(std::move(title), start, "");
  session.end = session.start + std::chrono::minutes(30);
  session.room = std::move(room);
  return session;
}

Report report_of(std::vector<schedule::Session> sessions) {
  Report report;
  report.programme =
      std::make_shared<const schedule::Programme>(test::programme_of(std::move(sessions)));
  return report;
}

}  // namespace

TEST_CASE("Rooms and days are counted as the sign takes them") {
  const auto report =
      report_of({talk("A", "Hall A", "2025-12-06 09:00"), talk("B", "hall-a", "2025-12-06 10:00"),
                 talk("Party", "Hall A", "2025-12-07 00:30"), talk("C", "", "2025-12-07 09:00")});
  const auto counted = census(*report.programme);
  REQUIRE(counted.days.size() == 2);
  REQUIRE(counted.rooms.size() == 2);
  CHECK(counted.rooms[0].room == "Hall A");
  CHECK(counted.rooms[0].by_day == std::vector<std::size_t>{3, 0});  // the party is the evening's
  CHECK(counted.rooms[1].room.empty());
  CHECK(counted.rooms[1].by_day == std::vector<std::size_t>{0, 1});
}

TEST_CASE("Each of several sources is told by its name, and so is what is wrong with it") {
  auto report = report_of({talk("A", "Hall A", "2025-12-06 09:00")});
  formats::Parsed parsed;
  parsed.source.format = "ical";
  report.sources.push_back({"Hall A", "https://example.org/a.ics", parsed});
  report.sources.push_back(
      {"Hall B", "https://example.org/b.ics", failure("timeout", "no answer within 20 s")});
  report.findings = {{Severity::kError, "timeout", "no answer within 20 s", {}, "Hall B"}};
  const auto text = print_text(report);
  CHECK(text.contains("source     Hall A: https://example.org/a.ics\nformat     ical\n"));
  CHECK(text.contains("source     Hall B: https://example.org/b.ics\n"));
  CHECK(text.contains("ERRORS\n  Hall B: no answer within 20 s\n"));
  const auto json = nlohmann::json::parse(print_json(report));
  CHECK(json["sources"][1]["name"] == "Hall B");
  CHECK(json["sources"][1]["error"]["code"] == "timeout");
  CHECK(json["findings"][0]["place"] == "Hall B");
  CHECK(exit_status(report) == 1);
}

TEST_CASE("The same finding in several rooms is one line") {
  auto report = report_of(
      {talk("Dinner", "Hall A", "2025-12-06 19:30"), talk("Dinner", "Hall B", "2025-12-06 19:30")});
  for (const auto& session : report.programme->schedule().sessions)
    report.findings.push_back({Severity::kNote, "no-end", "\"Dinner\" has no end", {&session}, {}});
  const auto text = print_text(report);
  CHECK(text.contains("    19:30    2 rooms: \"Dinner\" has no end\n"));
  CHECK_FALSE(text.contains("Hall A: \"Dinner\""));
  CHECK(text.contains("fine, with 2 notes\n"));
}

TEST_CASE("Many rooms are listed as far as one reads") {
  std::vector<schedule::Session> sessions;
  for (int i = 0; i < 30; ++i)
    sessions.push_back(talk("A", "Room " + std::to_string(i), "2025-12-06 09:00"));
  const auto text = print_text(report_of(std::move(sessions)));
  CHECK(text.contains("sessions   30 in 30 rooms, Saturday 2025-12-06\n"));
  CHECK(text.contains("           and 6 more rooms with 6 sessions\n"));
}

}  // namespace roomsign::commands
