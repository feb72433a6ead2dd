// How long a version is held: the gate and the poller together.
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "daemon/sign/gate.hpp"
#include "tests/fetch/poller_bench.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::sign {
namespace {

using namespace std::chrono_literals;
using fetch::Poller;
using fetch::Request;
using fetch::Response;
using fetch::test::body;
using fetch::test::status;

const Instant kNoon = test::at("2025-12-06 12:00");

// A day of so many talks, all to come at noon.
schedule::Schedule day(int talks) {
  std::vector<schedule::Session> sessions;
  for (int i = 0; i < talks; ++i) {
    const auto hour = "2025-12-06 " + std::to_string(13 + i);
    sessions.push_back(test::session("Talk " + std::to_string(i), hour + ":00", hour + ":50"));
  }
  auto schedule = *test::schedule_of(std::move(sessions));
  schedule.event.time_zone = "America/Los_Angeles";
  return schedule;
}

// A sign that shows "full" at noon, and whose server has something else from then on.
struct Sign : fetch::test::Bench {
  const std::map<std::string, schedule::Schedule> versions{{"full", day(8)}, {"half", day(4)}};
  std::string shown;
  Gate gate;

  Sign() {
    now = kNoon;
    accept = [this](const Response& response) -> Poller::Accepted {
      if (!shown.empty()) {
        auto passed = gate.pass(versions.at(shown), versions.at(response.body), {}, now);
        if (!passed) return std::unexpected(std::move(passed.error()));
      }
      shown = response.body;
      return response.body;
    };
  }
  fetch::test::Answer has(const std::string& version, const Request& request) const {
    return request.etag == version ? status(304) : body(version, version);
  }
};

TEST_CASE("What is held is taken by the first poll after a quarter of an hour, at any interval") {
  const auto [interval, taken_after] = GENERATE(table<std::chrono::seconds, std::chrono::seconds>(
      {{20s, 15min}, {1min, 15min}, {4min, 16min}, {5min, 15min}, {15min, 15min}, {1h, 1h}}));
  INFO("every " << interval.count() << " s");
  Sign sign;
  auto poller = sign.poller();
  sign.http.answer = [&](const Request& request) { return sign.has("full", request); };
  poller.poll();
  REQUIRE(sign.shown == "full");
  sign.http.answer = [&](const Request& request) { return sign.has("half", request); };
  poller.poll();
  for (auto passed = interval; passed < taken_after; passed += interval) {
    sign.now = kNoon + passed;
    poller.poll();
    CHECK(sign.trouble() == "lost-half");
    CHECK(sign.shown == "full");
  }
  CHECK(sign.accepted.size() == 2);  // nothing was read while it was held
  CHECK(sign.reports.back().trouble->message ==
        "4 of 8 sessions to come are left; held back, and taken by the first poll after "
        "2025-12-06 12:15 (America/Los_Angeles) if it still says the same");
  sign.now = kNoon + taken_after;
  poller.poll();
  CHECK(sign.trouble() == "none");
  CHECK(sign.shown == "half");
}

TEST_CASE("A clock that is set back during a hold lets it begin again, and end") {
  Sign sign;
  auto poller = sign.poller();
  sign.http.answer = [&](const Request& request) { return sign.has("full", request); };
  poller.poll();
  sign.http.answer = [&](const Request& request) { return sign.has("half", request); };
  poller.poll();
  sign.now = kNoon - 2h;
  poller.poll();
  CHECK(sign.shown == "full");
  sign.now += 14min;
  poller.poll();
  CHECK(sign.shown == "full");
  sign.now += 1min;
  poller.poll();
  CHECK(sign.shown == "half");
}

}  // namespace
}  // namespace roomsign::sign
