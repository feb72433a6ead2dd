#include "daemon/commands/status.hpp"

#include <filesystem>
#include <fstream>

#include "daemon/commands/spoken.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;

const Instant kNow = parse_instant("2026-05-01T09:20:00Z").value();

Status fine() {
  Status status;
  status.now = kNow;
  status.presented_ago = 3s;
  status.display = "offscreen, 800x480";
  status.clock = {view::Trust::kTrusted, {}, "synchronised"};
  schedule::Schedule schedule;
  schedule.sessions.push_back({.id = "1",
                               .room = "Hall A",
                               .start = kNow - 20min,
                               .end = kNow + 40min,
                               .title = "Hinges \"and\" more"});
  schedule::finish(schedule);
  status.programme = std::make_shared<const schedule::Programme>(
      std::make_shared<const schedule::Schedule>(schedule), "Hall A", Zone(), schedule::Rules());
  return status;
}

TEST_CASE("A sign is well when a right picture is up, and says each reason why it is not") {
  CHECK(ills(fine()).empty());
  Status status = fine();
  status.presented_ago = 5min;
  CHECK(ills(status) == std::vector<std::string>{"nothing was shown for 300 s"});
  status.display_off = true;
  CHECK(ills(status).empty());
  status.sources = {{.name = "page", .has_schedule = false, .report = {}}};
  CHECK(ills(status).size() == 1);
  status = fine();
  status.display.clear();
  status.display_trouble = "no monitor";
  status.programme = nullptr;
  status.clock = {view::Trust::kUntrusted, {}, "nobody vouches for it"};
  CHECK(ills(status) ==
        std::vector<std::string>{"there is no display: no monitor", "there is no schedule yet",
                                 "the clock is not trusted: nobody vouches for it"});
  status = fine();
  status.file_fault = FileFault{{"bad-config", "a.toml:1:1: clok is no known key"}, true};
  CHECK(ills(status) ==
        std::vector<std::string>{"the configuration has an error: a.toml:1:1: clok is no known "
                                 "key; the last good one is in force"});
}

TEST_CASE("The status says which configuration is in force where its file has an error") {
  Status status = fine();
  CHECK_FALSE(status_json(status).contains("\"configuration\""));
  status.file_fault = FileFault{{"bad-config", "a.toml:1:1: clok is no known key"}, true};
  CHECK(status_json(status).contains(R"("in_force": "last-good")"));
  CHECK(status_json(status).contains(R"("message": "a.toml:1:1: clok is no known key")"));
  status.file_fault->has_last_good = false;
  CHECK(status_json(status).contains(R"("in_force": "none")"));
  status.configuration = ConfigReport{.asked = "https://signs.example/a.toml", .fetched = true};
  CHECK(status_json(status).contains(R"("in_force": "fetched")"));
  CHECK(status_json(status).contains("clok"));
}

TEST_CASE("The status says why, with codes, ages and what was said") {
  Status status = fine();
  fetch::PollReport report;
  report.checked = kNow - 2min;
  report.trouble = Error{"http-status", "the server said 500"};
  report.failures = 2;
  status.sources = {{.name = "page", .has_schedule = true, .report = report}};
  auto posted = std::make_shared<sign::Posted>();
  posted->documents.at(2).notices.delays.push_back(
      {.term = {kNow, kNow + 1h, "7"}, .rooms = {"Hall A"}, .by = 10min});
  status.posted = posted;
  const auto json = status_json(status);
  INFO(json);
  for (const char* part :
       {R"("state": "now")", R"("title": "Hinges \"and\" more")", R"("age_seconds": 120)",
        R"("code": "http-status")", R"("failures": 2)", R"("origin": "said")", R"("id": "7")",
        R"("words": "10 min late in Hall A")", R"("in_force": true)"}) {
    INFO(part);
    CHECK(json.contains(part));
  }
  const auto measured = metrics(status);
  INFO(measured);
  CHECK(measured.contains("roomsign_source_up{source=\"page\"} 0\n"));
  CHECK(measured.contains("roomsign_source_age_seconds{source=\"page\"} 120\n"));
  CHECK(measured.contains("roomsign_notices_in_force{origin=\"said\"} 1\n"));
}

TEST_CASE("Where not all that was announced fits into the status, it says how much is left out") {
  Status status = fine();
  auto posted = std::make_shared<sign::Posted>();
  for (const auto origin : {sign::Origin::kPolled, sign::Origin::kSaid}) {
    auto& up = posted->documents.at(static_cast<std::size_t>(origin)).notices.announcements;
    up.resize(formats::kMostEntries, {.term = {kNow, kNow + 1h, "7"},
                                      .level = schedule::Level::kInfo,
                                      .text = {{"", std::string(240, 'x')}}});
  }
  status.posted = posted;
  const auto all = status_json(status);
  CHECK(all.size() > 64U << 10U);
  CHECK_FALSE(all.contains("notices_left_out"));
  const auto some = status_within(status, 64U << 10U);
  CHECK(some.size() <= 64U << 10U);
  CHECK(some.size() > 16U << 10U);
  CHECK(some.contains(R"("notices_left_out": 300)"));
  CHECK(some.contains(R"("origin": "said")"));
}

TEST_CASE("The status says which configuration is in force, until when, and why not another") {
  Status status = fine();
  CHECK_FALSE(status_json(status).contains("configuration"));
  ConfigReport config;
  config.asked = "https://signs.example/a.toml";
  config.trouble = Error{"http-status", "it answers with status 404"};
  status.configuration = config;
  CHECK(ills(status) == std::vector<std::string>{"the sign was given no configuration yet"});
  CHECK(status_json(status).contains(R"("in_force": "own")"));

  config.fetched = config.on_trial = true;
  config.address = "https://signs.example/a.toml";
  config.since = kNow - 2min;
  config.trial_left = 8min;
  config.failed = "no schedule could be polled";
  status.configuration = config;
  CHECK(ills(status).empty());
  const auto json = status_json(status);
  INFO(json);
  for (const char* part :
       {R"("in_force": "on-trial")", R"("from": "https://signs.example/a.toml")",
        R"("age_seconds": 120)", R"("trial_seconds_left": 480)",
        R"("failed_trial": "no schedule could be polled")", R"("code": "http-status")"}) {
    INFO(part);
    CHECK(json.contains(part));
  }
  const auto measured = metrics(status);
  for (const char* line :
       {"roomsign_config_up 0\n", "roomsign_config_fetched 1\n", "roomsign_config_on_trial 1\n",
        "roomsign_config_failed_trial 1\n", "roomsign_config_age_seconds 120\n"}) {
    INFO(line);
    CHECK(measured.contains(line));
  }
}

TEST_CASE("A sign's serial number and MAC address are the machine's own") {
  const test::TemporaryFolder root;
  CHECK(serial_number(root.path()).empty());
  CHECK(mac_address(root.path()).empty());
  const auto write = [&](const std::string& file, std::string_view text) {
    std::filesystem::create_directories((root / file).parent_path());
    std::ofstream(root / file) << text;
  };
  write("proc/device-tree/serial-number", std::string_view("10000000a1b2c3d4\0", 17));
  const auto interface = [&](const std::string& name, const char* address, const char* type) {
    write("sys/class/net/" + name + "/address", address);
    write("sys/class/net/" + name + "/type", type);
  };
  interface("br0", "aa:aa:aa:aa:aa:aa\n", "1\n");  // no device
  interface("can0", "bb:bb:bb:bb:bb:bb\n", "280\n");
  interface("eth0", "B8:27:EB:12:34:56\n", "1\n");
  interface("wlan0", "b8:27:eb:65:43:21\n", "1\n");
  for (const char* real : {"can0", "eth0", "wlan0"})
    std::filesystem::create_directory(root / ("sys/class/net/" + std::string(real)) / "device");
  CHECK(serial_number(root.path()) == "10000000a1b2c3d4");
  CHECK(mac_address(root.path()) == "b8-27-eb-12-34-56");
}

TEST_CASE("A metric's label holds whatever a source is called") {
  Status status = fine();
  status.sources.push_back({.name = "a \"b\" \\ c\nd"});
  CHECK(metrics(status).contains("roomsign_source_up{source=\"a \\\"b\\\" \\\\ c\\nd\"} 0\n"));
}

TEST_CASE("A machine says what it can measure, and leaves out what it has not") {
  const test::TemporaryFolder root;
  CHECK(look_at_machine(root.path()).temperature == std::nullopt);
  const auto write = [&](const std::string& file, const std::string& text) {
    std::filesystem::create_directories((root / file).parent_path());
    std::ofstream(root / file) << text << "\n";
  };
  write("sys/class/thermal/thermal_zone0/temp", "48312");
  write("sys/class/hwmon/hwmon0/name", "cpu_thermal");
  write("sys/class/hwmon/hwmon1/name", "rpi_volt");
  write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1");
  const auto machine = look_at_machine(root.path());
  CHECK(machine.temperature == 48.312);
  CHECK(machine.under_voltage == true);
  CHECK(look_at_machine("/").memory > 1'000'000);
}

// ---- What is said ----

// A room of its own for each id.
formats::Said delay(const std::string& id, Instant until) {
  formats::Said said{.kind = "delay", .id = id, .until = until};
  said.notices.delays.push_back({.term = {kNow, until, id}, .rooms = {id}, .by = 10min});
  return said;
}

TEST_CASE("What is said is added, in place of what has its id, and what is over goes") {
  formats::ParsedNotices own{.sequence = 4};
  CHECK(next_id(own) == "5");
  own = speak(own, delay("5", kNow + 1h), kNow, Zone())->document;
  own = speak(own, delay("late", kNow + 2h), kNow, Zone())->document;
  CHECK(own.sequence == 6);
  CHECK(own.notices.delays.size() == 2);
  const auto again = speak(own, delay("late", kNow + 3h), kNow + 1h, Zone());
  REQUIRE(again);
  REQUIRE(again->document.notices.delays.size() == 1);
  CHECK(again->document.notices.delays[0].term.until == kNow + 3h);
}

TEST_CASE("The number of the next entry is none that was given to another by hand") {
  formats::ParsedNotices own;
  for (const auto* id : {"2", "3"}) own = speak(own, delay(id, kNow + 1h), kNow, Zone())->document;
  own.sequence = 1;
  CHECK(next_id(own) == "4");
}

TEST_CASE(
    "Of the same rooms the later word replaces the earlier, which lifting does not bring back") {
  formats::ParsedNotices own;
  auto first = delay("1", kNow + 1h);
  auto second = delay("2", kNow + 1h);
  second.notices.delays[0].rooms = first.notices.delays[0].rooms;
  own = speak(own, first, kNow, Zone())->document;
  own = speak(own, second, kNow, Zone())->document;
  REQUIRE(own.notices.delays.size() == 1);
  CHECK(own.notices.delays[0].term.id == "2");
  CHECK(speak(own, {.kind = "lift", .id = "2"}, kNow, Zone())->document.notices.delays.empty());
}

TEST_CASE("Of the same session the later word counts, be it cancelled or moved") {
  const schedule::SessionRef session{.start = kNow + 1h, .room = "Hall A", .name = "Hinges"};
  formats::Said cancelled{.kind = "cancelled", .id = "1", .until = kNow + 2h};
  cancelled.notices.called_off.push_back({.term = {kNow, kNow + 2h, "1"}, .session = session});
  formats::Said moved{.kind = "moved", .id = "2", .until = kNow + 2h};
  moved.notices.moves.push_back(
      {.term = {kNow, kNow + 2h, "2"}, .session = session, .room = "Hall B"});
  formats::ParsedNotices own;
  own = speak(own, cancelled, kNow, Zone())->document;
  own = speak(own, moved, kNow, Zone())->document;
  CHECK(own.notices.called_off.empty());
  REQUIRE(own.notices.moves.size() == 1);
  own = speak(own, cancelled, kNow, Zone())->document;
  CHECK(own.notices.called_off.size() == 1);
  CHECK(own.notices.moves.empty());
}

TEST_CASE("Lifting takes down one entry, and says what is up where there is no such") {
  formats::ParsedNotices own;
  own = speak(own, delay("a", kNow + 1h), kNow, Zone())->document;
  own = speak(own, delay("b", kNow + 1h), kNow, Zone())->document;
  const auto lifted = speak(own, {.kind = "lift", .id = "a"}, kNow, Zone());
  REQUIRE(lifted);
  CHECK(lifted->message == "lifted a");
  CHECK(lifted->document.notices.delays.at(0).term.id == "b");
  const auto none = speak(own, {.kind = "lift", .id = "c"}, kNow, Zone());
  REQUIRE_FALSE(none);
  CHECK(none.error().code == "unknown-id");
  CHECK(none.error().message.contains("up are: a, b"));
}

TEST_CASE("A sign takes so much at once and no more") {
  formats::ParsedNotices own;
  for (std::size_t i = 0; i < formats::kMostEntries; ++i) {
    own = speak(own, delay(next_id(own), kNow + 1h), kNow, Zone())->document;
  }
  CHECK(speak(own, delay("x", kNow + 1h), kNow, Zone()).error().code == "too-many");
  CHECK(speak(own, delay("7", kNow + 1h), kNow, Zone()));
  CHECK(speak(own, delay("x", kNow + 3h), kNow + 2h, Zone()));
}

}  // namespace
}  // namespace roomsign::commands
