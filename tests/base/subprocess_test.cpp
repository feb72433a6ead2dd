#include "daemon/base/subprocess.hpp"

#include <chrono>

#include "tests/support/catch.hpp"
#include "tests/support/sanitizers.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

Result<ChildOutput> shell(const std::string& script, std::string_view input = {},
                          const ChildLimits& limits = {}) {
  return run_child({"/bin/sh", "-c", script}, input, limits);
}

}  // namespace

TEST_CASE("A child gets the input and gives its output, errors and status") {
  const auto ran = shell("cat; echo oops >&2; exit 3", "hello");
  REQUIRE(ran);
  CHECK(ran->out == "hello");
  CHECK(ran->err == "oops\n");
  CHECK(ran->exit_status == 3);
}

TEST_CASE("Megabytes go through in both directions at once") {
  const std::string input(3'000'000, 'x');
  const auto ran = shell("cat", input);
  REQUIRE(ran);
  CHECK(ran->out == input);
}

TEST_CASE("A child that does not read its input is no harm") {
  const auto ran = shell("exit 0", std::string(5'000'000, 'x'));
  REQUIRE(ran);
  CHECK(ran->exit_status == 0);
}

TEST_CASE("A program that is not there is an error") {
  CHECK(run_child({"/nowhere/roomsign"}, "").error().code == "child-start");
}

TEST_CASE("A child that sleeps is stopped at the wall limit") {
  const auto begin = std::chrono::steady_clock::now();
  const auto ran = shell("sleep 60", "", {.wall = 200ms});
  REQUIRE_FALSE(ran);
  CHECK(ran.error().code == "child-timeout");
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

TEST_CASE("A child that closes its output and lives on is stopped as well") {
  CHECK(shell("exec >&- 2>&-; exec sleep 60", "", {.wall = 200ms}).error().code == "child-timeout");
}

TEST_CASE("A child that spins is ended by its limit of processor time") {
  const auto ran = shell("while :; do :; done", "", {.cpu = 1s, .wall = 20s});
  REQUIRE_FALSE(ran);
  CHECK(ran.error().code == "child-killed");
}

TEST_CASE("A child that talks without end is stopped at the output limit") {
  CHECK(shell("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyy; done", "", {.output = 100'000})
            .error()
            .code == "child-output");
}

TEST_CASE("A child that dies says by which signal") {
  const auto ran = shell("kill -SEGV $$");
  REQUIRE_FALSE(ran);
  CHECK(ran.error().code == "child-killed");
  CHECK(ran.error().message.find("SEGV") != std::string::npos);
}

TEST_CASE("A child cannot write files, and sees no environment of ours") {
  ::setenv("ROOMSIGN_TEST_SECRET", "hunter2", 1);
  const auto ran = shell(
      "echo data > \"/tmp/roomsign-child-$$\"; stat -c %s /tmp/roomsign-child-$$; "
      "rm -f /tmp/roomsign-child-$$; env");
  ::unsetenv("ROOMSIGN_TEST_SECRET");
  const std::string out = ran ? ran->out : "killed by SIGXFSZ";
  CHECK(out.find("hunter2") == std::string::npos);
  CHECK_FALSE(out.starts_with("5"));
}

TEST_CASE("A child inherits no descriptor but its three streams") {
  const auto ran = shell("ls /proc/self/fd | wc -l");
  REQUIRE(ran);
  CHECK(std::stoi(ran->out) == 4);  // and the one that ls lists with
}

#ifndef ROOMSIGN_SANITIZED  // they reserve more than any limit
TEST_CASE("A child that wants more memory than its limit does not get it") {
  const auto ran = shell("head -c 600000000 /dev/zero | tail | wc -c");
  CHECK((!ran || ran->out != "600000000\n"));
}
#endif
