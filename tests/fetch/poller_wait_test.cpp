// How long a poller waits.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/fetch/poller_bench.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::fetch::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

// The waits after as many of the same answer.
std::vector<seconds> waits(Bench& bench, Poller& poller, const Answer& answer, int polls) {
  std::vector<seconds> waits;
  waits.reserve(static_cast<std::size_t>(polls));
  for (int i = 0; i < polls; ++i) {
    waits.push_back(std::chrono::duration_cast<seconds>(bench.poll(poller, answer)));
  }
  return waits;
}

TEST_CASE("A server that fails is asked less and less often, and as before when it is back") {
  Bench bench;
  const std::vector<seconds> backing_off = {60s, 120s, 240s, 480s, 600s, 600s};
  for (const auto& answer : {status(500), status(404), error("timeout"), error("too-slow"),
                             error("too-large"), error("cut-short"), error("redirect")}) {
    auto poller = bench.poller();
    CHECK(waits(bench, poller, answer, 6) == backing_off);
    CHECK(waits(bench, poller, body("day 1"), 2) == std::vector{60s, 60s});
    CHECK(waits(bench, poller, answer, 6) == backing_off);
  }
}

TEST_CASE("Where no server is reached, the network's return is seen within two intervals") {
  Bench bench;
  for (const std::string code : {"dns", "connect", "tls"}) {
    auto poller = bench.poller();
    CHECK(waits(bench, poller, error(code), 8) ==
          std::vector{5s, 10s, 20s, 40s, 80s, 120s, 120s, 120s});
    CHECK(waits(bench, poller, body("day 1"), 1) == std::vector{60s});
  }
}

TEST_CASE("A file that is away is asked for at the interval") {
  Bench bench;
  auto poller = bench.poller();
  CHECK(waits(bench, poller, error("unreadable"), 6) == std::vector<seconds>(6, 60s));
}

TEST_CASE("A thousand failures wait no longer than ten") {
  Bench bench;
  auto poller = bench.poller();
  CHECK(waits(bench, poller, status(500), 1'000).back() == 600s);
}

TEST_CASE("Odd intervals still make waits") {
  Bench bench;
  bench.options.interval = 3600s;  // longer than the longest back-off
  auto slow = bench.poller();
  CHECK(waits(bench, slow, status(500), 3) == std::vector{3600s, 3600s, 3600s});
  bench.options.interval = 2s;
  auto fast = bench.poller();
  CHECK(waits(bench, fast, error("dns"), 3) == std::vector{2s, 4s, 4s});
  bench.options.interval = 0s;
  auto none = bench.poller();
  CHECK(waits(bench, none, body("day 1"), 1) == std::vector{1s});
}

TEST_CASE("A server that says when to come again is obeyed, up to a quarter of an hour") {
  Bench bench;
  bench.random = 0.0;  // the least spread
  for (const long number : {429, 500, 503}) {
    auto poller = bench.poller();
    CHECK(bench.poll(poller, status(number, 300s)) == 300s);
    CHECK(bench.poll(poller, status(number, 1'000'000'000s)) == 900s);
  }
  auto hasty = bench.poller();
  CHECK(bench.poll(hasty, status(503, 1s)) == 54s);
  auto fine = body("day 1");
  fine->retry_after = 300s;
  CHECK(bench.poll(hasty, fine) == 54s);

  bench.random = 0.999;
  CHECK(bench.poll(hasty, status(503, 300s)) > 325s);  // not all signs at once
  CHECK(bench.poll(hasty, status(503, 300s)) < 330s);
}

TEST_CASE("Waits are spread evenly over plus and minus the jitter") {
  Bench bench;
  auto poller = bench.poller();
  std::vector<milliseconds> waits;
  for (int i = 0; i <= 100; ++i) {
    bench.random = i == 100 ? 0.999999 : i / 100.0;
    waits.push_back(bench.poll(poller, body("day 1")));
  }
  CHECK(waits.front() == 54s);
  CHECK(waits.back() > 65'900ms);
  CHECK(waits.back() < 66s);
  CHECK(std::ranges::is_sorted(waits));
  CHECK(std::ranges::adjacent_find(waits) == waits.end());
}

}  // namespace
}  // namespace roomsign::fetch::test
