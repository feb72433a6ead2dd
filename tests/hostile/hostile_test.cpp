// Every fault that hostile_server.cpp knows, through all that stands between a server and the
// picture.
#include <chrono>
#include <set>
#include <string>

#include <malloc.h>
#include <sys/wait.h>

#include "tests/hostile/hostile_server.hpp"
#include "tests/hostile/polled_sign.hpp"
#include "tests/support/held.hpp"
#include "tests/support/program.hpp"
#include "tests/support/sanitizers.hpp"

namespace roomsign::hostile {
namespace {

using namespace std::chrono_literals;

// Whether a child has ended that nobody asked about.
bool is_a_child_left() {
  siginfo_t child{};
  return ::waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0 && child.si_pid != 0;
}

TEST_CASE("Whatever a server does, the schedule stays, and the next good one is taken") {
  ::mallopt(M_MMAP_THRESHOLD, 256 << 10);  // else the heap keeps what a large body left
  const test::TemporaryFolder folder;
  HostileServer server;
  auto options = impatient();
  options.ca_file = server.ca_file();
  options.own_hosts = {"localhost"};  // whose certificate is another's
  PolledSign sign(folder / "cache", server.url(), options);
  int version = 0;
  const auto good_poll = [&] {
    const auto next = day("version " + std::to_string(++version));
    server.serve(document(next));
    CHECK(sign.poll() == "none");
    CHECK(sign.shows(next));
  };
  good_poll();
  const auto held = test::descriptors();
  const auto cases = server.cases();
  std::set<std::string> slow;
  double resident = 0;
  for (const int round : {1, 2}) {  // the first makes the heap as large as it gets
    for (const Case& fault : cases) {
      if (slow.contains(fault.fault)) continue;
      INFO("round " << round << ": " << fault.fault);
      const auto before = sign.schedule();
      const auto cached = read_file(folder / "cache");
      server.turn(fault);
      const auto begin = std::chrono::steady_clock::now();
      CHECK(sign.poll() == fault.reason);
      const auto took = std::chrono::steady_clock::now() - begin;
      CHECK(took < 8s);
      if (took > 500ms) slow.insert(fault.fault);
      INFO(sign.message());
      CHECK(sign.message().contains(fault.hint));
      CHECK(sign.schedule() == before);
      CHECK(read_file(folder / "cache") == cached);
      CHECK_FALSE(sign.message().contains("secret"));
      CHECK(sign.message().find_first_of("?\n") == std::string::npos);
      CHECK(sign.message().size() < 600);
      CHECK_FALSE(is_a_child_left());
      good_poll();
      REQUIRE(test::eventually([&] { return test::descriptors() == held; }, 2s));
    }
    if (round == 1) resident = test::resident_mb();
  }
#ifndef ROOMSIGN_SANITIZED
  CHECK(test::resident_mb() - resident < 1);
#endif
}

}  // namespace
}  // namespace roomsign::hostile
