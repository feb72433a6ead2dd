#include "daemon/sign/baseline.hpp"

#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::sign {
namespace {

using Version = std::shared_ptr<const schedule::Schedule>;

constexpr Baseline::Day kToday{std::chrono::days(20'428)};
constexpr Baseline::Day kTomorrow = kToday + std::chrono::days(1);

Version version(const char* start) {
  schedule::Schedule schedule;
  schedule.event.time_zone = "America/Los_Angeles";
  schedule.sessions = {test::session("One", start, "2025-12-06 12:00")};
  return test::finished(std::move(schedule));
}

const Version kFirst = version("2025-12-06 09:00");
const Version kSecond = version("2025-12-06 10:00");
const Version kThird = version("2025-12-06 11:00");

TEST_CASE("Versions are compared with the first of the day, all day long") {
  Baseline baseline({});
  CHECK(baseline.since(kFirst, kToday) == kFirst);
  CHECK(baseline.since(kSecond, kToday) == kFirst);
  CHECK(baseline.since(kThird, kToday) == kFirst);
  CHECK(baseline.since(kThird, kTomorrow) == kThird);
}

TEST_CASE("A new day begins with what was up the day before, also where both come at once") {
  Baseline baseline({});
  baseline.since(kFirst, kToday);
  CHECK(baseline.since(kSecond, kTomorrow) == kFirst);
}

TEST_CASE("While nobody knows the day nothing is told, and the first schedule is not forgotten") {
  Baseline baseline({});
  CHECK(baseline.since(kFirst, std::nullopt) == kFirst);
  CHECK(baseline.since(kSecond, std::nullopt) == kSecond);
  CHECK(baseline.since(kSecond, kToday) == kFirst);
}

TEST_CASE("What changed before a restart is told after it, for the rest of that day") {
  const test::TemporaryFolder folder;
  const auto file = folder / "baseline.cache";
  {
    Baseline baseline(file);
    baseline.since(kFirst, kToday);
    CHECK_FALSE(std::filesystem::exists(file));  // nothing changed, nothing is written
    baseline.since(kSecond, kToday);
    CHECK(std::filesystem::exists(file));
  }
  Baseline again(file);
  CHECK(*again.since(kSecond, kToday) == *kFirst);
  Baseline tomorrow(file);
  CHECK(tomorrow.since(kSecond, kTomorrow) == kSecond);
}

}  // namespace
}  // namespace roomsign::sign
