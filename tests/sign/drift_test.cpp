#include "daemon/sign/drift.hpp"

#include <cstdlib>
#include <set>
#include <utility>

#include "tests/support/catch.hpp"

namespace roomsign::sign {
namespace {

using namespace std::chrono_literals;

const Instant kStart = parse_instant("2025-12-06T08:00:00Z").value();

TEST_CASE(
    "The picture wanders by a pixel in five minutes at most, within 16, through all of the box") {
  std::set<std::pair<int, int>> seen;
  render::Offset before = drift_at(kStart);
  for (auto passed = 0min; passed < 48h; passed += 5min) {
    const auto now = drift_at(kStart + passed);
    CHECK(std::abs(now.x - before.x) <= 1);
    CHECK(std::abs(now.y - before.y) <= 1);
    CHECK(std::abs(now.x) <= 8);
    CHECK(std::abs(now.y) <= 8);
    seen.emplace(now.x, now.y);
    before = now;
  }
  std::set<int> columns;
  std::set<int> rows;
  for (const auto& [x, y] : seen) {
    columns.insert(x);
    rows.insert(y);
  }
  CHECK(columns.size() == 17);
  CHECK(rows.size() == 17);
  CHECK(seen.size() > 250);
}

TEST_CASE("For five minutes the picture stands still, and time alone says where") {
  CHECK(drift_at(kStart) == drift_at(kStart + 299s));
  CHECK(drift_at(kStart) != drift_at(kStart + 300s));
  CHECK(drift_at(Instant(-5min)) == render::Offset{-7, -8});  // a clock far off does no harm
}

}  // namespace
}  // namespace roomsign::sign
