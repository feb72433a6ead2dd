#include "daemon/sign/pace.hpp"

#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace roomsign::sign;
using namespace std::chrono_literals;

namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }

}  // namespace

TEST_CASE("Without a replay the sign's clock is the machine's, to the second that has begun") {
  const Pace pace;
  const RealTime real = at("2026-05-01T12:00:00Z") + 999'999'999ns;
  CHECK_FALSE(pace.is_replay());
  CHECK(pace.at(real) == at("2026-05-01T12:00:00Z"));
  CHECK(pace.when(at("2026-05-01T12:00:01Z")) == at("2026-05-01T12:00:01Z"));
}

TEST_CASE("A replay begins where it is told and runs as fast as it is told") {
  const RealTime real = at("2026-05-01T12:00:00Z") + 250ms;
  const Pace pace(real, at("2025-12-06T08:00:00-08:00"), 60.0);
  CHECK(pace.is_replay());
  CHECK(pace.at(real) == at("2025-12-06T08:00:00-08:00"));
  CHECK(pace.at(real + 1s) == at("2025-12-06T08:01:00-08:00"));
  CHECK(pace.when(at("2025-12-06T08:01:00-08:00")) == real + 1s + 1us);
}

TEST_CASE("When the sign's clock comes to an instant, it shows that instant") {
  const RealTime real = at("2026-05-01T12:00:00Z") + 1ns;
  const double speed = GENERATE(0.5, 1.0, 7.0, 60.0, 1440.0);
  const Pace pace(real, at("2025-12-06T16:00:00Z"), speed);
  for (int i = 1; i < 5'000; i += 7) {
    const Instant due = at("2025-12-06T16:00:00Z") + std::chrono::seconds(i);
    REQUIRE(pace.at(pace.when(due)) == due);
    REQUIRE(pace.at(pace.when(due) - 2ms) < due);
  }
}
