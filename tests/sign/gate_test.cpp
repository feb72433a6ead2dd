#include "daemon/sign/gate.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::sign {
namespace {

using schedule::Schedule;
using schedule::Session;

const Instant kNoon = test::at("2025-12-06 12:00");
const std::vector<std::string> kOurRooms{"Hall 1", "HS 1"};
constexpr const char* kAddress = "https://workshop.example/schedule";

Session talk(int number, const std::string& room, const std::string& date = "2025-12-06") {
  const std::string hour = std::to_string(10 + number);
  auto session = test::session("Talk " + std::to_string(number), date + " " + hour + ":00",
                               date + " " + hour + ":50");
  session.room = room;
  return session;
}

// Ten talks from ten o'clock on, of which eight are to come at noon, two of them in Hall 1.
std::vector<Session> day(const std::string& date = "2025-12-06") {
  std::vector<Session> sessions;
  for (int i = 0; i < 10; ++i) sessions.push_back(talk(i, i % 4 == 3 ? "Hall 1" : "Hall 2", date));
  return sessions;
}

Schedule schedule_of(std::vector<Session> sessions) {
  return *test::schedule_of(std::move(sessions));
}

Schedule without(const std::vector<int>& numbers) {
  auto sessions = day();
  std::erase_if(sessions, [&](const Session& session) {
    return std::ranges::any_of(numbers,
                               [&](int i) { return session.title == "Talk " + std::to_string(i); });
  });
  return schedule_of(std::move(sessions));
}

std::string code(const Schedule& before, const Schedule& after,
                 const std::vector<std::string>& rooms = kOurRooms, Instant now = kNoon) {
  const auto change = drastic_change(before, after, rooms, now);
  return change ? change->code : "none";
}

const Schedule kDay = schedule_of(day());

TEST_CASE("An ordinary change passes") {
  CHECK(code(kDay, kDay) == "none");
  CHECK(code(kDay, without({2, 4, 5})) == "none");
  auto moved = day();
  for (auto& session : moved) session.start += std::chrono::minutes(20);
  CHECK(code(kDay, schedule_of(moved)) == "none");
}

TEST_CASE("A programme of which nothing is left to come is held back") {
  CHECK(code(kDay, schedule_of({talk(0, "Hall 1")})) == "lost-all");
  CHECK(code(kDay, schedule_of(day("2024-12-06"))) == "lost-all");
  CHECK(code(schedule_of({talk(5, "Hall 1")}), schedule_of({talk(0, "Hall 1")})) == "lost-all");
}

TEST_CASE("A programme on other dates is held back, and one whose zone was mended is not") {
  CHECK(code(kDay, schedule_of(day("2026-12-06"))) == "other-dates");
  auto mended = day();
  for (auto& session : mended) {
    session.start += std::chrono::hours(9);
    session.end = *session.end + std::chrono::hours(9);
  }
  CHECK(code(kDay, schedule_of(mended)) == "none");
}

TEST_CASE("A programme that lost half of what was to come is held back") {
  CHECK(code(kDay, without({2, 4, 5, 6})) == "lost-half");
  CHECK(code(kDay, without({2, 4, 5})) == "none");
  // What is over does not count, on either side.
  CHECK(code(kDay, without({0, 1})) == "none");
  CHECK(code(without({0, 1}), without({2, 4, 5, 6})) == "lost-half");
}

TEST_CASE("Of three sessions to come two may go at once") {
  CHECK(code(without({2, 3, 4, 5, 6}), without({2, 3, 4, 5, 6, 8, 9})) == "none");
}

TEST_CASE("A schedule that does not know the sign's room any more is held back") {
  auto renamed = day();
  for (auto& session : renamed)
    session.room = session.room == "Hall 1" ? "Main Hall" : session.room;
  CHECK(code(kDay, schedule_of(renamed)) == "lost-room");
  CHECK(code(kDay, schedule_of(renamed), {}) == "none");
  CHECK(code(kDay, schedule_of(renamed), {"Hall 2"}) == "none");
  for (auto& session : renamed) session.room = session.room == "Main Hall" ? "hs-1" : session.room;
  CHECK(code(kDay, schedule_of(renamed)) == "none");
  // Moved elsewhere, all that was to come: what was here this morning says that the room is known.
  auto moved = day();
  for (auto& session : moved) {
    if (session.start > kNoon) session.room = "Hall 2";
  }
  moved.front().room = "Hall 1";
  CHECK(code(kDay, schedule_of(moved)) == "none");
}

// Nine talks a room, all to come at noon; "Break" in each of them at the fifth hour.
std::vector<Session> three_rooms() {
  std::vector<Session> sessions;
  for (const std::string hall : {"1", "2", "3"}) {
    for (int i = 3; i < 12; ++i) {
      auto session = talk(i, "Hall " + hall);
      session.title = i == 7 ? "Break" : session.title + " of " + hall;
      session.id = "s" + hall + "-" + std::to_string(i);
      sessions.push_back(std::move(session));
    }
  }
  return sessions;
}

// Of the first `count` sessions in Hall 1.
template <class Change>
Schedule changed(std::size_t count, Change change) {
  auto sessions = three_rooms();
  for (std::size_t i = 0; i < count; ++i) change(sessions[i]);
  std::erase_if(sessions, [](const Session& session) { return session.title == "gone"; });
  return schedule_of(std::move(sessions));
}

TEST_CASE("A version in which the sign's own room loses what was to come is held back") {
  const Schedule before = schedule_of(three_rooms());
  const auto drop = [](Session& session) { session.title = "gone"; };
  CHECK(code(before, changed(4, drop)) == "none");
  CHECK(code(before, changed(5, drop)) == "lost-half");
  CHECK(code(before, changed(5, drop), {"Hall 2"}) == "none");
  CHECK(code(before, changed(5, drop), {"Hall 1", "Hall 2"}) == "none");
  CHECK(code(before, changed(5, drop), {}) == "none");
  CHECK(code(before, changed(9, drop)) == "lost-room");
  // What was here this morning says that the room is known, and no more.
  const auto end = [](Session& session) { session.start = session.end.emplace(kNoon); };
  CHECK(code(before, changed(9, end)) == "lost-all");
  CHECK(drastic_change(before, changed(9, end), kOurRooms, kNoon)->message ==
        "none of 9 sessions to come in the sign's rooms is left");
  CHECK(drastic_change(before, changed(6, drop), kOurRooms, kNoon)->message ==
        "3 of 9 sessions to come in the sign's rooms are left");
  // Few, but all: with the end of the day.
  const Instant evening = test::at("2025-12-06 19:55");
  CHECK(code(before, changed(9, end), kOurRooms, evening) == "lost-all");
  CHECK(code(before, schedule_of(three_rooms()), kOurRooms, evening) == "none");
}

TEST_CASE("What moved to another room is not lost") {
  const Schedule before = schedule_of(three_rooms());
  const auto move = [](Session& session) { session.room = "Hall 2"; };
  CHECK(code(before, changed(8, move)) == "none");
  const auto move_and_call_otherwise = [](Session& session) {
    session.room = "Hall 4";
    session.title += ", now elsewhere";
  };
  CHECK(code(before, changed(8, move_and_call_otherwise)) == "none");
  const auto move_and_delay = [](Session& session) {
    session.room = "Hall 4";
    session.start += std::chrono::minutes(20);
    session.id.clear();
  };
  CHECK(code(before, changed(8, move_and_delay)) == "none");
  const auto move_and_forget = [](Session& session) {
    session.room = "Hall 4";
    session.id.clear();
    session.title = "Another";
  };
  CHECK(code(before, changed(8, move_and_forget)) == "lost-half");
}

TEST_CASE("Another room's session of the same name is not the one that is gone") {
  auto before = three_rooms();
  for (auto& session : before) {
    session.title = session.room == "Hall 3" ? session.title : "Break";
    session.id.clear();  // made of the name, and counted: those that are left get others'
  }
  auto after = before;
  std::erase_if(after, [n = 0](const Session& session) mutable {
    return session.room == "Hall 1" && ++n > 2;
  });
  CHECK(code(schedule_of(before), schedule_of(after)) == "lost-half");
}

TEST_CASE("A change of a hundred thousand sessions in as many rooms is judged in time") {
  std::vector<Session> sessions;
  for (int i = 0; i < 100'000; ++i) {
    auto session = talk(i % 10, i % 2 == 0 ? "Hall 1" : "Hall " + std::to_string(i));
    session.title = "Talk number " + std::to_string(i);
    sessions.push_back(std::move(session));
  }
  const auto before = schedule_of(sessions);
  for (auto& session : sessions) session.room = session.room == "Hall 1" ? "Hall 2" : "Hall 1";
  const auto after = schedule_of(std::move(sessions));
  const auto begin = std::chrono::steady_clock::now();
  CHECK(code(before, after) == "none");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
}

TEST_CASE("After the last session everything passes") {
  CHECK(code(kDay, schedule_of(day("2026-12-06")), kOurRooms, test::at("2025-12-06 23:00")) ==
        "none");
}

TEST_CASE("The reason says what would be lost") {
  CHECK(drastic_change(kDay, without({2, 4, 5, 6}), {}, kNoon)->message ==
        "4 of 8 sessions to come are left");
  auto renamed = day();
  for (auto& session : renamed) session.room = "Aula";
  CHECK(drastic_change(kDay, schedule_of(renamed), kOurRooms, kNoon)->message ==
        "room \"Hall 1\" is gone; there are: Aula");
}

TEST_CASE("A held change comes through when the source says the same for a quarter of an hour") {
  Gate gate;
  const Schedule half = without({2, 4, 5, 6});
  const auto held = gate.pass(kDay, half, kAddress, {}, kNoon);
  REQUIRE_FALSE(held);
  CHECK(held.error().code == "lost-half");
  CHECK(held.error().held_for == kHold);
  CHECK(
      held.error().message.ends_with("; held back, and taken by the first poll after "
                                     "2025-12-06 20:15 (UTC) if it still says the same"));
  CHECK_FALSE(gate.pass(kDay, half, kAddress, {}, kNoon + kHold - std::chrono::seconds(1)));
  CHECK(gate.pass(kDay, half, kAddress, {}, kNoon + kHold));
}

TEST_CASE("The quarter of an hour begins again with another change, and after a good version") {
  Gate gate;
  const Schedule half = without({2, 4, 5, 6});
  const Schedule less = without({2, 4, 5, 6, 7});
  CHECK_FALSE(gate.pass(kDay, half, kAddress, {}, kNoon));
  CHECK_FALSE(gate.pass(kDay, less, kAddress, {}, kNoon + std::chrono::minutes(10)));
  CHECK_FALSE(gate.pass(kDay, less, kAddress, {}, kNoon + kHold));
  CHECK(gate.pass(kDay, kDay, kAddress, {}, kNoon + std::chrono::minutes(20)));
  CHECK_FALSE(gate.pass(kDay, less, kAddress, {}, kNoon + std::chrono::minutes(40)));
}

TEST_CASE("Each address of a source is held to its own word") {
  Gate gate;
  const Schedule half = without({2, 4, 5, 6});
  const std::string mirror = "https://mirror.example/schedule";
  CHECK_FALSE(gate.pass(kDay, half, kAddress, {}, kNoon));
  CHECK(gate.pass(kDay, kDay, mirror, {}, kNoon + std::chrono::minutes(5)));
  CHECK_FALSE(gate.pass(kDay, half, mirror, {}, kNoon + kHold));
  CHECK(gate.pass(kDay, half, kAddress, {}, kNoon + kHold));
}

TEST_CASE("A clock that was set back does not shorten the hold") {
  Gate gate;
  const Schedule less = without({2, 4, 5, 6, 7});
  CHECK_FALSE(gate.pass(kDay, less, kAddress, {}, kNoon));
  CHECK_FALSE(gate.pass(kDay, less, kAddress, {}, kNoon - std::chrono::hours(1)));
  CHECK_FALSE(gate.pass(kDay, less, kAddress, {}, kNoon - std::chrono::minutes(50)));
  CHECK(gate.pass(kDay, less, kAddress, {}, kNoon - std::chrono::minutes(45)));
}

}  // namespace
}  // namespace roomsign::sign
