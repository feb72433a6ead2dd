// A sign that gets its configuration from a web server: how it comes to one, what it takes, what it
// goes back from. The whole program, on a clock that a test moves.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <signal.h>

#include "daemon/base/file.hpp"
#include "daemon/base/host_name.hpp"
#include "tests/hostile/other_clock.hpp"
#include "tests/hostile/polled_sign.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/signing.hpp"

namespace roomsign::hostile {
namespace {

using namespace std::chrono_literals;
using test::eventually;
using test::reply;

class EnrolledSign {
 public:
  // `more`: further lines at the head of the machine's own file.
  explicit EnrolledSign(const std::string& more = "") {
    std::filesystem::create_directory(folder / "state");
    std::ofstream(folder / "roomsign.toml")
        << "config_url = \"" << server.url("/{hostname}.toml") << "\"\n"
        << "state_dir = \"state\"\ntrust_clock = true\n"
        << more << "\n[remote]\nsocket = \"control\"\n"
        << "[display]\ndriver = \"offscreen\"\nwidth = 320\nheight = 240\nfade = false\n";
    server.answer("/schedule", reply(200, {}, document(day("good"))));
  }

  const std::string& path() const { return path_; }
  void serve(const std::string& text, int status = 200) {
    server.answer(path(), reply(status, {}, text));
  }
  // A configuration that works: the schedule is there.
  std::string good(const std::string& room) const {
    return fmt::format("room = \"{}\"\nsource.url = \"{}\"\npoll.interval = \"5 s\"\n", room,
                       server.url("/schedule"));
  }
  // One whose schedule is nowhere.
  std::string broken(const std::string& room) const {
    return fmt::format("room = \"{}\"\nsource.url = \"{}\"\npoll.interval = \"5 s\"\n", room,
                       server.url("/nowhere"));
  }

  void start() {
    std::filesystem::remove(folder / "control");
    auto environment = clock.environment();
    if (is_service) environment.push_back("STATE_DIRECTORY=" + (folder / "state").string());
    program = std::make_unique<test::Program>(
        std::vector<std::string>{ROOMSIGN_PROGRAM, "run", "--config",
                                 (folder / "roomsign.toml").string(), "-o",
                                 (folder / "picture.png").string()},
        environment);
    REQUIRE(eventually([&] { return std::filesystem::exists(folder / "control"); }));
  }
  // It is this room's sign, for good.
  void enrol(const std::string& room) {
    serve(good(room));
    start();
    REQUIRE(is_confirmed(room));
  }
  void kill() {
    program->signal(SIGKILL);
    REQUIRE(program->wait(5s));
  }
  void stop() {
    program->signal(SIGTERM);
    REQUIRE(program->wait(5s) == 0);
  }
  // Asks for "/PREFIX-HOST.toml" from the next start on.
  void move_to(const std::string& prefix) {
    const auto toml = read_file(folder / "roomsign.toml").value();
    std::ofstream(folder / "roomsign.toml")
        << "config_url = \"" << server.url("/" + prefix + "-{hostname}.toml") << "\"\n"
        << toml.substr(toml.find('\n') + 1);
    path_ = "/" + prefix + "-" + host_name() + ".toml";
  }
  // Asks the server, and waits until it was asked.
  void ask() const {
    const int asked = server.hits(path());
    program->signal(SIGHUP);
    REQUIRE(eventually([&] { return server.hits(path()) > asked; }));
  }
  // More time than a trial has, in which the sign wakes now and then.
  void let_a_trial_pass() {
    for (int minute = 0; minute < 11; ++minute) {
      clock.let_pass(1min);
      const int asked = server.hits("/nowhere");
      eventually([&] { return server.hits("/nowhere") > asked; }, 1s);
    }
    program->signal(SIGHUP);  // in place of the kernel, which would wake it
  }

  std::string status() const {
    std::string all;
    eventually([&] {  // who asks often is told to wait
      test::RawClient client(folder / "control");
      client.send("GET /status.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
      all = test::body_of(client.rest());
      return !all.contains("too many requests");
    });
    return all;
  }
  bool says(const std::vector<std::string>& parts) const {
    const auto all = status();
    return std::ranges::all_of(parts, [&](const auto& part) { return all.contains(part); });
  }
  bool comes_to_say(const std::vector<std::string>& parts,
                    std::chrono::milliseconds limit = 20s) const {
    return eventually([&] { return says(parts); }, limit);
  }
  bool is_confirmed(const std::string& room) const {
    return comes_to_say({R"("in_force": "fetched")", R"("room": ")" + room + "\""});
  }

  test::TemporaryFolder folder;
  test::HttpServer server;
  OtherClock clock;
  bool is_service = false;  // systemd gave it its folder
  std::unique_ptr<test::Program> program;

 private:
  std::string path_ = "/" + host_name() + ".toml";
};

// As a desk signs a configuration.
std::string sealed(const std::string& text, int sequence, const std::string& scope = "all") {
  auto envelope = test::envelope(text, sequence);
  envelope.kind = signatures::kConfiguration;
  envelope.scope = {scope};
  envelope.from = "2020-01-01T00:00:00Z";
  envelope.until = "2100-01-01T00:00:00Z";
  return formats::print_envelope(test::sealed(envelope));
}

TEST_CASE("A sign that nobody knows says who it is, and becomes one as soon as it is known") {
  EnrolledSign sign;
  sign.serve("nobody", 404);
  sign.start();
  CHECK(sign.comes_to_say({R"("in_force": "own")", "\"headline\": \"" + host_name() + "\"",
                           R"("eyebrow": "This sign is not set up yet")",
                           R"("code": "http-status")", R"("asked": "http://127.0.0.1)"}));
  sign.serve(sign.good("Hall A"));
  CHECK(sign.comes_to_say({R"("in_force": "fetched")", R"("room": "Hall A")", "good talk"}, 45s));
  INFO(sign.program->err());
  CHECK(sign.program->err().contains("on trial until the schedule is there"));
  CHECK(sign.program->err().contains("the new configuration is confirmed"));
}

TEST_CASE("A changed configuration is in force at once, and confirmed by a good poll") {
  EnrolledSign sign;
  sign.enrol("Hall A");
  sign.serve(sign.good("Hall B"));
  sign.ask();
  CHECK(sign.is_confirmed("Hall B"));
  CHECK(sign.program->err().contains("is in force, on trial for 10 min"));
  sign.kill();
  sign.serve("", 500);
  sign.start();
  CHECK(sign.is_confirmed("Hall B"));
}

TEST_CASE("What is no sound configuration changes nothing, and the status says why it is not") {
  EnrolledSign sign;
  sign.enrol("Hall A");
  const auto good = sign.good("Hall B");
  const std::vector<std::vector<std::string>> bad{
      {"room = \"Hall B", "bad-config", ".toml:1:"},
      {good + "roon = \"x\"\n", "bad-config", ":4:1: roon is no known key; did you mean room?"},
      {good + "remote.listen = \"0.0.0.0:80\"\n", "bad-config",
       "remote may stand in the machine's own file only"},
      {"room = \"Hall B\"\nsource.url = \"/etc/passwd\"\n", "bad-config",
       ":2:14: source.url must be an http or https address"},
      {"room = \"Hall B\"\n", "bad-config", "names no schedule"},
      {"", "empty-answer", "empty document"},
      {"<html><title>Log in</title><form><input type=password></form></html>", "login-page", ""},
      {good + std::string(70'000, '#'), "too-large", ""},
  };
  for (const auto& row : bad) {
    const auto& [text, code, words] = std::tie(row[0], row[1], row[2]);
    sign.serve(text);
    sign.ask();
    INFO(code << " " << words);
    const bool said = sign.comes_to_say({R"("code": ")" + code + "\"", words});
    INFO(sign.status());
    CHECK(said);
    CHECK(sign.says({R"("in_force": "fetched")", R"("room": "Hall A")"}));
  }
  sign.serve("unknown", 404);
  sign.ask();
  CHECK(sign.comes_to_say({R"("code": "http-status")", R"("room": "Hall A")"}));
  sign.serve(sign.good("Hall B"));
  sign.ask();
  CHECK(sign.is_confirmed("Hall B"));
}

TEST_CASE("A configuration under which no schedule comes is gone back from, and not tried again") {
  EnrolledSign sign;
  sign.enrol("Hall A");
  sign.serve(sign.broken("Hall B"));
  sign.ask();
  REQUIRE(sign.comes_to_say({R"("in_force": "on-trial")", R"("room": "Hall B")"}));
  sign.clock.let_pass(9min);
  sign.ask();
  CHECK(sign.says({R"("in_force": "on-trial")"}));

  sign.let_a_trial_pass();
  CHECK(sign.is_confirmed("Hall A"));
  CHECK(sign.says({"failed_trial\": \"no schedule could be polled with it for 10 min"}));
  INFO(sign.program->err());
  CHECK(sign.program->err().contains("the one before is in force again"));
  for (int i = 0; i < 2; ++i) {
    sign.ask();
    CHECK(sign.is_confirmed("Hall A"));
  }
  sign.kill();  // it is known again after a restart
  sign.start();
  sign.ask();
  CHECK(sign.is_confirmed("Hall A"));

  sign.serve(sign.good("Hall B"));
  sign.ask();
  CHECK(sign.is_confirmed("Hall B"));
  CHECK_FALSE(sign.says({"failed_trial"}));
}

TEST_CASE("A trial goes on after a crash, and ends with it or with too many of them") {
  EnrolledSign sign;
  sign.enrol("Hall A");
  sign.serve(sign.broken("Hall B"));
  sign.ask();
  REQUIRE(sign.comes_to_say({R"("in_force": "on-trial")"}));
  sign.kill();
  sign.start();
  CHECK(sign.comes_to_say({R"("in_force": "on-trial")", R"("room": "Hall B")"}));

  SECTION("with time") {
    sign.let_a_trial_pass();
    CHECK(sign.is_confirmed("Hall A"));
  }
  SECTION("with starts") {
    for (int more = 0; more < 3; ++more) {
      sign.kill();
      sign.start();
    }
    CHECK(sign.is_confirmed("Hall A"));
    CHECK(sign.says({"failed_trial\": \"the sign had to be started 3 times"}));
  }
}

TEST_CASE("A sign's first configuration stays on trial until it works or is mended") {
  EnrolledSign sign;
  sign.serve(sign.broken("Hall B"));
  sign.start();
  REQUIRE(sign.comes_to_say({R"("in_force": "on-trial")"}));
  sign.let_a_trial_pass();
  sign.ask();
  CHECK(sign.comes_to_say({R"("in_force": "on-trial")"}));
  SECTION("however often the sign is stopped and started") {
    for (int day = 0; day < 5; ++day) {
      sign.stop();
      sign.start();
    }
    CHECK(sign.comes_to_say({R"("in_force": "on-trial")", R"("room": "Hall B")"}));
  }
  SECTION("but not where it ends the sign again and again, and is left alone then") {
    for (int crash = 0; crash < 5; ++crash) {
      sign.kill();
      sign.start();
    }
    sign.ask();
    CHECK(sign.comes_to_say({R"("in_force": "own")", R"("failed_trial": "the sign had to be)"}));
  }
  sign.serve(sign.good("Hall A"));
  sign.ask();
  CHECK(sign.is_confirmed("Hall A"));
}

TEST_CASE("A sign with a key takes no configuration but a signed one, and none that is older") {
  EnrolledSign sign(test::keys_line());
  const auto refuses = [&](const std::string& text, const std::string& code) {
    sign.serve(text);
    sign.ask();
    CHECK(sign.comes_to_say({R"("code": ")" + code + "\""}));
  };
  sign.serve(sign.good("Hall B"));
  sign.start();
  CHECK(sign.comes_to_say({R"("in_force": "own")", R"("code": "unsigned")"}));
  sign.serve(sealed(sign.good("Hall A"), 5));
  sign.ask();
  REQUIRE(sign.is_confirmed("Hall A"));
  refuses(sign.good("Hall B"), "unsigned");
  refuses(sealed(sign.good("Hall B"), 4), "replayed");
  refuses(sealed(sign.good("Hall B"), 6, "sign/other"), "out-of-scope");
  auto forged = sealed(sign.good("Hall B"), 6);
  forged.replace(forged.find("Hall B"), 6, "Hall C");
  refuses(forged, "bad-signature");
  sign.kill();
  sign.start();
  CHECK(sign.is_confirmed("Hall A"));
  refuses(sealed(sign.good("Hall B"), 5), "replayed");
  sign.serve(sealed(sign.good("Hall B"), 6, "sign/" + host_name()));
  sign.ask();
  CHECK(sign.is_confirmed("Hall B"));
}

TEST_CASE("A signed configuration that was superseded is none at another address either") {
  EnrolledSign sign(test::keys_line());
  sign.serve(sealed(sign.good("Hall A"), 5));
  sign.start();
  REQUIRE(sign.is_confirmed("Hall A"));
  const auto newest = sealed(sign.good("Hall B"), 6);
  sign.serve(newest);
  sign.ask();
  REQUIRE(sign.is_confirmed("Hall B"));
  sign.kill();
  sign.move_to("other");
  sign.serve(sealed(sign.good("Hall A"), 5));
  sign.start();
  CHECK(sign.comes_to_say({R"("in_force": "own")", R"("code": "replayed")"}));
  sign.serve(newest);  // its server has moved
  sign.ask();
  CHECK(sign.is_confirmed("Hall B"));
}

TEST_CASE("What was fetched before a sign was given a key is not believed any more") {
  EnrolledSign sign;
  sign.enrol("Hall A");
  const auto toml = read_file(sign.folder / "roomsign.toml").value();
  std::ofstream(sign.folder / "roomsign.toml") << toml << test::keys_line();
  sign.ask();
  CHECK(sign.comes_to_say({R"("in_force": "own")", R"("code": "unsigned")"}));
}

TEST_CASE("A card with another sign's configuration on it does not show that one's room") {
  EnrolledSign sign;
  sign.enrol("Hall A");
  sign.kill();
  sign.move_to("other");
  sign.start();
  CHECK(sign.comes_to_say({R"("in_force": "own")", R"("code": "http-status")"}));
  CHECK_FALSE(sign.says({"Hall A"}));
}

TEST_CASE("What was fetched lies over the last good file of a machine as over the file itself") {
  EnrolledSign sign;
  sign.is_service = true;
  sign.enrol("Hall A");
  const auto kept = sign.folder / "state/configuration-file.cache";
  REQUIRE(eventually([&] { return std::filesystem::exists(kept); }));
  sign.stop();
  const auto toml = read_file(sign.folder / "roomsign.toml").value();
  std::ofstream(sign.folder / "roomsign.toml") << "trust_clok = true\n" << toml;
  sign.start();
  CHECK(sign.is_confirmed("Hall A"));
  CHECK(sign.says({"file_trouble", "trust_clok is no known key", "good talk"}));
  sign.stop();
  sign.serve(sign.good("Hall B"));
  sign.start();
  CHECK(sign.is_confirmed("Hall B"));
  CHECK(sign.says({"file_trouble", "good talk"}));
  std::ofstream(sign.folder / "roomsign.toml") << toml;
  CHECK(eventually([&] { return !sign.says({"file_trouble"}); }));
  CHECK(sign.is_confirmed("Hall B"));
}

TEST_CASE("A sign that waits for its configuration asks for it by the last good file as well") {
  EnrolledSign sign;
  sign.is_service = true;
  sign.serve("nobody", 404);
  sign.start();
  const auto kept = sign.folder / "state/configuration-file.cache";
  REQUIRE(eventually([&] { return std::filesystem::exists(kept); }));
  sign.stop();
  std::filesystem::remove(sign.folder / "roomsign.toml");
  sign.start();
  CHECK(sign.comes_to_say({R"("in_force": "last-good")", "No such file or directory",
                           R"("eyebrow": "This sign is not set up yet")"}));
  sign.serve(sign.good("Hall A"));
  CHECK(eventually([&] { return sign.is_confirmed("Hall A"); }, 45s));
}

TEST_CASE("check tries the address, and says what it would be") {
  EnrolledSign sign;
  const std::vector<std::string> check{ROOMSIGN_PROGRAM, "check", "--config",
                                       (sign.folder / "roomsign.toml").string()};
  const auto unknown = test::run_program(check);
  CHECK(unknown.status == 1);
  CHECK(unknown.out.contains("404; the sign would not take it"));
  sign.serve(sign.good("Hall A"));
  const auto known = test::run_program(check);
  INFO(known.out << known.err);
  CHECK(known.out.contains("room \"Hall A\", the schedule from " + sign.server.url("/schedule")));
  CHECK(known.out.contains("Hall B"));  // in the schedule, which was read as well
}

}  // namespace
}  // namespace roomsign::hostile
