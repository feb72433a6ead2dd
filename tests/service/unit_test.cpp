// The unit, judged by systemd's own tools: they fail, and are not skipped, where systemd is
// missing.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon/base/file.hpp"
#include "tests/support/catch.hpp"

namespace roomsign {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(ROOMSIGN_SOURCE_DIR) / "systemd";

struct Outcome {
  int status = -1;
  std::string output;  // both streams
};

Outcome run(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  Outcome outcome;
  std::array<char, 4096> buffer{};
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    outcome.output.append(buffer.data(), size);
  }
  const int status = ::pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (outcome.status == 127) FAIL(outcome.output << "this test needs Debian's package systemd");
  return outcome;
}

std::string read_unit() { return read_file(kFolder / "roomsign.service").value(); }

// A copy of the unit in a folder of its own, since systemd goes by the file's name. Its program is
// one that is there: the sign need not be installed.
class UnitCopy {
 public:
  UnitCopy(const std::string& replaced, const std::string& by) {
    std::string unit = read_unit();
    for (const auto& [from, to] : {std::pair<std::string, std::string>(replaced, by),
                                   {"ExecStart=roomsign ", "ExecStart=/bin/true "}}) {
      const auto at = unit.find(from);
      REQUIRE(at != std::string::npos);
      unit.replace(at, from.size(), to);
    }
    std::filesystem::create_directories(folder_);
    std::ofstream(file()) << unit;
  }
  UnitCopy() : UnitCopy("[Unit]", "[Unit]") {}
  ~UnitCopy() { std::filesystem::remove_all(folder_); }
  UnitCopy(const UnitCopy&) = delete;
  UnitCopy& operator=(const UnitCopy&) = delete;

  std::string file() const { return (folder_ / "roomsign.service").string(); }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / fmt::format("roomsign-unit-{}", ::getpid());
};

TEST_CASE("systemd has nothing to say about the unit") {
  const UnitCopy unit;
  const auto outcome = run("systemd-analyze verify " + unit.file());
  REQUIRE(outcome.output.empty());
  REQUIRE(outcome.status == 0);
}

TEST_CASE("a mistake in the unit would be seen") {
  const auto [right, wrong] = GENERATE(table<std::string, std::string>({
      {"Restart=always", "Restrat=always"},
      {"WatchdogSec=20", "WatchdogSec=soon"},
      {"ExecReload=/bin/sh", "ExecReload=/bin/nosuch"},
  }));
  const UnitCopy unit(right, wrong);
  REQUIRE_FALSE(run("systemd-analyze verify " + unit.file()).output.empty());
}

TEST_CASE("the sandbox leaves the sign little to be misused for") {
  const UnitCopy unit;
  const auto outcome =
      run("systemd-analyze security --no-pager --offline=true --threshold=15 " + unit.file());
  INFO(outcome.output);
  REQUIRE(outcome.output.contains("Overall exposure level for roomsign.service"));
  REQUIRE(outcome.status == 0);
}

TEST_CASE("a hole in the sandbox would be seen") {
  const UnitCopy unit("CapabilityBoundingSet=\n", "");
  REQUIRE(run("systemd-analyze security --no-pager --offline=true --threshold=15 " + unit.file())
              .status != 0);
}

TEST_CASE("the unit never gives up, waits for no network and can see the panel") {
  const std::string unit = read_unit();
  for (const std::string line :
       {"Type=notify", "Restart=always", "StartLimitIntervalSec=0", "Conflicts=getty@tty1.service",
        "DeviceAllow=char-drm rw", "User=roomsign", "StateDirectory=roomsign",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "MemoryDenyWriteExecute=yes"}) {
    INFO(line);
    REQUIRE(unit.contains("\n" + line + "\n"));
  }
  for (const std::string word :
       {"network-online", "network.target", "\nPrivateDevices", "\nPrivateNetwork"}) {
    INFO(word);
    REQUIRE_FALSE(unit.contains(word));
  }
}

TEST_CASE("the sign's user is made, in the group of the panel") {
  const auto outcome = run("systemd-sysusers --dry-run --root=/nonexistent " +
                           (kFolder / "roomsign.sysusers").string());
  INFO(outcome.output);
  REQUIRE(outcome.status == 0);
  for (const std::string made : {"user 'roomsign'", "group 'roomsign'", "group 'video'"}) {
    REQUIRE(outcome.output.contains(made));
  }
}

}  // namespace
}  // namespace roomsign
