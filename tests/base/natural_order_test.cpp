#include "daemon/base/natural_order.hpp"

#include <string>
#include <vector>

#include "tests/support/catch.hpp"

namespace roomsign {

TEST_CASE("Names stand in the order in which people look for them") {
  const std::vector<std::string> sorted{"",           "2nd floor",    "10th floor", "Aula",
                                        "Hall",       "Hall 1",       "Hall 2",     "hall 2",
                                        "Hall 2b",    "Hall 010",     "Hall 10",    "Room H.1302",
                                        "Room K.3.9", "Room K.3.201", "Ärzte"};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (std::size_t j = 0; j < sorted.size(); ++j) {
      INFO(sorted[i] << " | " << sorted[j]);
      CHECK(natural_less(sorted[i], sorted[j]) == (i < j));
    }
  }
}

}  // namespace roomsign
