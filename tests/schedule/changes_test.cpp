#include "daemon/schedule/changes.hpp"

#include <algorithm>
#include <chrono>

#include "daemon/schedule/pairing.hpp"
#include "daemon/schedule/wording.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::schedule {
namespace {

using test::session;
using Lines = std::vector<std::string>;

Session in(std::string room, Session session) {
  session.room = std::move(room);
  return session;
}

Session by(std::vector<std::string> names, Session session) {
  for (auto& name : names) session.speakers.push_back({.name = std::move(name)});
  return session;
}

Session called(std::string id, Session session) {
  session.id = std::move(id);
  return session;
}

Session inferred(Session session) {
  session.end_inferred = true;
  return session;
}

Session talk(std::string title, const std::string& start, const std::string& end) {
  return session(std::move(title), "2025-12-06 " + start, end.empty() ? "" : "2025-12-06 " + end);
}

Schedule finished(std::vector<Session> sessions) {
  Schedule schedule;
  schedule.sessions = std::move(sessions);
  finish(schedule);
  return schedule;
}

// What is told of a step from one list of sessions to another.
Lines told(std::vector<Session> before, std::vector<Session> after) {
  const Schedule a = finished(std::move(before));
  const Schedule b = finished(std::move(after));
  Lines lines;
  for (const auto& change : changes(a, b))
    lines.push_back(describe(change, test::zone("America/Los_Angeles")));
  return lines;
}

}  // namespace

TEST_CASE("Each aspect of a change reads well") {
  const auto hinges = talk("Hinges", "14:00", "14:45");
  auto cancelled = hinges;
  cancelled.status = Status::kCancelled;
  auto marked = hinges;
  marked.status = Status::kMoved;
  auto labelled = hinges;
  labelled.label = "Keynote";
  labelled.track.name = "Doors";
  auto plenary = hinges;
  plenary.plenary = true;
  const auto [before, after, line] = GENERATE_COPY(table<Session, Session, std::string>({
      {hinges, talk("Hinges", "15:00", "15:45"), "moved to 3:00 PM"},
      {hinges, talk("Hinges", "12:00", "13:15"), "moved to 12:00 PM, until 1:15 PM"},
      {hinges, talk("Hinges", "15:00", ""), "moved to 3:00 PM, without an end"},
      {hinges, session("Hinges", "2025-12-07 00:05", "2025-12-07 00:50"),
       "moved to 2025-12-07 12:05 AM"},
      {hinges, talk("Hinges", "14:00", "15:00"), "now ends at 3:00 PM, not 2:45 PM"},
      {hinges, talk("Hinges", "14:00", ""), "no longer says when it ends"},
      {talk("Hinges", "14:00", ""), hinges, "now ends at 2:45 PM"},
      {in("Hall A", hinges), in("Hall B", hinges), "moved from Hall A to Hall B"},
      {in("Hall A", hinges), hinges, "moved from Hall A to every room"},
      {in("Hall A", hinges), in("Hall B", talk("Hinges", "15:00", "15:45")),
       "moved to 3:00 PM and from Hall A to Hall B"},
      {in("Hall A", hinges), in("hall a", hinges), "differs in the room's spelling"},
      {hinges, by({"Ada", "Bo"}, hinges), "is now by Ada, Bo"},
      {by({"Ada"}, hinges), by({"Bo"}, hinges), "is now by Bo, not Ada"},
      {by({"Ada"}, hinges), hinges, "is no longer by Ada"},
      {hinges, cancelled, "is cancelled"},
      {hinges, marked, "is marked as moved"},
      {cancelled, marked, "differs in status"},
      {marked, hinges, "takes place after all"},
      {hinges, plenary, "differs in who sees it"},
      {hinges, labelled, "differs in label, track"},
  }));
  CHECK(told({before}, {after}) == Lines{"2:00 PM \"Hinges\" " + line});
}

TEST_CASE("What is new, gone or renamed is told with the time that was announced") {
  CHECK(told({}, {in("Hall A", talk("Hinges", "09:00", ""))}) ==
        Lines{"9:00 AM \"Hinges\" is new in Hall A"});
  auto exhibition = session("Exhibition", "2025-12-06 00:00", "2025-12-07 00:00");
  exhibition.all_day = true;
  CHECK(told({exhibition}, {}) == Lines{"all day \"Exhibition\" is gone"});
  CHECK(told({talk("Hinges", "09:00", "")}, {}) == Lines{"9:00 AM \"Hinges\" is gone"});
  CHECK(told({talk("Hinges", "09:00", "10:00")}, {talk("Hinges and locks", "09:00", "10:00")}) ==
        Lines{"9:00 AM \"Hinges\" is now called \"Hinges and locks\""});
}

TEST_CASE("What nobody sees is no change") {
  auto before = by({"Ada"}, talk("Hinges", "09:00", "10:00"));
  auto after = before;
  after.id = "another";
  after.url = "https://example.org/";
  after.speakers[0].photo = "ada.png";
  after.end_inferred = true;
  CHECK(told({before}, {after}).empty());
  CHECK(told({talk("A", "09:00", ""), talk("B", "09:00", "")},
             {talk("B", "09:00", ""), talk("A", "09:00", "")})
            .empty());
}

TEST_CASE("Two talks that swap places are two moves") {
  const auto a = [](const char* t, const char* e) { return by({"Ada"}, talk("Hinges", t, e)); };
  const auto b = [](const char* t, const char* e) { return by({"Bo"}, talk("Locks", t, e)); };
  const Lines swapped{"2:00 PM \"Hinges\" moved to 3:00 PM", "3:00 PM \"Locks\" moved to 2:00 PM"};
  CHECK(told({a("14:00", "14:30"), b("15:00", "15:30")},
             {b("14:00", "14:30"), a("15:00", "15:30")}) == swapped);
  // Also where the ids belong to the places.
  CHECK(told({called("slot1", a("14:00", "14:30")), called("slot2", b("15:00", "15:30"))},
             {called("slot1", b("14:00", "14:30")), called("slot2", a("15:00", "15:30"))}) ==
        swapped);
}

TEST_CASE("A given id is who a session is, whatever else changes") {
  CHECK(told({called("K7", in("Hall A", talk("Hinges", "09:00", "10:00")))},
             {called("K7", in("Hall B", talk("On locks", "11:00", "12:00")))}) ==
        Lines{"9:00 AM \"Hinges\" moved to 11:00 AM and from Hall A to Hall B; is now called \"On "
              "locks\""});
}

TEST_CASE("Ids made of titles, or made unique, say nothing") {
  // finish() calls them q-a and q-a-2 in order of time: the second keeps its place, not its id.
  CHECK(told({talk("Q & A", "10:00", "10:10"), talk("Q & A", "12:00", "12:10")},
             {talk("Q & A", "12:00", "12:10")}) == Lines{"10:00 AM \"Q & A\" is gone"});
  // All have one id in the source.
  CHECK(told({called("x", talk("Hinges", "09:00", "10:00")),
              called("x", talk("Locks", "10:00", "11:00"))},
             {called("x", talk("Keys", "08:00", "09:00")),
              called("x", talk("Hinges", "09:00", "10:00")),
              called("x", talk("Locks", "10:00", "11:00"))}) == Lines{"8:00 AM \"Keys\" is new"});
}

TEST_CASE("Numbers that a source gives out anew are no identity") {
  CHECK(told({called("1", talk("Hinges", "09:00", "10:00")),
              called("2", talk("Locks", "10:00", "11:00")),
              called("3", talk("Keys", "11:00", "12:00"))},
             {called("1", talk("Locks", "10:00", "11:00")),
              called("2", talk("Keys", "11:00", "12:00"))}) == Lines{"9:00 AM \"Hinges\" is gone"});
}

TEST_CASE("Without ids a talk is known by its title and speakers, then by its place") {
  CHECK(told({by({"Ada"}, talk("Panel", "09:00", "10:00")),
              by({"Bo"}, talk("Panel", "15:00", "16:00"))},
             {by({"Bo"}, talk("Panel", "09:00", "10:00")),
              by({"Ada"}, talk("Panel", "17:00", "18:00"))}) ==
        Lines{"9:00 AM \"Panel\" is now by Bo, not Ada",
              "3:00 PM \"Panel\" moved to 5:00 PM; is now by Ada, not Bo"});
  CHECK(told({by({"Ada"}, talk("Hinges", "09:00", "10:00"))},
             {by({"Ada"}, talk("Locks", "09:00", "10:00"))}) ==
        Lines{"9:00 AM \"Hinges\" is now called \"Locks\""});
  CHECK(told({talk("TBA", "09:00", "10:00")}, {by({"Ada"}, talk("Locks", "09:00", "10:00"))}) ==
        Lines{"9:00 AM \"TBA\" is now called \"Locks\"; is now by Ada"});
  CHECK(told({talk("Hinges", "09:00", "10:00")}, {talk("Locks", "09:00", "10:00")}) ==
        Lines{"9:00 AM \"Hinges\" is gone", "9:00 AM \"Locks\" is new"});
}

TEST_CASE("Of equal pauses the nearest are the same") {
  CHECK(told({talk("Break", "10:00", "10:15"), talk("Break", "15:00", "15:15")},
             {talk("Break", "15:30", "15:45")}) ==
        Lines{"10:00 AM \"Break\" is gone", "3:00 PM \"Break\" moved to 3:30 PM"});
  CHECK(
      told({in("A", talk("Lunch", "12:00", "13:00")), in("B", talk("Lunch", "12:00", "13:00"))},
           {in("A", talk("Lunch", "12:30", "13:30")), in("B", talk("Lunch", "12:30", "13:30"))}) ==
      Lines{"12:00 PM \"Lunch\" moved to 12:30 PM", "12:00 PM \"Lunch\" moved to 12:30 PM"});
  CHECK(told({talk("Break", "10:00", "10:15"), talk("Break", "12:00", "12:15")},
             {talk("Break", "11:00", "11:15"), talk("Break", "13:00", "13:15")}) ==
        Lines{"10:00 AM \"Break\" moved to 11:00 AM", "12:00 PM \"Break\" moved to 1:00 PM"});
}

TEST_CASE("An inferred end follows the session that it was inferred from") {
  CHECK(told({inferred(talk("A", "10:00", "10:30")), inferred(talk("B", "10:30", "11:00")),
              talk("C", "11:00", "")},
             {inferred(talk("A", "10:00", "11:00")), talk("C", "11:00", "")}) ==
        Lines{"10:30 AM \"B\" is gone"});
  CHECK(told({inferred(talk("A", "10:00", "10:30")), talk("B", "10:30", "11:00")},
             {inferred(talk("A", "10:00", "10:40")), talk("B", "10:40", "11:10")}) ==
        Lines{"10:30 AM \"B\" moved to 10:40 AM"});
  // Nothing else begins or began there: then it is news.
  CHECK(told({inferred(talk("A", "10:00", "10:30"))}, {inferred(talk("A", "10:00", "10:40"))}) ==
        Lines{"10:00 AM \"A\" now ends at 10:40 AM, not 10:30 AM"});
  // What the source promises is always news.
  CHECK(told({inferred(talk("A", "10:00", "10:30")), talk("B", "10:30", "")},
             {talk("A", "10:00", "10:40"), talk("B", "10:40", "")}) ==
        Lines{"10:00 AM \"A\" now ends at 10:40 AM, not 10:30 AM",
              "10:30 AM \"B\" moved to 10:40 AM"});
}

TEST_CASE("A year that was wrong moves every session, and no end is news of its own") {
  CHECK(told({inferred(session("Opening", "2022-12-16 09:00", "2022-12-16 09:10")),
              session("Hinges", "2022-12-16 09:10", "")},
             {inferred(session("Opening", "2023-12-16 09:00", "2023-12-16 09:10")),
              session("Hinges", "2023-12-16 09:10", "")}) ==
        Lines{"9:00 AM \"Opening\" moved to 2023-12-16 9:00 AM",
              "9:10 AM \"Hinges\" moved to 2023-12-16 9:10 AM"});
}

TEST_CASE("A new wording is alike, another title is not") {
  CHECK(are_alike("Invited Speaker 1", "Invited Speaker 1: Ada Klein"));
  CHECK(are_alike("ON HINGES", "on hinges!"));
  CHECK(are_alike("Über Türen", "Türen"));
  CHECK_FALSE(are_alike("Hinges", "Locks"));
  CHECK_FALSE(are_alike("", "Locks"));
  CHECK(is_placeholder("T.B.A."));
  CHECK(is_placeholder("..."));
  CHECK(is_placeholder("Coming soon!"));
  CHECK(is_placeholder("Invited Speaker 3"));
  CHECK(is_placeholder("Talk"));
  CHECK_FALSE(is_placeholder("What to do when TBA"));
  CHECK_FALSE(is_placeholder("Panel"));
  CHECK_FALSE(is_placeholder("Talk to me"));
  CHECK_FALSE(is_placeholder("1984"));
}

TEST_CASE("Each session of both sides is in exactly one pair, whatever the schedules") {
  test::Dice dice(GENERATE(1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U));
  for (int round = 0; round < 50; ++round) {
    const auto a = test::cast(dice).schedule;
    const auto b = test::cast(dice).schedule;
    std::vector<const Session*> seen;
    for (const auto& pair : pair_sessions(*a, *b)) {
      if (pair.before != nullptr) seen.push_back(pair.before);
      if (pair.after != nullptr) seen.push_back(pair.after);
    }
    std::ranges::sort(seen);
    CHECK(std::ranges::adjacent_find(seen) == seen.end());
    CHECK(seen.size() == a->sessions.size() + b->sessions.size());
    CHECK(changes(*a, *a).empty());
  }
}

TEST_CASE("Which of two equal talks is listed first is no change") {
  const auto a = called("1", talk("Hinges", "09:00", "10:00"));
  const auto b = called("2", talk("Hinges", "09:00", "11:00"));
  const auto other_a = called("2", talk("Hinges", "09:00", "10:00"));
  const auto other_b = called("1", talk("Hinges", "09:00", "11:00"));
  CHECK(told({a, b}, {other_a, other_b}).empty());
}

TEST_CASE("Ten thousand sessions, or ten thousand equal ones, are compared in time") {
  const bool all_equal = GENERATE(false, true);
  const auto version = [&](int of) {
    std::vector<Session> sessions;
    for (int i = 0; i < 10'000 - of; ++i) {
      auto s = talk(all_equal ? "Break" : "Talk about the subject number " + std::to_string(i * 7),
                    "09:00", "");
      s.start += std::chrono::minutes(all_equal ? 0 : i / 10 + of);
      s.room = all_equal ? "" : "Room " + std::to_string(i % 10);
      sessions.push_back(std::move(s));
    }
    return finished(std::move(sessions));
  };
  const auto before = version(0);
  const auto after = version(1);
  std::vector<Change> found;
  CHECK(test::cpu_seconds([&] { found = changes(before, after); }) < 5.0);
  CHECK(found.size() == (all_equal ? 1 : 10'000));
}

}  // namespace roomsign::schedule
