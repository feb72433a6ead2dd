#include "daemon/schedule/programme.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using schedule::Kind;
using schedule::Programme;
using schedule::Rules;
using schedule::Session;
using schedule::Slot;
using schedule::Status;

Session in_room(Session session, std::string room) {
  session.room = std::move(room);
  return session;
}

Session with(Session session, Status status) {
  session.status = status;
  return session;
}

std::vector<std::string> titles(const Programme& programme) {
  std::vector<std::string> titles;
  for (const Slot& slot : programme.slots()) titles.push_back(slot.session->title);
  return titles;
}

const std::vector<Session>& two_rooms() {
  static const std::vector<Session> kSessions{
      in_room(session("A1", "2025-12-06 09:00", ""), "Room A"),
      in_room(session("B1", "2025-12-06 09:30", ""), "Room B"),
      session("Lunch", "2025-12-06 12:00", "2025-12-06 13:00", Kind::kBreak),
      in_room(session("A2", "2025-12-06 13:00", ""), "room  a"),
  };
  return kSessions;
}

TEST_CASE("A room's programme has its own sessions and those of every room") {
  const auto programme = programme_of(two_rooms(), "ROOM-A");
  CHECK(titles(programme) == std::vector<std::string>{"A1", "Lunch", "A2"});
  CHECK(programme.room_name() == "Room A");
  CHECK_FALSE(programme.several_rooms());
  CHECK_FALSE(programme.room_unknown());
}

TEST_CASE("Without a room all sessions are in the programme, and no room's name stands for all") {
  const auto programme = programme_of(two_rooms());
  CHECK(programme.slots().size() == 4);
  CHECK(programme.room_name().empty());
  CHECK(programme.several_rooms());
  CHECK_FALSE(programme.room_unknown());
}

TEST_CASE("Of several rooms a programme has the sessions of each, numbered by room") {
  auto sessions = two_rooms();
  sessions.push_back(in_room(session("C1", "2025-12-06 09:15", ""), "Room C"));
  const Programme programme(schedule_of(sessions), std::vector<std::string>{"room c", "Room A"},
                            zone("America/Los_Angeles"), {});
  CHECK(titles(programme) == std::vector<std::string>{"A1", "C1", "Lunch", "A2"});
  std::vector<int> rooms;
  for (const Slot& slot : programme.slots()) rooms.push_back(slot.room);
  CHECK(rooms == std::vector<int>{0, 2, schedule::kEveryRoom, 0});
  CHECK(programme.rooms() == std::vector<std::string>{"Room A", "Room B", "Room C"});
  CHECK(programme.several_rooms());
  CHECK_FALSE(programme.room_unknown());
}

TEST_CASE("Rooms are numbered in the order in which people look for them") {
  const auto programme = programme_of({in_room(session("A", "2025-12-06 09:00", ""), "Room 10"),
                                       in_room(session("B", "2025-12-06 09:30", ""), "Room 9"),
                                       in_room(session("C", "2025-12-06 10:30", ""), "room-10")});
  CHECK(programme.rooms() == std::vector<std::string>{"Room 9", "Room 10"});
  CHECK(programme.slots()[0].room == 1);
  CHECK(programme.slots()[1].room == 0);
  CHECK(programme.slots()[2].room == 1);
}

TEST_CASE("A room that no session names keeps what is for every room, and says so") {
  const auto programme = programme_of(two_rooms(), "Cellar");
  CHECK(titles(programme) == std::vector<std::string>{"Lunch"});
  CHECK(programme.room_unknown());
  CHECK(programme.room_name().empty());
  CHECK(programme.rooms() == std::vector<std::string>{"Room A", "Room B"});
}

TEST_CASE("A plenary is in every room's programme, and is elsewhere but in its own") {
  auto sessions = two_rooms();
  sessions.push_back(in_room(session("All", "2025-12-06 10:00", ""), "Room B"));
  sessions.back().plenary = true;
  const auto a = programme_of(sessions, "Room A");
  CHECK(titles(a) == std::vector<std::string>{"A1", "All", "Lunch", "A2"});
  CHECK(a.slots()[1].elsewhere);
  CHECK_FALSE(a.slots()[0].elsewhere);
  CHECK(a.slots()[0].end == at("2025-12-06 10:00"));  // it ends what runs in every room
  CHECK(a.room_name() == "Room A");
  CHECK_FALSE(a.several_rooms());
  CHECK_FALSE(programme_of(sessions, "Room B").slots()[1].elsewhere);
  CHECK(programme_of(sessions, "Cellar").room_unknown());
  CHECK_FALSE(programme_of(sessions).slots()[2].elsewhere);
}

TEST_CASE("What lasts all day is no slot, and is found on each of its days") {
  Session week = session("Summer school", "2025-12-05 00:00", "2025-12-07 00:00");
  week.all_day = true;
  Session fair = in_room(session("Fair", "2025-12-06 00:00", ""), "Room B");
  fair.all_day = true;
  Session off = with(fair, Status::kCancelled);
  auto sessions = two_rooms();
  sessions.insert(sessions.end(), {week, fair, off});
  const auto found = [](const Programme& programme, int day) {
    std::vector<std::string> titles;
    const auto date = std::chrono::local_days(std::chrono::year(2025) / 12 / day);
    for (const Session* session : programme.all_day_on(date)) titles.push_back(session->title);
    return titles;
  };
  const auto all = programme_of(sessions);
  CHECK(all.slots().size() == 4);
  CHECK(found(all, 4) == std::vector<std::string>{});
  CHECK(found(all, 5) == std::vector<std::string>{"Summer school"});
  CHECK(found(all, 6) == std::vector<std::string>{"Summer school", "Fair"});
  CHECK(found(all, 7) == std::vector<std::string>{});
  CHECK(found(programme_of(sessions, "room a"), 6) == std::vector<std::string>{"Summer school"});
}

TEST_CASE("A session without an end ends when the next one in its room starts") {
  const auto programme = programme_of(two_rooms());
  CHECK(programme.slots()[0].end == at("2025-12-06 12:00"));  // lunch is in every room, B1 is not
  CHECK(programme.slots()[0].end_known);
  CHECK(programme.slots()[1].end == at("2025-12-06 12:00"));
}

TEST_CASE("The day's last session without an end gets the default length, which is not known") {
  Rules rules;
  rules.default_length = std::chrono::minutes(45);
  const auto programme = programme_of({session("Last", "2025-12-06 17:00", ""),
                                       session("Tomorrow", "2025-12-07 09:00", "2025-12-07 10:00")},
                                      {}, rules);
  CHECK(programme.slots()[0].end == at("2025-12-06 17:45"));
  CHECK_FALSE(programme.slots()[0].end_known);
  CHECK(programme.slots()[1].end_known);
}

TEST_CASE("Sessions that start together do not end each other, and a cancelled one ends nothing") {
  const auto programme = programme_of({
      session("A", "2025-12-06 09:00", ""),
      session("B", "2025-12-06 09:00", ""),
      with(session("Cancelled", "2025-12-06 09:30", "2025-12-06 10:00"), Status::kCancelled),
      session("C", "2025-12-06 11:00", "2025-12-06 12:00"),
  });
  CHECK(programme.slots()[0].end == at("2025-12-06 11:00"));
  CHECK(programme.slots()[1].end == at("2025-12-06 11:00"));
}

TEST_CASE("A party after midnight belongs to the evening before and ends what was before it") {
  const auto programme = programme_of({session("Dinner", "2025-12-06 20:00", ""),
                                       session("Party", "2025-12-07 00:30", ""),
                                       session("Breakfast", "2025-12-07 07:00", "")});
  using std::chrono::sys_days;
  const auto& slots = programme.slots();
  CHECK(slots[0].day == slots[1].day);
  CHECK(slots[2].day == slots[1].day + std::chrono::days(1));
  CHECK(slots[0].end == at("2025-12-07 00:30"));
  CHECK(slots[1].end == at("2025-12-07 01:30"));
  CHECK_FALSE(slots[1].end_known);
  CHECK(programme.slots_of(slots[0].day).size() == 2);
  CHECK(programme.slots_of(slots[0].day - std::chrono::days(1)).empty());
}

TEST_CASE("The latest end so far never falls") {
  const auto programme = programme_of({session("Long", "2025-12-06 09:00", "2025-12-06 17:00"),
                                       session("Short", "2025-12-06 10:00", "2025-12-06 10:30"),
                                       session("Late", "2025-12-06 16:30", "2025-12-06 18:00")});
  CHECK(programme.latest_end(0) == at("2025-12-06 17:00"));
  CHECK(programme.latest_end(1) == at("2025-12-06 17:00"));
  CHECK(programme.latest_end(2) == at("2025-12-06 18:00"));
}

TEST_CASE("Days follow each other without gap or overlap where clocks are set") {
  Dice dice(3);
  for (int i = 0; i < 200; ++i) {
    const auto programme = cast(dice).programme();
    for (const Slot& slot : programme.slots()) {
      const auto begin = programme.day_begins(slot.day);
      const auto end = programme.day_begins(slot.day + std::chrono::days(1));
      INFO(programme.zone().name() << ' ' << format_instant(slot.start));
      CHECK((begin <= slot.start && slot.start < end));
      CHECK(programme.day_of(begin) == slot.day);
      CHECK(programme.day_of(end - std::chrono::seconds(1)) == slot.day);
      CHECK(programme.day_of(end) == slot.day + std::chrono::days(1));
    }
  }
}

TEST_CASE("A day that changes in the hour that comes twice changes once, at the first of the two") {
  Rules rules;
  rules.day_change = std::chrono::minutes(90);  // 01:30, twice on 2025-11-02
  const auto programme = programme_of({session("Night", "2025-11-02 01:15", "")}, {}, rules);
  const auto sunday = programme.day_of(at("2025-11-02T01:30:00-07:00"));
  CHECK(programme.day_of(at("2025-11-02T01:29:59-07:00")) == sunday - std::chrono::days(1));
  CHECK(programme.day_of(at("2025-11-02T01:15:00-08:00")) == sunday);
  CHECK(programme.day_of(at("2025-11-02T01:45:00-08:00")) == sunday);
}

}  // namespace
}  // namespace roomsign::test
