// What a person at a terminal sees of a long download: the program on a pseudo terminal.
#include <chrono>
#include <filesystem>
#include <regex>
#include <string>

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/catch.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

// All that `import URL -o FILE` writes to its terminal.
std::string on_a_terminal(const std::string& url, const std::string& file) {
  int terminal = -1;
  const pid_t pid = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  REQUIRE(pid >= 0);
  if (pid == 0) {
    ::execl(ROOMSIGN_PROGRAM, "roomsign", "import", url.c_str(), "-o", file.c_str(), nullptr);
    ::_exit(127);
  }
  std::string seen;
  char bytes[4096];
  for (ssize_t n = 0; (n = ::read(terminal, bytes, sizeof bytes)) > 0;)
    seen.append(bytes, static_cast<std::size_t>(n));
  ::close(terminal);
  int status = 0;
  ::waitpid(pid, &status, 0);
  CHECK(status == 0);
  return seen;
}

}  // namespace

TEST_CASE("A long download shows on a terminal how far it is, and nowhere else") {
  test::HttpServer server;
  const std::string schedule =
      R"({"format": "roomsign/1", "event": {"name": "E", "time_zone": "UTC"}, "sessions": [
      {"title": "T", "start": "2026-05-01T09:00:00Z"}]})";
  const std::string blanks(100'000, ' ');
  server.handle("/slow", [&](const auto&, test::HttpServer::Connection& to) {
    to.send("HTTP/1.1 200 OK\r\nContent-Length: " +
            std::to_string(schedule.size() + 12 * blanks.size()) + "\r\n\r\n" + schedule);
    for (int i = 0; i < 12; ++i) {
      if (!to.pause(100ms) || !to.send(blanks)) return;
    }
  });
  const test::TemporaryFolder folder;
  const auto file = (folder / "out.json").string();
  const auto seen = on_a_terminal(server.url("/slow"), file);
  INFO(seen);
  CHECK(std::regex_search(seen, std::regex(R"(\rdownloading: 0\.\d of 1\.2 MB, \d+ kB/s)")));
  CHECK(std::filesystem::exists(file));

  const auto unwatched = test::run_program({ROOMSIGN_PROGRAM, "import", server.url("/slow")});
  CHECK(unwatched.status == 0);
  CHECK(unwatched.err.empty());
}
