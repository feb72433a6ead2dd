// The hand at a distance, from end to end: a running sign, spoken to by `roomsign say` and asked
// over HTTP.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <signal.h>

#include "daemon/base/fd.hpp"
#include "daemon/base/file.hpp"
#include "daemon/serve/listener.hpp"
#include "render/sdl/png.hpp"
#include "tests/commands/running_sign.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

constexpr const char* kSocket = "[remote]\nsocket = \"control\"";

using Sign = test::RunningSign;

}  // namespace

TEST_CASE("A sign that nobody is to ask has no server, no port, and not even the library") {
  const Sign sign("");
  std::this_thread::sleep_for(300ms);
  const auto pid = std::to_string(sign.daemon->pid());
  const auto maps = read_file("/proc/" + pid + "/maps").value();
  REQUIRE(maps.contains("libSDL2"));
  CHECK_FALSE(maps.contains("microhttpd"));
  CHECK_FALSE(maps.contains("libcurl"));  // its schedule is a file
  int sockets = 0;
  for (const auto& fd : std::filesystem::directory_iterator("/proc/" + pid + "/fd")) {
    std::error_code gone;
    sockets += std::filesystem::read_symlink(fd.path(), gone).string().contains("socket:") ? 1 : 0;
  }
  CHECK(sockets == 0);
}

TEST_CASE("What is said changes the picture at once, and lifting it changes it back") {
  const Sign sign(kSocket);
  sign.await_programme();
  const auto before = test::body_of(sign.get("/picture.png"));
  REQUIRE(before.starts_with("\x89PNG"));
  const auto said = sign.say({"delay", "+10"});
  INFO(said.out << said.err);
  REQUIRE(said.status == 0);
  CHECK(said.out ==
        "10 min late in Hall A, until 2026-05-02 04:00 (the end of the day, as none was given); "
        "to lift it: roomsign say lift 1\n");
  const auto late = test::body_of(sign.get("/picture.png"));
  CHECK((late != before));
  CHECK(sign.status().contains("\"late_seconds\": 600"));
  const auto lifted = sign.say({"lift", "1"});
  CHECK(lifted.out == "lifted 1\n");
  CHECK((test::body_of(sign.get("/picture.png")) == before));
  CHECK((read_file(sign.picture_file()).value() == before));
}

TEST_CASE("Every kind of word is understood, and said back in a sentence") {
  const Sign sign(kSocket);
  sign.await_programme();
  const auto [words, answer] = GENERATE(table<std::vector<std::string>, std::string>({
      {{"on-time", "--room", "Hall A"}, "on time in Hall A, until 2026-05-02 04:00"},
      {{"announce", "Lunch is in Hall E", "--until", "14:00", "--level", "warning"},
       "warning in Hall A: \"Lunch is in Hall E\", until 2026-05-01 14:00;"},
      {{"cancel", "10:30", "--note", "ill"}, "what begins at 2026-05-01 10:30 is cancelled, until"},
      {{"move", "10:30", "--to", "Hall B", "--at", "10:45"},
       "what begins at 2026-05-01 10:30 moves to Hall B 2026-05-01 10:45, until"},
      {{"full", "--alternative", "Hall C"}, "Hall A is full, overflow in Hall C, until"},
      {{"identify"}, "showing for 30 s which sign this is"},
      {{"reload"}, "configuration read again"},
      {{"status"}, "\"scene\": \"session\""},
  }));
  const auto said = sign.say(words);
  INFO(said.out << said.err);
  CHECK(said.status == 0);
  CHECK(said.out.contains(answer));
}

TEST_CASE("Who says something of what the schedule does not know is told so") {
  const Sign sign(kSocket);
  sign.await_programme();
  CHECK(sign.say({"cancel", "14:30"}).out.contains("none is announced for 2026-05-01T14:30"));
  CHECK(sign.say({"full", "--room", "Hall Z"}).out.contains("a room that the schedule does not"));
  CHECK_FALSE(sign.say({"cancel", "10:30"}).out.contains("none is announced"));
}

TEST_CASE("What cannot be done is said on standard error, with status 1 or 2") {
  const Sign sign(kSocket);
  sign.await_programme();
  const auto [words, status, error] = GENERATE(table<std::vector<std::string>, int, std::string>({
      {{"lift", "7"}, 1, "nothing with the id \"7\" was said to this sign; nothing that was said"},
      {{"announce", "x", "--until", "08:00"}, 1, "until: must lie after its `from`"},
      {{"announce", "x", "--level", "panic"}, 1, "level: must be one of info"},
      {{"delay", "5000"}, 1, "minutes: must be a whole number from 0 to 720"},
      {{"delay", "soon"}, 2, "\"soon\" is no delay"},
      {{"dance"}, 2, ""},
      {{"--socket", "/nowhere/control", "status"}, 1, "no sign answers at /nowhere/control"},
  }));
  const auto said = sign.say(words);
  INFO(said.out << said.err);
  CHECK(said.status == status);
  CHECK(said.out.empty());
  CHECK(said.err.contains(error));
}

TEST_CASE("What was said survives a restart, and its numbers go on") {
  Sign sign(kSocket);
  sign.await_programme();
  sign.stop();
  CHECK_FALSE(std::filesystem::exists(sign.folder / "control"));
  sign.start({});
  REQUIRE(test::eventually([&] { return sign.say({"status"}).status == 0; }));
  REQUIRE(sign.say({"announce", "Coffee"}).status == 0);
  sign.stop();
  sign.start({});
  REQUIRE(test::eventually([&] { return sign.say({"status"}).status == 0; }));
  CHECK(sign.status().contains("info in Hall A: \\\"Coffee\\\""));
  const auto next = sign.say({"announce", "Tea"});
  CHECK(next.out.contains("say lift 2"));
  REQUIRE(sign.say({"lift", "1"}).status == 0);
  CHECK_FALSE(sign.status().contains("Coffee"));
  CHECK(sign.status().contains("Tea"));
}

TEST_CASE("A posted document is up beside what was said, and an older one is refused") {
  const Sign sign(kSocket);
  sign.await_programme();
  REQUIRE(sign.say({"announce", "Tea"}).status == 0);
  const auto document = [](int sequence) {
    return fmt::format(R"({{ "format": "roomsign-announcements/1", "sequence": {}, "entries": [
        {{ "kind": "announcement", "text": "Coffee", "until": "2026-05-01T12:00:00Z" }},
        {{ "kind": "announcement", "text": "Endless" }} ] }})",
                       sequence);
  };
  const auto posted = sign.post("/notices", document(5));
  CHECK(test::status_of(posted) == 200);
  CHECK(posted.contains("refused: entries[1].until: is missing"));
  CHECK(sign.status().contains("Tea"));
  CHECK(sign.status().contains("Coffee"));
  const auto older = sign.post("/notices", document(4));
  CHECK(test::status_of(older) == 409);
  CHECK(older.contains("\"code\": \"replayed\""));
  const auto broken = sign.post("/notices", "{");
  CHECK(test::status_of(broken) == 400);
  CHECK(broken.contains("\"code\": \"bad-json\""));
}

TEST_CASE("Health, status and metrics say what is shown, and what is wrong") {
  Sign sign(kSocket);
  sign.await_programme();
  const auto status = sign.status();
  INFO(status);
  for (const char* part :
       {R"("healthy": true)", R"("scene": "session")", R"("state": "now")", R"("title": "Hinges")",
        R"("start": "2026-05-01T09:00:00+00:00")", R"("trusted": true)", R"("reason": "replay")",
        R"("has_schedule": true)", R"("width": 800)", R"("memory_bytes": )"}) {
    INFO(part);
    CHECK(status.contains(part));
  }
  const auto metrics = test::body_of(sign.get("/metrics"));
  INFO(metrics);
  CHECK(metrics.contains("# TYPE roomsign_healthy gauge\nroomsign_healthy 1\n"));
  CHECK(metrics.contains("roomsign_scene{scene=\"session\"} 1\n"));
  CHECK(metrics.contains("roomsign_source_up{source=\"file://"));

  std::filesystem::remove(sign.folder / "schedule.json");
  sign.stop();
  sign.start();
  REQUIRE(test::eventually([&] { return test::status_of(sign.get("/healthz")) == 503; }));
  CHECK(sign.get("/healthz").contains("there is no schedule yet"));
}

TEST_CASE("The picture that is asked for is the panel's own: dimmed where that is, at night") {
  Sign sign(kSocket);
  sign.await_programme();
  const auto by_day = test::body_of(sign.get("/picture.png"));
  CHECK((read_file(sign.picture_file()).value() == by_day));
  sign.stop();
  sign.start({"--at", "2026-05-01T21:00:00Z"});
  sign.await_programme();
  const auto bright = render::decode_png(read_file(sign.picture_file()).value());
  const auto on_panel = render::decode_png(test::body_of(sign.get("/picture.png")));
  REQUIRE(on_panel.size == bright.size);
  CHECK((on_panel.at(0, 0) & 0xFFU) < (bright.at(0, 0) & 0xFFU));
}

TEST_CASE("A sign shows which it is, and after a while its programme again") {
  const Sign sign(kSocket);
  sign.await_programme();
  const auto before = test::body_of(sign.get("/picture.png"));
  REQUIRE(sign.say({"identify"}).status == 0);
  CHECK(sign.status().contains("\"identifying\": true"));
  CHECK((test::body_of(sign.get("/picture.png")) != before));
  CHECK(test::eventually([&] { return !sign.status().contains("identifying"); }, 40s));
}

// The configuration with other first lines than its room and source.
void reconfigure(const Sign& sign, const std::string& room, const std::string& source) {
  std::ofstream(sign.folder / "roomsign.toml")
      << room << "\nstate_dir = \"state\"\ntrust_clock = true\n[display]\ndriver = \"offscreen\"\n"
      << "width = 800\nheight = 480\n[remote]\nsocket = \"control\"\n"
      << source << "\n";
  const auto said = sign.say({"reload"});
  INFO(said.err);
  REQUIRE(said.out == "configuration read again\n");
}

TEST_CASE("After a reload nothing of another configuration is shown as this one's") {
  Sign sign(kSocket);
  sign.await_programme();
  const std::string source = "[source]\nurl = \"schedule.json\"";
  reconfigure(sign, "room = \"Room 1\"\nrooms.aliases = { \"Room 1\" = [\"Hall A\"] }", source);
  CHECK(test::eventually([&] { return sign.status().contains("\"title\": \"Hinges\""); }));
  CHECK_FALSE(sign.status().contains("Moved here"));

  reconfigure(sign, "room = \"Hall B\"", "[source]\nurl = \"none.json\"");
  CHECK(test::eventually([&] { return sign.status().contains("\"scene\": \"waiting\""); }));
  CHECK(test::status_of(sign.get("/healthz")) == 503);

  reconfigure(sign, "config_url = \"http://127.0.0.1:1/sign.toml\"", "");  // no source at all
  CHECK(test::status_of(sign.get("/healthz")) == 503);
  sign.stop();
}

TEST_CASE("A reload opens again what could not be opened, and a socket that was removed") {
  const int port = test::free_port();
  auto taken = serve::listen_at(
      serve::Endpoint{.address = "127.0.0.1", .port = static_cast<std::uint16_t>(port)});
  REQUIRE(taken);
  Sign sign(fmt::format("[remote]\nsocket = \"control\"\nlisten = \"127.0.0.1:{}\"", port));
  sign.await_programme();
  REQUIRE(sign.daemon->err().contains("Address already in use"));
  *taken = Fd();
  CHECK(sign.say({"reload"}).status == 0);
  const auto answers = [&] {
    test::RawClient client(port);
    client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return test::status_of(client.rest()) == 200;
  };
  CHECK(test::eventually(answers));
  std::filesystem::remove(sign.folder / "control");
  sign.daemon->signal(SIGHUP);
  CHECK(test::eventually([&] { return test::status_of(sign.get("/healthz")) == 200; }));
  sign.stop();
}

TEST_CASE("On a reload a server comes, goes and moves as configured, and the sign stays") {
  Sign sign(kSocket);
  sign.await_programme();
  const auto picture = test::body_of(sign.get("/picture.png"));
  const int port = test::free_port();
  const auto rewrite = [&](const std::string& remote) {
    const auto file = sign.folder / "roomsign.toml";
    auto text = read_file(file).value();
    text.replace(text.find("[remote]"), std::string::npos, "[remote]\n" + remote + "\n");
    std::ofstream(file) << text;
  };
  const auto reconfigure = [&](const std::string& remote) {
    rewrite(remote);
    sign.daemon->signal(SIGHUP);
  };
  const auto socket = (sign.folder / "control").string();
  rewrite(fmt::format("listen = \"127.0.0.1:{}\"", port));
  CHECK(sign.say({"--socket", socket, "reload"}).out == "configuration read again\n");
  REQUIRE(test::eventually([&] { return test::RawClient(port).is_connected(); }));
  CHECK_FALSE(test::RawClient(sign.folder / "control").is_connected());
  test::RawClient client(port);
  client.send("GET /picture.png HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK((test::body_of(client.rest()) == picture));

  reconfigure(fmt::format("listen = \"127.0.0.1:{}\"\ntoken_file = \"none\"", port));
  CHECK(test::eventually([&] { return !test::RawClient(port).is_connected(); }));
  CHECK(test::eventually([&] { return sign.daemon->err().contains("nothing listens at"); }));
  sign.stop();
}
