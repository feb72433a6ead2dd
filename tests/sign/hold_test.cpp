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

// A sign that has "full" at noon; what its servers have, each by its name in the address.
struct Sign : fetch::test::Bench {
  const std::map<std::string, schedule::Schedule> versions{{"full", day(8)}, {"half", day(4)}};
  std::map<std::string, std::string> servers;
  std::string shown;
  std::string asked;  // in the last poll
  Gate gate;

  explicit Sign(std::vector<std::string> urls = {"https://a.example/"}) {
    options.urls = std::move(urls);
    now = kNoon;
    http.answer = [this](const Request& request) {
      asked += request.url.substr(8, 1);
      const std::string& version = servers.at(request.url.substr(8, 1));
      return request.etag == version ? status(304) : body(version, version);
    };
    accept = [this](const Response& response) -> Poller::Accepted {
      if (!shown.empty()) {
        auto passed = gate.pass(versions.at(shown), versions.at(response.body),
                                http.requests.back().url, {}, now);
        if (!passed) return std::unexpected(std::move(passed.error()));
      }
      shown = response.body;
      return response.body;
    };
  }
  void poll_after(Poller& poller, std::chrono::seconds passed) {
    now = kNoon + passed;
    asked.clear();
    poller.poll();
  }
};

TEST_CASE("What is held is taken by the first poll after a quarter of an hour, at any interval") {
  const auto [interval, taken_after] = GENERATE(table<std::chrono::seconds, std::chrono::seconds>(
      {{20s, 15min}, {1min, 15min}, {4min, 16min}, {5min, 15min}, {15min, 15min}, {1h, 1h}}));
  INFO("every " << interval.count() << " s");
  Sign sign;
  auto poller = sign.poller();
  sign.servers["a"] = "full";
  poller.poll();
  REQUIRE(sign.shown == "full");
  sign.servers["a"] = "half";
  poller.poll();
  for (auto passed = interval; passed < taken_after; passed += interval) {
    sign.poll_after(poller, passed);
    CHECK(sign.trouble() == "lost-half");
    CHECK(sign.shown == "full");
  }
  CHECK(sign.accepted.size() == 2);  // nothing was read while it was held
  CHECK(sign.reports.back().trouble->message ==
        "4 of 8 sessions to come are left; held back, and taken by the first poll after "
        "2025-12-06 12:15 (America/Los_Angeles) if it still says the same");
  sign.poll_after(poller, taken_after);
  CHECK(sign.trouble() == "none");
  CHECK(sign.shown == "half");
}

TEST_CASE("A clock that is set back during a hold lets it begin again, and end") {
  Sign sign;
  auto poller = sign.poller();
  sign.servers["a"] = "full";
  poller.poll();
  sign.servers["a"] = "half";
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

TEST_CASE("What is held at one address is told and taken in time where a mirror has the old one") {
  Sign sign({"https://a.example/", "https://b.example/"});
  auto poller = sign.poller();
  sign.servers = {{"a", "full"}, {"b", "full"}};
  poller.poll();
  sign.servers["a"] = "half";
  for (auto passed = 0min; passed < 15min; ++passed) {
    INFO(passed.count() << " min");
    sign.poll_after(poller, passed);
    CHECK(sign.asked == "ab");
    CHECK(sign.shown == "full");
    CHECK(sign.trouble() == "lost-half");
    CHECK(sign.reports.back().checked == sign.now);
    CHECK(sign.reports.back().address == "https://b.example/");
  }
  CHECK(sign.accepted == std::vector<std::string>{"full", "half", "full"});
  sign.poll_after(poller, 15min);
  CHECK(sign.asked == "a");
  CHECK(sign.shown == "half");
  CHECK(sign.trouble() == "none");
  const auto log = sign.log.text();
  CHECK(log.find("held back") == log.rfind("held back"));  // told once
}

TEST_CASE("An address that takes back what was held begins again, whatever its mirror has") {
  Sign sign({"https://a.example/", "https://b.example/"});
  auto poller = sign.poller();
  sign.servers = {{"a", "full"}, {"b", "full"}};
  poller.poll();
  const std::map<int, std::string> changes{{0, "half"}, {5, "full"}, {6, "half"}};
  for (int minutes = 0; minutes < 21; ++minutes) {
    if (changes.contains(minutes)) sign.servers["a"] = changes.at(minutes);
    sign.poll_after(poller, std::chrono::minutes(minutes));
    CHECK(sign.shown == "full");
    CHECK(sign.trouble() == (minutes == 5 ? "none" : "lost-half"));
  }
  sign.poll_after(poller, 21min);
  CHECK(sign.shown == "half");
}

}  // namespace
}  // namespace roomsign::sign
