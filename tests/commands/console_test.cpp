// A running sign on a console whose monitor is not as one would wish it (fake_console.cpp).
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <signal.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"
#include "tests/render/sdl/udev_note.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/count.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"

using namespace roomsign;
using namespace std::chrono_literals;
using test::count;
using test::eventually;

namespace {

constexpr const char* kSchedule = R"({ "format": "roomsign/1",
  "event": { "name": "A Day of Signs", "time_zone": "UTC" },
  "sessions": [
    { "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T10:00:00Z", "title": "Hinges" },
    { "start": "2026-05-01T10:00:00Z", "end": "2026-05-01T11:00:00Z", "title": "Locks" },
    { "start": "2026-05-02T09:00:00Z", "end": "2026-05-02T10:00:00Z", "title": "Keys" } ] })";

class Console {
 public:
  Console() {
    namespace fs = std::filesystem;
    for (const auto* made : {"dev/dri", "sys/class/drm/card0-HDMI-A-2", "run/udev/data"})
      fs::create_directories(folder / made);
    std::ofstream(folder / "dev/dri/card0").flush();
    fs::resize_file(folder / "dev/dri/card0", std::size_t{16} << 20U);
    write("sys/class/drm/card0-HDMI-A-2/status", "connected\n");
    server.answer("/schedule", test::reply(200, {"Content-Type: application/json"}, kSchedule));
  }

  // From an instant on, with `more` of [display]; as systemd starts it.
  void start(const std::string& at, const std::string& more = {}) {
    write("roomsign.toml", fmt::format("[source]\nurl = \"{}\"\n[poll]\ninterval = \"5 s\"\n"
                                       "[display]\ndriver = \"kmsdrm\"\n{}",
                                       server.url("/schedule"), more));
    const std::vector<std::string> argv{ROOMSIGN_PROGRAM,         "run",  "--config",
                                        folder / "roomsign.toml", "--at", at};
    sign = std::make_unique<test::Program>(
        argv, std::vector<std::string>{"LD_PRELOAD=" ROOMSIGN_FAKE_CONSOLE,
                                       "FAKE_CONSOLE=" + folder.path().string(),
                                       "WATCHDOG_USEC=20000000"});
  }

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder / file) << text;
  }
  void note_a_plug() const {
    test::write_note(folder / "run/udev/data", "c0:0");  // a file's device
  }

  // How often the card was told this.
  std::size_t told(const std::string& what) const {
    return count(read_file((folder / "told").string()).value_or(""), what + "\n");
  }
  bool logs(std::string_view text) const {
    return eventually([&] { return sign->err().contains(text); });
  }

  test::TemporaryFolder folder;
  test::HttpServer server;
  std::unique_ptr<test::Program> sign;
};

}  // namespace

TEST_CASE("A sign whose monitor refuses each mode lives on, polls, and says so once") {
  Console console;
  console.write("refuses", "");
  console.start("2026-05-01T09:30:00Z");
  CHECK(console.logs("HDMI-A-2 takes no picture"));
  CHECK(console.logs("3 sessions"));
  CHECK(eventually([&] { return console.told("mode") > 3; }));
  CHECK(count(console.sign->err(), "takes no picture") == 1);
  std::filesystem::remove(console.folder / "refuses");
  CHECK(console.logs("display: kmsdrm, HDMI-A-2, 640x360"));
}

TEST_CASE("A plug after which the monitor refuses its mode does not end the sign") {
  Console console;
  console.start("2026-05-01T09:30:00Z");
  CHECK(console.logs("display: kmsdrm"));
  console.write("refuses", "");
  console.note_a_plug();
  CHECK(console.logs("HDMI-A-2 takes no picture"));
  std::filesystem::remove(console.folder / "refuses");
  CHECK(eventually([&] { return count(console.sign->err(), "display: kmsdrm") == 2; }));
}

TEST_CASE("A monitor that seems unplugged while it is off is not lit, and is lit in the morning") {
  Console console;
  console.write("sleeper", "");
  console.start("2026-05-01T23:30:00Z", "night = \"off\"\n");
  REQUIRE(eventually([&] { return console.told("off") > 0; }));
  const auto lit = console.told("mode");
  std::this_thread::sleep_for(4s);
  CHECK(console.told("mode") == lit);
  CHECK(console.told("on") == 0);
  CHECK_FALSE(console.sign->err().contains("unplugged"));

  console.start("2026-05-02T08:59:50Z", "night = \"off\"\nwake_before = \"0 min\"\n");
  CHECK(eventually([&] { return console.told("on") > 0; }, 40s));
  CHECK(console.logs("the night is over: display on"));
}

TEST_CASE("With a watchdog the next session fades in, as without one") {
  Console console;
  console.start("2026-05-01T09:59:56Z");
  CHECK(console.logs("display: kmsdrm"));
  const auto flips = console.told("flip");
  CHECK(eventually([&] { return console.told("flip") > flips + 5; }));
}

TEST_CASE("A television that seems unplugged in its sleep is called all the same") {
  Console console;
  console.write("sys/class/drm/card0-HDMI-A-2/status", "disconnected\n");
  console.start("2026-05-01T09:30:00Z", "cec = \"/dev/cec77\"\n");
  CHECK(console.logs("no monitor is plugged in"));
  CHECK(console.logs("television: "));  // which that device does not reach
}
