// The operator's word from end to end: a document on a real server, polled, read in a child, kept,
// drawn; and proof-read before.
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <signal.h>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

constexpr const char* kSchedule = R"({ "format": "roomsign/1",
  "event": { "name": "A Day of Signs", "time_zone": "UTC" },
  "sessions": [
    { "room": "Hall A", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T10:00:00Z",
      "title": "Hinges" },
    { "room": "Hall B", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T10:00:00Z",
      "title": "Locks" } ] })";

std::string announcements(int sequence, const std::string& entries) {
  return fmt::format(R"({{ "format": "roomsign-announcements/1", "sequence": {},
    "issued": "2026-05-01T09:05:00Z", "entries": [{}] }})",
                     sequence, entries);
}

constexpr const char* kLate =
    R"({ "kind": "delay", "minutes": 10, "until": "2026-05-01T12:00:00Z" })";
constexpr const char* kCoffee =
    R"({ "kind": "announcement", "text": "Coffee", "until": "2026-05-01T12:00:00Z" })";

class Bench {
 public:
  Bench() {
    std::filesystem::create_directory(folder / "state");
    std::ofstream(folder / "schedule.json") << kSchedule;
    std::ofstream(folder / "roomsign.toml")
        << "room = \"Hall A\"\nstate_dir = \"state\"\n[display]\ndriver = \"offscreen\"\n"
           "width = 800\nheight = 480\nfade = false\n[source]\nurl = \"schedule.json\"\n"
           "[announcements]\nurl = \""
        << server.url("/announcements") << "\"\n[poll]\ninterval = \"5 s\"\n";
  }

  void answer(const std::string& body) {
    server.answer("/announcements", test::reply(200, {"Content-Type: application/json"}, body));
  }

  std::vector<std::string> command(const char* name, std::vector<std::string> more) const {
    std::vector<std::string> argv{
        ROOMSIGN_PROGRAM, name, "--config", (folder / "roomsign.toml").string(), "--at", kAt};
    argv.insert(argv.end(), more.begin(), more.end());
    return argv;
  }

  std::string snapshot(const std::string& body) const {
    std::ofstream(folder / "said.json") << body;
    const auto file = (folder / "expected.png").string();
    const auto ran =
        test::run_program(command("snapshot", {"--announcements", (folder / "said.json").string(),
                                               "--size", "800x480", "-o", file}));
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    return read_file(file).value();
  }

  std::string picture() const { return read_file(picture_file).value_or(""); }

  static constexpr const char* kAt = "2026-05-01T09:20:10Z";
  test::TemporaryFolder folder;
  test::HttpServer server;
  std::string picture_file = (folder / "picture.png").string();
};

TEST_CASE("A posted document changes the picture, and a replayed one does not") {
  Bench bench;
  const auto late = announcements(2, kLate);
  const auto coffee = announcements(1, kCoffee);
  const auto expected = bench.snapshot(late);
  REQUIRE(expected != bench.snapshot(coffee));
  bench.answer(late);
  test::Program daemon(bench.command("run", {"-o", bench.picture_file}));
  CHECK(test::eventually([&] { return bench.picture() == expected; }));
  bench.answer(coffee);
  CHECK(test::eventually([&] {
    return daemon.err().find("announcements: its sequence is 1, but 2 was here already") !=
           std::string::npos;
  }));
  CHECK(bench.picture() == expected);
  daemon.signal(SIGTERM);
  CHECK(daemon.wait(5s) == 0);
}

TEST_CASE("Check proof-reads announcements against the schedule") {
  Bench bench;
  bench.answer(announcements(1, R"({ "kind": "announcement", "text": "Endless" },
            { "kind": "cancelled", "session": { "start": "2026-05-01T09:30:00Z" },
              "until": "2026-05-01T12:00:00Z" },
            { "kind": "moved", "session": { "start": "2026-05-01T09:00:00Z" },
              "to": { "room": "Hal B" }, "until": "2026-05-03T12:00:00Z" },
            { "kind": "delay", "minutes": 5, "until": "2026-05-01T09:10:00Z" })"));
  const auto ran = test::run_program(bench.command("check", {}));
  INFO(ran.out << ran.err);
  CHECK(ran.status == 1);
  for (const char* said :
       {"entries[0].until: is missing: every entry needs an end",
        "a cancellation is about no session: none is announced for 2026-05-01T09:30:00+00:00",
        "a move is about 2 sessions that are announced for 2026-05-01T09:00:00+00:00: name one",
        "a move is about \"Hal B\", a room that the schedule does not name (did you mean",
        "a move is up for 50 h", "a delay is over"}) {
    INFO(said);
    CHECK(ran.out.find(said) != std::string::npos);
  }
}

TEST_CASE("Announcements that cannot be read are an error of check and of snapshot") {
  Bench bench;
  bench.answer("<html>");
  const auto checked = test::run_program(bench.command("check", {}));
  CHECK(checked.status == 1);
  CHECK(checked.out.contains("announcements: there is a web page in its place: line 1, column 1"));
  const auto drawn =
      test::run_program(bench.command("snapshot", {"-o", (bench.folder / "x.png").string()}));
  CHECK(drawn.status == 1);
  CHECK(drawn.err.contains("announcements: there is a web page in its place: line 1, column 1"));
  bench.answer("<html><title>Guest Wi-Fi</title>");
  CHECK(test::run_program(bench.command("check", {})).out.contains("is this network's portal"));
}

}  // namespace
