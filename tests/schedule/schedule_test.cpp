#include "daemon/schedule/schedule.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using schedule::Kind;
using schedule::Schedule;
using schedule::Session;
using schedule::Status;

std::vector<std::string> ids(Schedule schedule) {
  finish(schedule);
  std::vector<std::string> ids;
  ids.reserve(schedule.sessions.size());
  for (const Session& session : schedule.sessions) ids.push_back(session.id);
  return ids;
}

Session named(std::string title, std::string_view start = "2025-12-06 09:00") {
  return session(std::move(title), start, "");
}

TEST_CASE("Every kind and status has a word that leads back to it") {
  for (int i = 0; i < 14; ++i) {
    const auto kind = static_cast<Kind>(i);
    CHECK(schedule::kind_from(to_string(kind)) == kind);
  }
  for (int i = 0; i < 3; ++i) {
    const auto status = static_cast<Status>(i);
    CHECK(schedule::status_from(to_string(status)) == status);
  }
  CHECK(to_string(Kind::kKeynote) == "keynote");
  CHECK(to_string(Kind::kSocial) == "social");
  CHECK(to_string(Status::kMoved) == "moved");
  CHECK_FALSE(schedule::kind_from("Keynote").has_value());
  CHECK_FALSE(schedule::status_from("").has_value());
}

TEST_CASE("Breaks, socials and registration are pauses, posters are not") {
  CHECK(is_pause(Kind::kBreak));
  CHECK(is_pause(Kind::kSocial));
  CHECK(is_pause(Kind::kRegistration));
  CHECK_FALSE(is_pause(Kind::kPoster));
  CHECK_FALSE(is_pause(Kind::kTalk));
}

TEST_CASE("A session is called by its title, else its label, else its kind") {
  Session session;
  session.kind = Kind::kPanel;
  CHECK(headline(session) == "Panel");
  session.label = "Experts";
  CHECK(headline(session) == "Experts");
  session.title = "What Next?";
  CHECK(headline(session) == "What Next?");
}

TEST_CASE("Ids are slugs of headlines") {
  const auto id_of = [](const char* title) {
    return ids({.event = {}, .sessions = {named(title)}})[0];
  };
  CHECK(id_of("Opening Remarks") == "opening-remarks");
  CHECK(id_of("  Q & A: what's new?  ") == "q-a-what-s-new");
  CHECK(id_of("Ökonomie über Größe") == "okonomie-uber-grose");
  CHECK(id_of("你好") == "session");
  CHECK(id_of("C++23") == "c-23");
  CHECK(id_of("Leveraging Deep Multi-agent Reinforcement Learning for Everything").size() <= 48);
  CHECK(id_of("\xff\xfe") == "session");
}

TEST_CASE("Equal ids are counted, in order of time, and never take one that the source gave") {
  Session given = named("Something", "2025-12-06 12:00");
  given.id = "break-2";
  const Schedule schedule{
      .event = {},
      .sessions = {named("Break", "2025-12-06 11:00"), given, named("Break", "2025-12-06 10:00"),
                   named("Break", "2025-12-06 14:00")}};
  CHECK(ids(schedule) == std::vector<std::string>{"break", "break-3", "break-2", "break-4"});
}

TEST_CASE("A source's repeated id is counted too") {
  Session first = named("A", "2025-12-06 10:00");
  Session second = named("B", "2025-12-06 11:00");
  first.id = second.id = "s1";
  CHECK(ids({.event = {}, .sessions = {second, first}}) == std::vector<std::string>{"s1", "s1-2"});
}

TEST_CASE("Finishing sorts by start, room and id, and a finished schedule stays as it is") {
  Session late = named("Late", "2025-12-06 11:00");
  Session b = named("B");
  b.room = "Room 2";
  Session a = named("Z");
  a.room = "Room 1";
  Schedule schedule{.event = {}, .sessions = {late, b, a, named("Plenary")}};
  finish(schedule);
  REQUIRE(schedule.sessions.size() == 4);
  CHECK(schedule.sessions[0].title == "Plenary");
  CHECK(schedule.sessions[1].title == "Z");
  CHECK(schedule.sessions[2].title == "B");
  CHECK(schedule.sessions[3].title == "Late");
  const Schedule before = schedule;
  finish(schedule);
  CHECK(schedule == before);
  CHECK(rooms(schedule) == std::vector<std::string>{"Room 1", "Room 2"});
}

TEST_CASE("Casts of dice give finished schedules with unique ids") {
  Dice dice(7);
  for (int i = 0; i < 300; ++i) {
    const auto schedule = cast(dice).schedule;
    auto names = ids(*schedule);
    CHECK(std::ranges::is_sorted(schedule->sessions, {}, &Session::start));
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
  }
}

}  // namespace
}  // namespace roomsign::test
