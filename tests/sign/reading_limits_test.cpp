// What a child may use up that reads a document.
#include "daemon/fetch/http.hpp"
#include "daemon/sign/source.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::sign {
namespace {

TEST_CASE("A document up to the usual size is read within the usual limits") {
  CHECK(reading_limits(1'024) == ChildLimits());
  CHECK(reading_limits(fetch::HttpOptions().max_bytes) == ChildLimits());
}

TEST_CASE("Whoever allows larger documents allows what it takes to read them") {
  const ChildLimits usual;
  const auto twice = reading_limits(2 * fetch::HttpOptions().max_bytes);
  CHECK(twice.cpu == 2 * usual.cpu);
  CHECK(twice.wall == 2 * usual.wall);
  CHECK(twice.output == 2 * usual.output);
  CHECK(twice.memory == 640U << 20U);
  const auto most = reading_limits(fetch::kLargestDocument);
  CHECK(most.cpu == 12 * usual.cpu);
  CHECK(most.memory == twice.memory);  // a machine has no more of it than it has
}

}  // namespace
}  // namespace roomsign::sign
