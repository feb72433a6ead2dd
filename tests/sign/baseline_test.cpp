#include "daemon/sign/baseline.hpp"

#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"
#include "tests/support/stall.hpp"
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
  Baseline baseline({}, "reader");
  CHECK(baseline.since(kFirst, kToday) == kFirst);
  CHECK(baseline.since(kSecond, kToday) == kFirst);
  CHECK(baseline.since(kThird, kToday) == kFirst);
  CHECK(baseline.since(kThird, kTomorrow) == kThird);
}

TEST_CASE("A new day begins with what was up the day before, also where both come at once") {
  Baseline baseline({}, "reader");
  baseline.since(kFirst, kToday);
  CHECK(baseline.since(kSecond, kTomorrow) == kFirst);
}

TEST_CASE("While nobody knows the day nothing is told, and the first schedule is not forgotten") {
  Baseline baseline({}, "reader");
  CHECK(baseline.since(kFirst, std::nullopt) == kFirst);
  CHECK(baseline.since(kSecond, std::nullopt) == kSecond);
  CHECK(baseline.since(kSecond, kToday) == kFirst);
}

TEST_CASE("What changed before a restart is told after it, for the rest of that day") {
  const test::TemporaryFolder folder;
  const auto file = folder / "baseline.cache";
  {
    Baseline baseline(file, "reader");
    baseline.since(kFirst, kToday);
    CHECK_FALSE(std::filesystem::exists(file));  // nothing changed, nothing is written
    baseline.since(kSecond, kToday);
    CHECK(std::filesystem::exists(file));
  }
  Baseline again(file, "reader");
  CHECK(*again.since(kSecond, kToday) == *kFirst);
  Baseline tomorrow(file, "reader");
  CHECK(tomorrow.since(kSecond, kTomorrow) == kSecond);
}

TEST_CASE("A disk that stalls does not keep what changed from being told") {
  const test::TemporaryFolder folder;
  const auto file = folder / "baseline.cache";
  {
    Scribe scribe(std::chrono::milliseconds(10), std::chrono::minutes(1));
    Baseline baseline(file, "reader", &scribe);
    const test::Stall stall;
    REQUIRE_FALSE(scribe.write("another", stall.task()));
    CHECK(baseline.since(kFirst, kToday) == kFirst);
    CHECK(baseline.since(kSecond, kToday) == kFirst);
    CHECK_FALSE(std::filesystem::exists(file));
  }
  Baseline again(file, "reader");
  CHECK(*again.since(kSecond, kToday) == *kFirst);
}

TEST_CASE("What was kept is passed over where it shall be") {
  const test::TemporaryFolder folder;
  const auto file = folder / "baseline.cache";
  Baseline before(file, "reader");
  before.since(kFirst, kToday);
  before.since(kSecond, kToday);
  Baseline again(file, "reader", nullptr, true);
  CHECK(again.since(kSecond, kToday) == kSecond);
}

TEST_CASE("What was kept of another source, or was read in another way, is not compared with") {
  const test::TemporaryFolder folder;
  const auto file = folder / "baseline.cache";
  Baseline before(file, "reader");
  before.since(kFirst, kToday);
  before.since(kSecond, kToday);
  Baseline other(file, "other reader");
  CHECK(other.since(kSecond, kToday) == kSecond);
}

}  // namespace
}  // namespace roomsign::sign
