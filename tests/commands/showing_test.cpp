#include "daemon/commands/showing.hpp"

#include "tests/support/captured_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

using namespace roomsign;
using namespace roomsign::commands;
using namespace std::chrono_literals;
using view::Trust;

namespace {

const Instant kNow = parse_instant("2040-05-01T12:00:00Z").value();  // later than any build

// A verified server's word on the time, that came when our clock showed `at`.
fetch::PollReport says(Instant date, Instant at) {
  fetch::PollReport word;
  word.server_date = date;
  word.server_date_at = at;
  word.server_verified = true;
  return word;
}

}  // namespace

TEST_CASE("A sign without a schedule goes by what the server of its configuration says") {
  Showing showing({});
  showing.set_time({.clock = kNow, .steady = 100s});
  showing.update();
  CHECK(showing.clock().trust == Trust::kUntrusted);

  showing.hear_word(says(kNow + 3h, kNow));
  showing.update();
  CHECK(showing.clock().trust == Trust::kTrusted);
  CHECK(showing.clock().correction == 3h);
  CHECK(showing.now() == kNow + 3h);
}

TEST_CASE("A word that is heard again counts by the clock that it was heard by") {
  Showing showing({});
  const auto word = says(kNow + 3h, kNow);
  showing.set_time({.clock = kNow, .steady = 100s});
  showing.hear_word(word);
  CHECK(showing.set_time({.clock = kNow + 1h + 10s, .steady = 110s}) == 1h);
  showing.hear_word(word);
  showing.update();
  CHECK(showing.now() == kNow + 3h + 10s);
}

TEST_CASE("The schedule's own server goes before the configuration's") {
  Showing showing({});
  showing.set_time({.clock = kNow, .steady = 100s});
  sign::Gathered gathered;
  gathered.clock = says(kNow + 2h, kNow);
  showing.set_schedules(gathered);
  showing.hear_word(says(kNow + 3h, kNow));
  showing.update();
  CHECK(showing.clock().correction == 2h);
}

TEST_CASE(
    "A synchronised clock that is years from the programme is not believed without a server") {
  Showing showing({});
  sign::Gathered gathered;
  const Instant start = kNow - 7 * 366 * 24h;
  gathered.schedule = test::schedule_of({test::session("Hinges", format_instant(start), "")});
  showing.set_schedules(gathered);
  showing.set_time({.clock = kNow, .steady = 100s, .synchronised = true});
  showing.update();
  CHECK(showing.clock().trust == Trust::kUntrusted);
  CHECK(showing.clock().reason.starts_with("synchronised, but 7 years from the programme"));

  showing.hear_word(says(kNow, kNow));
  showing.update();
  CHECK(showing.clock().trust == Trust::kTrusted);
}

TEST_CASE("A clock that drifts is told of once, and again where it is another matter") {
  const test::CapturedLog log;
  Showing showing({});
  const auto hear = [&](std::chrono::seconds steady, std::chrono::seconds error) {
    const Instant clock = kNow + steady;
    showing.set_time({.clock = clock, .steady = steady});
    showing.hear_word(says(clock + error, clock));
    showing.update();
  };
  for (int i = 0; i < 60; ++i) hear(i * 1min, 90s + i * 1s / 2);
  CHECK(showing.clock().correction > 110s);
  CHECK(log.lines() == 1);
  hear(100min, 300s);
  CHECK(log.lines() == 2);
  hear(101min, 0s);
  CHECK(log.lines() == 3);
}

TEST_CASE("A clock that is behind the newest schedule is not believed") {
  Showing showing({});
  showing.set_time({.clock = kNow, .steady = 100s, .synchronised = true});
  sign::Gathered gathered;
  gathered.fetched = kNow + 1s;
  showing.set_schedules(gathered);
  showing.update();
  CHECK(showing.clock().trust == Trust::kUntrusted);

  gathered.fetched = kNow;
  showing.set_schedules(gathered);
  showing.update();
  CHECK(showing.clock().trust == Trust::kTrusted);
}
