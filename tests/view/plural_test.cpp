#include "daemon/view/plural.hpp"

#include <utility>
#include <vector>

#include "tests/support/catch.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;

// The samples of CLDR's own table.
TEST_CASE("Arabic counts in six forms") {
  for (const auto& [plural, numbers] : std::vector<std::pair<Plural, std::vector<long>>>{
           {Plural::kZero, {0}},
           {Plural::kOne, {1}},
           {Plural::kTwo, {2}},
           {Plural::kFew, {3, 10, 103, 110, 1003}},
           {Plural::kMany, {11, 26, 99, 111, 1011, 1099}},
           {Plural::kOther, {100, 101, 102, 200, 202, 1000, 10000}}}) {
    for (const long number : numbers) {
      INFO(number);
      CHECK(arabic_plural(number) == plural);
    }
  }
}

TEST_CASE("A form stands for each plural") {
  const Counted thing{"zero", "one", "two", "few", "many", "other"};
  CHECK(thing.form(Plural::kZero) == "zero");
  CHECK(thing.form(Plural::kTwo) == "two");
  CHECK(thing.form(Plural::kOther) == "other");
}

}  // namespace
}  // namespace roomsign::test
