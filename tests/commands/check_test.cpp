// `roomsign check` as organisers and their scripts use it.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "daemon/fetch/cache.hpp"
#include "tests/support/big_documents.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/shared.hpp"

using namespace roomsign;

namespace {

using nlohmann::json;

test::Finished check(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {ROOMSIGN_PROGRAM, "check"});
  return test::run_program(arguments);
}

constexpr const char* kDay = R"({"format": "roomsign/1",
  "event": {"name": "Day of Doors", "time_zone": "Europe/Berlin"},
  "sessions": [
    {"id": "a", "room": "Hall A", "title": "Hinges",
     "start": "2026-05-04T09:00:00+02:00", "end": "2026-05-04T10:00:00+02:00"},
    {"id": "b", "room": "Hall A", "title": "Locks and",
     "start": "2026-05-04T09:30:00+02:00", "end": "2026-05-04T10:30:00+02:00"},
    {"id": "c", "room": "Hall B", "title": "Keys",
     "start": "2026-05-05T09:00:00+02:00", "end": "2026-05-05T10:00:00+02:00"}]})";

// A schedule in a folder of its own.
class Document {
 public:
  explicit Document(const std::string& text = kDay) { write(text); }

  void write(const std::string& text) const { std::ofstream(file()) << text; }
  std::string file() const { return (folder_ / "schedule.json").string(); }
  const test::TemporaryFolder& folder() const { return folder_; }

  test::Finished checked(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--source", file(), "--at", "2026-05-01T00:00:00Z"});
    return check(more);
  }
  json as_json(std::vector<std::string> more = {}) const {
    more.emplace_back("--json");
    return json::parse(checked(std::move(more)).out);
  }

 private:
  test::TemporaryFolder folder_;
};

std::vector<std::string> codes(const json& report) {
  std::vector<std::string> codes;
  for (const auto& finding : report["findings"]) codes.push_back(finding["code"]);
  std::ranges::sort(codes);
  return codes;
}

}  // namespace

TEST_CASE("Check says what was read, what is wrong by day, and counts at the end") {
  const Document document;
  const auto ran = document.checked();
  CHECK(ran.status == 3);
  CHECK(ran.out.substr(ran.out.find("format")) == R"(format     roomsign/1
event      Day of Doors
time zone  Europe/Berlin
sessions   3 in 2 rooms, Monday 2026-05-04 to Tuesday 2026-05-05
                         Mon  4  Tue  5
           Hall A             2       -
           Hall B             -       1

WARNINGS
  Monday 2026-05-04
    09:30    Hall A: "Locks and" begins before "Hinges" is over (09:00 to 10:00)
    09:30    Hall A: the title "Locks and" looks cut: it ends in "and"

2 warnings
)");
}

TEST_CASE("Check tells scripts by its status and by one JSON document") {
  const Document document;
  const auto report = document.as_json();
  CHECK(report["format"] == "roomsign-check/1");
  CHECK(report["sources"][0]["format"] == "roomsign/1");
  CHECK(report["sources"][0]["sessions"] == 3);
  CHECK(report["rooms"][0] == json::parse(R"({"name": "Hall A", "sessions": 2,
                        "days": [{"date": "2026-05-04", "sessions": 2}]})"));
  REQUIRE(codes(report) == std::vector<std::string>{"cut", "overlap"});
  const auto& overlap = report["findings"][0];
  CHECK(overlap["severity"] == "warning");
  CHECK(overlap["sessions"][0] == json::parse(R"({"id": "b", "title": "Locks and", "room": "Hall A",
                        "start": "2026-05-04T09:30:00+02:00",
                        "end": "2026-05-04T10:30:00+02:00"})"));
  CHECK(overlap["sessions"][1]["id"] == "a");
  CHECK_FALSE(report.contains("compared_with"));
  CHECK(report["summary"] ==
        json::parse(R"({"errors": 0, "warnings": 2, "notes": 0, "changes": 0, "status": 3})"));
}

TEST_CASE("A room keeps to its own sessions, and an unknown one is an error") {
  const Document document;
  CHECK(document.checked({"--room", "hall-b"}).status == 0);
  CHECK(document.checked({"--room", "hall-b"}).out.contains("hall-b: 1 session\n"));
  const auto ran = document.checked({"--room", "Hall Q"});
  CHECK(ran.status == 1);
  CHECK(ran.out.find("ERRORS") < ran.out.find("WARNINGS"));
  CHECK(ran.out.contains("rooms: Hall A, Hall B"));
  CHECK(document.as_json({"--room", "Hall Q"})["summary"]["status"] == 1);
}

TEST_CASE("A room below the source, where the sign's own was meant, is a warning") {
  const Document document;
  const auto file = (document.folder() / "sign.toml").string();
  const auto codes_with = [&](const std::string& first) {
    std::ofstream(file) << first << "[source]\nurl = \"schedule.json\"\nroom = \"Hall A\"\n";
    return codes(
        json::parse(check({"--config", file, "--at", "2026-05-01T00:00:00Z", "--json"}).out));
  };
  CHECK(std::ranges::count(codes_with(""), "all-rooms") == 1);
  CHECK(std::ranges::count(codes_with("room = \"*\"\n"), "all-rooms") == 0);
  CHECK(std::ranges::count(codes_with("room = \"Hall B\"\n"), "all-rooms") == 0);
}

TEST_CASE("A room that the configuration calls by another of its names is no error") {
  const Document document;
  const auto config = document.folder() / "sign.toml";
  std::ofstream(config) << "room = \"Hall A\"\nrooms.aliases = { \"Room 1\" = [\"Hall A\"] }\n"
                        << "[source]\nurl = \"schedule.json\"\n";
  const auto ran = check({"--config", config.string(), "--at", "2026-05-01T00:00:00Z"});
  CHECK_FALSE(ran.out.contains("no session is in a room called"));
}

TEST_CASE("A source that cannot be read is an error, also in JSON") {
  const Document document("no schedule at all");
  const auto ran = document.checked();
  CHECK(ran.status == 1);
  CHECK(ran.out.contains("ERRORS"));
  const auto report = document.as_json();
  CHECK(report["sources"][0]["error"]["code"] == "unknown-format");
  CHECK(codes(report) == std::vector<std::string>{"unknown-format"});
  CHECK(report["summary"]["status"] == 1);
  CHECK(check({"--json", "--source", "/nowhere.json"}).status == 1);
  CHECK(check({"--json", "--config", "/nowhere.toml"}).status == 2);
}

TEST_CASE("A document larger than any programme is read where the configuration allows it") {
  const Document large(test::big_frab_xml(13'000));
  const auto config = large.folder() / "sign.toml";
  const auto checked = [&](const std::string& settings) {
    std::ofstream(config) << settings << "[[source]]\nurl = \"schedule.json\"\n";
    return check({"--config", config.string(), "--at", "2026-05-01T00:00:00Z"});
  };
  REQUIRE(std::filesystem::file_size(large.file()) > 8'388'608);
  CHECK(checked("").out.contains("8388608 bytes: http.max_bytes in the configuration may allow"));
  CHECK(checked("[http]\nmax_bytes = 16_777_216\n").out.contains("13000 in 20 rooms"));
}

TEST_CASE("An address keeps its secrets in every report") {
  const auto ran =
      check({"--json", "--source", "http://me:hunter2@127.0.0.1:1/page?token=hunter3"});
  CHECK(ran.status == 1);
  CHECK(json::parse(ran.out)["sources"][0]["address"].get<std::string>().contains("127.0.0.1"));
  CHECK_FALSE((ran.out + ran.err).contains("hunter"));
}

TEST_CASE("Who may not see what the sign has is told so once, and how to see it") {
  namespace fs = std::filesystem;
  const Document document;
  const auto folder = document.folder().path();
  const auto state = folder / "state";
  fs::create_directories(state);
  const auto config = (folder / "roomsign.toml").string();
  std::ofstream(config) << "state_dir = \"state\"\n[source]\nurl = \"schedule.json\"\n";
  std::vector<std::string> command{ROOMSIGN_PROGRAM, "check",  "--config", config,
                                   "--room",         "Hall B", "--at",     "2026-05-01T00:00:00Z"};
  if (::geteuid() == 0) {  // who may see everything: somebody else looks, at a copy they can reach
    fs::copy_file(ROOMSIGN_PROGRAM, folder / "roomsign");
    fs::permissions(folder, fs::perms(0755));
    command.front() = folder / "roomsign";
    command.insert(command.begin(),
                   {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
  }
  fs::permissions(state, fs::perms(::geteuid() == 0 ? 0700 : 0));
  const auto ran = test::run_program(command);
  fs::permissions(state, fs::perms(0700));
  INFO(ran.out + ran.err);
  CHECK(ran.status == 0);
  CHECK_FALSE(ran.err.contains("Permission denied"));
  CHECK(ran.out.contains("what the next poll would change is not known: " + state.string() +
                         " is for root and the sign; run it with sudo\n"));
  CHECK(ran.out.contains("fine, with 1 note\n"));
}

TEST_CASE("Where a sign ran, check says what its next poll would change") {
  const Document document;
  const auto state = document.folder() / "state";
  std::filesystem::create_directories(state);
  const auto config = (document.folder() / "roomsign.toml").string();
  std::ofstream(config) << "state_dir = \"state\"\n[source]\nurl = \"schedule.json\"\n";
  const auto checked = [&](std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"--config", config, "--at", "2026-05-01T00:00:00Z"});
    return check(more);
  };
  CHECK_FALSE(checked().out.contains("CHANGES"));

  fetch::CacheEntry entry;
  entry.url = "file://" + document.file();
  entry.fetched = Instant(std::chrono::seconds(1'777'600'000));  // 2026-05-01T01:46:40Z
  entry.content = kDay;
  REQUIRE(fetch::Cache(state / "schedule.cache").store(entry));
  CHECK(checked().out.contains(R"(
CHANGES against what the sign has, which is of 2026-05-01 03:46
  none
)"));

  std::string moved = kDay;
  moved.replace(moved.find("Locks and"), 9, "Locks");
  for (auto at = moved.find("05T09"); at != std::string::npos; at = moved.find("05T09"))
    moved.replace(at, 5, "05T14");
  moved.replace(moved.find("05T10"), 5, "05T15");
  document.write(moved);
  CHECK(checked().out.contains(R"(
  Monday 2026-05-04
    9:30 "Locks and" is now called "Locks"
  Tuesday 2026-05-05
    9:00 "Keys" moved to 14:00
)"));
  const auto report = json::parse(checked({"--json"}).out);
  CHECK(report["compared_with"] == "2026-05-01T03:46:40+02:00");
  CHECK(report["summary"]["changes"] == 2);
  const auto& change = report["changes"][1];
  CHECK(change["aspects"] == json::parse(R"(["start"])"));
  CHECK(change["before"]["start"] == "2026-05-05T09:00:00+02:00");
  CHECK(change["after"]["start"] == "2026-05-05T14:00:00+02:00");

  std::string next_year = kDay;
  for (auto at = next_year.find("2026"); at != std::string::npos; at = next_year.find("2026"))
    next_year.replace(at, 4, "2027");
  document.write(next_year);
  CHECK(checked().out.contains(
      "a running sign would hold this back for 15 min: all 3 sessions to come are on other "
      "dates"));
}

TEST_CASE("Of one kind the first ten are printed, and all are in JSON") {
  std::string sessions;
  for (int i = 0; i < 14; ++i) {
    sessions += std::string(i == 0 ? "" : ",") + R"({"title": "TBA", "start": "2026-05-04T)" +
                std::to_string(10 + i / 2) + (i % 2 == 0 ? ":00" : ":30") + R"(:00Z"})";
  }
  const Document document(
      R"({"format": "roomsign/1", "event": {"time_zone": "UTC"}, "sessions": [)" + sessions + "]}");
  const auto ran = document.checked();
  CHECK(ran.out.contains("  and 4 more of \"placeholder\""));
  CHECK(ran.out.contains("14 warnings, 1 note\n"));
  CHECK(document.as_json()["summary"]["warnings"] == 14);
}

TEST_CASE("Check's help teaches, with an example and what its status means") {
  const auto ran = check({"--help"});
  CHECK(ran.status == 0);
  for (const auto* part : {"roomsign check --source", "--json", "Exit status: 0", "3 warnings"})
    CHECK(ran.out.contains(part));
}

TEST_CASE("The workshop's own page gives notes, and one warning without a zone", "[shared]") {
  const auto seed = test::shared_or_skip("data/seed/000_f18960fcd5e148d0.txt");
  if (!seed) return;
  const std::vector<std::string> arguments{"--json", "--source", seed->string(), "--at",
                                           "2025-12-05T12:00:00-08:00"};
  auto with_zone = arguments;
  with_zone.insert(with_zone.end(), {"--time-zone", "America/Los_Angeles"});
  const auto report = json::parse(check(with_zone).out);
  CHECK(report["summary"]["warnings"] == 0);
  CHECK(report["summary"]["status"] == 0);
  CHECK(codes(report) == std::vector<std::string>{"no-end", "shortened"});
  CHECK(report["sources"][0]["sessions"] == 16);
  CHECK(report["rooms"][0]["name"] == "Upper Level Room 5AB");
  CHECK(codes(json::parse(check(arguments).out)) ==
        std::vector<std::string>{"no-end", "shortened", "zone-guessed"});
}

TEST_CASE("A time that the page has wrong is told with its row", "[shared]") {
  const auto page = test::shared_or_skip("data/html/trustworthyaiday-program.md");
  if (!page) return;
  const auto report = json::parse(check({"--json", "--source", page->string(), "--date",
                                         "2023-09-20", "--time-zone", "America/New_York"})
                                      .out);
  std::vector<std::string> repaired;
  for (const auto& finding : report["findings"]) {
    if (finding["code"] == "read" && finding.value("place", "") == "row 5")
      repaired.push_back(finding["text"]);
  }
  REQUIRE(repaired.size() == 1);
  CHECK(repaired[0].contains("11:05pm read as 11:05 AM"));
}

TEST_CASE("In a conference of four rooms check finds the one break that runs into a talk",
          "[shared]") {
  const auto file = test::shared_or_skip("data/sessionize/droidcon-gridsmart-179fb505.json");
  if (!file) return;
  const auto ran = check({"--json", "--source", file->string(), "--time-zone", "America/New_York",
                          "--at", "2023-06-01T00:00:00Z"});
  CHECK(ran.status == 0);  // with the fonts of the tests its emoji are drawn, too
  const auto report = json::parse(ran.out);
  CHECK(report["sources"][0]["sessions"] == 86);
  CHECK(report["rooms"].size() == 5);  // and the breaks for all
  std::vector<json> overlaps;
  for (const auto& finding : report["findings"]) {
    if (finding["code"] == "overlap") overlaps.push_back(finding);
    CHECK(finding["severity"] == "note");
  }
  REQUIRE(overlaps.size() == 1);
  CHECK(overlaps[0]["sessions"][0]["start"] == "2023-06-08T16:35:00-04:00");
  CHECK(overlaps[0]["sessions"][1]["room"] == "Fisher East");
  CHECK(overlaps[0]["sessions"][1]["end"] == "2023-06-08T17:30:00-04:00");
}
