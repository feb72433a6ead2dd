#include "daemon/base/zone.hpp"

#include <cstdlib>

#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

namespace {

LocalTime local(std::string_view text) {
  return LocalTime(parse_time(text).value().instant.time_since_epoch());
}

Instant at(std::string_view text) { return parse_instant(text).value(); }

}  // namespace

TEST_CASE("Zones are found by name, old links included") {
  CHECK(Zone::find("America/Los_Angeles"));
  CHECK(Zone::find("US/Pacific"));
  CHECK(Zone::find("Etc/GMT+8"));
  CHECK(Zone::find("UTC").value() == Zone());
}

TEST_CASE("An unknown zone is refused by name") {
  const auto name = GENERATE(as<std::string>{}, "Mars/Olympus", "", "../../etc/passwd",
                             "/etc/localtime", "America/Los_Angeles\n");
  const auto zone = Zone::find(name);
  REQUIRE_FALSE(zone);
  CHECK(zone.error().code == "unknown-zone");
  CHECK(zone.error().message.find(name.substr(0, 64)) != std::string::npos);
}

TEST_CASE("Offsets follow daylight saving") {
  const auto la = Zone::find("America/Los_Angeles").value();
  CHECK(la.offset_at(at("2025-12-06T16:20Z")) == -8h);
  CHECK(la.offset_at(at("2025-07-06T16:20Z")) == -7h);
  CHECK(la.to_local(at("2025-12-06T16:20Z")) == local("2025-12-06 08:20"));
}

TEST_CASE("A local time that exists once is that instant") {
  const auto resolved = Zone::find("Europe/Berlin").value().resolve(local("2025-07-01 09:00"));
  CHECK(resolved.instant == at("2025-07-01T07:00Z"));
  CHECK(resolved.fit == Zone::Fit::kUnique);
}

TEST_CASE("A local time in a gap is shifted forward") {
  const auto la = Zone::find("America/Los_Angeles").value();
  const auto resolved = la.resolve(local("2025-03-09 02:30"));
  CHECK(resolved.instant == at("2025-03-09T10:30Z"));
  CHECK(la.to_local(resolved.instant) == local("2025-03-09 03:30"));
  CHECK(resolved.fit == Zone::Fit::kGap);
}

TEST_CASE("A local time that comes twice is the earlier") {
  const auto resolved =
      Zone::find("America/Los_Angeles").value().resolve(local("2025-11-02 01:30"));
  CHECK(resolved.instant == at("2025-11-02T08:30Z"));
  CHECK(resolved.fit == Zone::Fit::kOverlap);
}

TEST_CASE("The machine's own zone is TZ, where that is set to a name") {
  const char* before = std::getenv("TZ");
  const std::string saved = before == nullptr ? "" : before;
  ::setenv("TZ", "Asia/Kathmandu", 1);
  CHECK(Zone::system().name() == "Asia/Kathmandu");
  ::setenv("TZ", "nonsense", 1);
  CHECK(Zone::system() == Zone());
  if (before == nullptr) {
    ::unsetenv("TZ");
  } else {
    ::setenv("TZ", saved.c_str(), 1);
  }
}
