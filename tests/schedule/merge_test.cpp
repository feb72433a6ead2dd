#include "daemon/schedule/merge.hpp"

#include <algorithm>
#include <set>

#include "daemon/base/text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using schedule::Kind;
using schedule::Schedule;
using schedule::Session;

Session in_room(Session session, std::string room) {
  session.room = std::move(room);
  return session;
}

Schedule named(std::string name, std::vector<Session> sessions) {
  Schedule schedule;
  schedule.event.name = std::move(name);
  schedule.sessions = std::move(sessions);
  finish(schedule);
  return schedule;
}

Schedule merged(const std::vector<Schedule>& schedules) { return schedule::merge(schedules); }

Session lunch() { return session("Lunch", "2025-12-06 12:00", "2025-12-06 13:00", Kind::kBreak); }

// What rows there are: when, where, what.
std::multiset<std::string> rows(const Schedule& schedule) {
  std::multiset<std::string> rows;
  for (const Session& s : schedule.sessions)
    rows.insert(format_instant(s.start) + fold_name(s.room) + fold_name(headline(s)));
  return rows;
}

TEST_CASE("No source has nothing, and one source is itself") {
  CHECK(merged({}) == Schedule());
  Dice dice(1);
  for (int i = 0; i < 200; ++i) {
    const auto one = *cast(dice).schedule;
    REQUIRE(merged({one}) == one);
  }
}

TEST_CASE("The event is the first source's, and its gaps are filled from the next") {
  auto page = named("Page", {});
  auto calendar = named("Calendar", {});
  calendar.event.venue = "Town hall";
  const auto event = merged({page, calendar}).event;
  CHECK(event.name == "Page");
  CHECK(event.venue == "Town hall");
}

TEST_CASE("A row of two sources is shown once, with what either knows") {
  auto on_page = in_room(session("Deep Nets", "2025-12-06 09:00", ""), "Hall A");
  on_page.speakers = {{.name = "Ada", .affiliation = "Analytical", .photo = {}}};
  on_page.id = "page-1";
  auto in_calendar =
      in_room(session("DEEP NETS!", "2025-12-06 09:00", "2025-12-06 09:30"), "hall-a");
  in_calendar.url = "https://example.org/1";
  in_calendar.status = schedule::Status::kCancelled;
  in_calendar.id = "uid";
  const auto both = merged({named("P", {on_page}), named("C", {in_calendar})});
  REQUIRE(both.sessions.size() == 1);
  const Session& row = both.sessions[0];
  CHECK(row.id == "page-1");
  CHECK(row.speakers == on_page.speakers);
  CHECK(row.end == at("2025-12-06 09:30"));
  CHECK(row.url == "https://example.org/1");
  CHECK(row.status == schedule::Status::kCancelled);
}

TEST_CASE("A photograph that only one of two sources has is its speaker's in the row of both") {
  auto on_page = session("Deep Nets", "2025-12-06 09:00", "2025-12-06 09:30");
  on_page.speakers = {{"Ada Müller", "Analytical", ""}, {"Ben", "", "https://page/ben.jpg"}};
  auto in_export = session("Deep Nets", "2025-12-06 09:00", "");
  in_export.speakers = {{"Carl", "", "https://export/carl.jpg"},
                        {"Ben", "", "https://export/ben.jpg"},
                        {"ADA MÜLLER", "", "https://export/ada.jpg"}};
  const std::vector<schedule::Speaker> expected{
      {"Ada Müller", "Analytical", "https://export/ada.jpg"}, {"Ben", "", "https://page/ben.jpg"}};
  CHECK(merged({named("P", {on_page}), named("E", {in_export})}).sessions.at(0).speakers ==
        expected);
}

TEST_CASE("Another time, room or headline is another row") {
  const auto a = named("A", {in_room(session("T", "2025-12-06 09:00", ""), "Hall A")});
  for (const auto& other : {in_room(session("T", "2025-12-06 09:05", ""), "Hall A"),
                            in_room(session("T", "2025-12-06 09:00", ""), "Hall B"),
                            in_room(session("U", "2025-12-06 09:00", ""), "Hall A")}) {
    CHECK(merged({a, named("B", {other})}).sessions.size() == 2);
  }
}

TEST_CASE(
    "A talk without a room gets the one that another source knows, lunch stays on every door") {
  const auto page = named("P", {session("T", "2025-12-06 09:00", ""), lunch()});
  const auto calendar = named(
      "C", {in_room(session("T", "2025-12-06 09:00", ""), "Hall A"), in_room(lunch(), "Foyer")});
  for (const auto& both : {merged({page, calendar}), merged({calendar, page})}) {
    REQUIRE(both.sessions.size() == 2);
    CHECK(both.sessions[0].room == "Hall A");
    CHECK_FALSE(both.sessions[0].plenary);
    CHECK(both.sessions[1].room == "Foyer");
    CHECK(both.sessions[1].plenary);
  }
}

TEST_CASE("Two rows of one source are its own affair") {
  const auto twice = named("A", {lunch(), lunch()});
  CHECK(merged({twice}).sessions.size() == 2);
  CHECK(merged({twice, named("B", {lunch()})}).sessions.size() == 2);
  CHECK(merged({named("B", {lunch()}), twice}).sessions.size() == 2);
}

TEST_CASE("Ids are unique, and the first source keeps its own") {
  auto late = session("T", "2025-12-06 10:00", "");
  auto early = session("U", "2025-12-06 09:00", "");
  late.id = early.id = "7";
  const auto both = merged({named("A", {late}), named("B", {early})});
  REQUIRE(both.sessions.size() == 2);
  CHECK(both.sessions[0].id == "7-2");
  CHECK(both.sessions[1].id == "7");
}

TEST_CASE("Merging again adds nothing, and the order does not decide which rows there are") {
  Dice dice(2);
  for (int i = 0; i < 300; ++i) {
    auto a = *cast(dice).schedule;
    auto b = *cast(dice).schedule;
    auto c = *cast(dice).schedule;
    for (auto* schedule : {&a, &b, &c}) {  // all name their rooms
      for (Session& s : schedule->sessions) s.room = s.room.empty() ? "Hall" : s.room;
      finish(*schedule);
    }
    if (dice.chance(50)) b.sessions.insert(b.sessions.end(), a.sessions.begin(), a.sessions.end());
    finish(b);
    const auto all = merged({a, b, c});
    REQUIRE(merged({a, a}) == a);
    REQUIRE(merged({all, a, b, c}) == all);
    REQUIRE(rows(merged({c, b, a})) == rows(all));
    std::set<std::string> ids;
    for (const Session& s : all.sessions) REQUIRE(ids.insert(s.id).second);
    REQUIRE(std::ranges::is_sorted(all.sessions, {}, &Session::start));
  }
}

}  // namespace
}  // namespace roomsign::test
