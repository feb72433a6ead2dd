// A sign that runs: the program itself, in a folder of its own, on no screen.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <signal.h>

#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

using namespace std::chrono_literals;

inline constexpr const char* kSchedule = R"({ "format": "roomsign/1",
  "event": { "name": "A Day of Signs", "time_zone": "UTC" },
  "sessions": [
    { "room": "Hall A", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T10:00:00Z",
      "title": "Hinges" },
    { "room": "Hall A", "start": "2026-05-01T10:30:00Z", "end": "2026-05-01T11:00:00Z",
      "title": "Locks" } ] })";

class RunningSign {
 public:
  // `settings`: further lines of its configuration. `environment`: as Program has it.
  explicit RunningSign(std::string settings, std::vector<std::string> environment = {})
      : settings_(std::move(settings)), environment_(std::move(environment)) {
    std::filesystem::create_directory(folder / "state");
    std::ofstream(folder / "schedule.json") << kSchedule;
    configure();
    start();
  }

  void configure() const {
    std::ofstream(folder / "roomsign.toml")
        << "room = \"Hall A\"\nstate_dir = \"state\"\ntrust_clock = true\n"
           "[display]\ndriver = \"offscreen\"\nwidth = 800\nheight = 480\nfade = false\n"
           "drift = false\n"
           "[source]\nurl = \"schedule.json\"\n"
        << settings_ << "\n";
  }

  // A replay, which keeps nothing; without `more` it is none.
  void start(const std::vector<std::string>& more = {"--at", "2026-05-01T09:20:10Z"}) {
    std::vector<std::string> argv{
        ROOMSIGN_PROGRAM, "run", "--config", (folder / "roomsign.toml").string(), "-o",
        picture_file()};
    argv.insert(argv.end(), more.begin(), more.end());
    std::filesystem::remove(picture_file());
    daemon = std::make_unique<Program>(argv, environment_);
    REQUIRE(eventually([&] { return std::filesystem::exists(picture_file()); }));
  }
  void await_programme() const {
    REQUIRE(eventually([&] { return status_of(get("/healthz")) == 200; }));
  }
  void stop() {
    daemon->signal(SIGTERM);
    REQUIRE(daemon->wait(5s) == 0);
  }

  std::string picture_file() const { return (folder / "picture.png").string(); }

  Finished say(std::vector<std::string> words) const {
    std::vector<std::string> argv{ROOMSIGN_PROGRAM, "say", "--config",
                                  (folder / "roomsign.toml").string()};
    argv.insert(argv.end(), words.begin(), words.end());
    return run_program(argv);
  }

  std::string get(const std::string& path) const {
    RawClient client(folder / "control");
    client.send(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path));
    return client.rest();
  }
  std::string post(const std::string& path, const std::string& json) const {
    RawClient client(folder / "control");
    client.send(
        fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                    "application/json\r\nContent-Length: {}\r\n\r\n{}",
                    path, json.size(), json));
    return client.rest();
  }
  // What is there; who asks often is told to wait, and does.
  std::string body(const std::string& path) const {
    std::string answer;
    eventually([&] {
      answer = get(path);
      return status_of(answer) != 429;
    });
    return body_of(answer);
  }
  std::string status() const { return body("/status.json"); }

  TemporaryFolder folder;
  std::unique_ptr<Program> daemon;

 private:
  std::string settings_;
  std::vector<std::string> environment_;
};

}  // namespace roomsign::test
