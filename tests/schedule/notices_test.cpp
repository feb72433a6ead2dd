#include "daemon/schedule/notices.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::schedule;
using namespace std::chrono_literals;

constexpr Instant kNine{std::chrono::seconds(1'765'000'000)};

TEST_CASE("A text is in the sign's language, else for all, else English, else the first") {
  const Texts texts{{"de", "Saal"}, {"en", "Hall"}};
  CHECK(in_language(texts, "de-AT") == "Saal");
  CHECK(in_language(texts, "fr") == "Hall");
  CHECK(in_language({{"", "any"}, {"en", "Hall"}}, "fr") == "any");
  CHECK(in_language({{"es", "Sala"}}, "fr") == "Sala");
  CHECK(in_language({}, "fr").empty());
}

TEST_CASE("A notice holds from its first second until before its last") {
  const Term term{.from = kNine, .until = kNine + 10s};
  CHECK_FALSE(term.holds(kNine - 1s));
  CHECK(term.holds(kNine));
  CHECK(term.holds(kNine + 9s));
  CHECK_FALSE(term.holds(kNine + 10s));
}

TEST_CASE("The next change is the nearest beginning or end of any notice") {
  Notices notices;
  CHECK_FALSE(next_change(notices, kNine));
  notices.announcements.push_back({.term = {.from = kNine - 1h, .until = kNine + 3h}});
  notices.full.push_back({.term = {.from = kNine + 2h, .until = kNine + 4h}});
  CHECK(next_change(notices, kNine) == kNine + 2h);
  CHECK(next_change(notices, kNine + 2h) == kNine + 3h);
  CHECK_FALSE(next_change(notices, kNine + 4h));
}

TEST_CASE("A sign gets announcements for its room under any of its names, and for all rooms") {
  const RoomNames names(RoomAliases{{"HS 1", {"Lecture Hall 1"}}});
  Notices all;
  for (const auto& rooms :
       std::vector<std::vector<std::string>>{{}, {"lecture hall 1"}, {"HS 2", "hs-1"}, {"HS 2"}}) {
    all.announcements.push_back({.term = {}, .rooms = rooms});
  }
  all.delays.push_back({.term = {}, .rooms = {"Lecture Hall 1"}});
  const Notices mine = notices_for(all, "HS 1", names);
  CHECK(mine.announcements.size() == 3);
  CHECK(mine.delays[0].rooms == std::vector<std::string>{"HS 1"});
  CHECK(notices_for(all, "", names).announcements.size() == 4);
}

TEST_CASE("Of two origins' delays the one that began later counts, in each document its last") {
  const auto delay = [](std::chrono::seconds from, int minutes) {
    return Delay{.term = {.from = kNine + from, .until = kNine + 9h},
                 .by = std::chrono::minutes(minutes)};
  };
  const auto minutes = [](const Notices& notices) {
    std::vector<long> all;
    for (const auto& each : notices.delays) all.push_back(each.by.count());
    return all;
  };
  Notices polled;
  polled.delays = {delay(2h, 1), delay(0h, 2)};
  Notices said;
  said.delays = {delay(1h, 3)};
  CHECK(minutes(together(polled, said)) == std::vector<long>{1, 2, 3});
  CHECK(minutes(together(said, polled)) == std::vector<long>{1, 2, 3});
  polled.delays = {delay(2h, 1)};
  CHECK(minutes(together(said, polled)) == std::vector<long>{3, 1});
  said.delays = {delay(2h, 3)};
  CHECK(minutes(together(polled, said)) == std::vector<long>{1, 3});
}

TEST_CASE("What two origins say of other things is up side by side") {
  Notices a;
  a.announcements.push_back({.term = {.id = "a"}});
  a.moves.push_back({.term = {.id = "a"}});
  Notices b;
  b.announcements.push_back({.term = {.id = "b"}});
  b.called_off.push_back({.term = {.id = "b"}});
  b.full.push_back({.term = {.id = "b"}});
  std::string ids;
  for_each_term(together(a, b), [&](const Term& term) { ids += term.id; });
  CHECK(ids == "abbab");
  auto left = together(a, b);
  erase_if(left, [](const Term& term) { return term.id == "b"; });
  CHECK(left == a);
}

TEST_CASE("Levels are read by the words they are written with") {
  for (const Level level : {Level::kInfo, Level::kWarning, Level::kEmergency, Level::kDrill}) {
    CHECK(level_from(to_string(level)) == level);
  }
  CHECK_FALSE(level_from("panic"));
}

}  // namespace
}  // namespace roomsign::test
