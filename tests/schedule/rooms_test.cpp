#include "daemon/schedule/rooms.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using schedule::nearest_room;
using schedule::RoomNames;

TEST_CASE("A room's other names are its own name") {
  const RoomNames names(
      schedule::RoomAliases{{"HS 1", {"Hörsaal 1", "H1"}}, {"Foyer", {}}, {"", {"—"}}});
  CHECK(names("h-1") == "HS 1");
  CHECK(names("HÖRSAAL 1") == "HS 1");
  CHECK(names("hs1") == "HS 1");
  CHECK(names("Cellar") == "Cellar");
  CHECK(names("").empty());
}

TEST_CASE("A schedule with aliases has each room under one name, in order") {
  auto a = session("A", "2025-12-06 09:00", "");
  auto b = session("B", "2025-12-06 09:00", "");
  a.room = "Zimmer 1";
  b.room = "M";
  auto schedule = *schedule_of({a, b, session("Lunch", "2025-12-06 12:00", "")});
  RoomNames(schedule::RoomAliases{{"A", {"zimmer 1"}}}).apply(schedule);
  CHECK(schedule.sessions[0].room == "A");
  CHECK(schedule.sessions[1].room == "M");
  CHECK(schedule.sessions[2].room.empty());
}

TEST_CASE("A name under two rooms is found") {
  CHECK_FALSE(schedule::repeated_name({{"A", {"B", "b"}}, {"C", {}}}));
  CHECK(schedule::repeated_name({{"A", {"B"}}, {"C", {"b"}}}) == "b");
  CHECK(schedule::repeated_name({{"A", {"B"}}, {"b", {}}}) == "b");
}

TEST_CASE("A misspelled room has a nearest one, where one is near") {
  const std::vector<std::string> rooms{"Upper Level Room 5AB", "Hall 1", "Hall 2", "Foyer"};
  CHECK(nearest_room("5ab", rooms) == "Upper Level Room 5AB");
  CHECK(nearest_room("Foyr", rooms) == "Foyer");
  CHECK_FALSE(nearest_room("Hall", rooms));
  CHECK_FALSE(nearest_room("Broom Cupboard", rooms));
  CHECK_FALSE(nearest_room("Foyer", {}));
}

}  // namespace
}  // namespace roomsign::test
