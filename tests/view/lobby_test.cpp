// What the lobby's picture says of the rooms of a house.

#include <algorithm>

#include "daemon/view/compose.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using render::Door;
using render::Entry;
using render::Scene;
using render::Screen;
using schedule::Kind;
using schedule::Programme;
using schedule::Session;
using Lines = std::vector<std::string>;

Session in(std::string room, std::string title, const std::string& start, const std::string& end,
           Kind kind = Kind::kTalk) {
  const std::string day = "2025-12-06 ";
  Session talk = session(std::move(title), day + start, end.empty() ? end : day + end, kind);
  talk.room = std::move(room);
  return talk;
}

Session for_all(Session session) {
  session.plenary = true;
  return session;
}

// Three rooms, a keynote for all of them, a lunch that belongs to none.
std::vector<Session> house() {
  std::vector<Session> sessions{for_all(in("Hall 1", "Keynote", "09:00", "10:00", Kind::kKeynote)),
                                in("Room 10", "Locks", "10:00", "11:00"),
                                in("Room 2", "Hinges", "10:00", "10:30"),
                                in("Room 2", "Keys", "10:30", "11:30"),
                                in("", "Lunch", "11:30", "12:30", Kind::kBreak),
                                in("Hall 1", "Doors", "14:00", "15:00")};
  sessions[2].speakers = {{"Ada Klein", "Works of Doors", ""}};
  return sessions;
}

Screen lobby_at(const std::vector<Session>& sessions, const std::string& time,
                Trust trust = Trust::kTrusted) {
  ViewOptions options;
  options.lobby = true;
  const auto programme = programme_of(sessions);
  return compose(&programme, at("2025-12-06 " + time), trust, {}, options).screen;
}

std::string line(const Entry& entry) {
  return entry.title.empty() ? "-" : entry.time + " " + entry.title;
}

// "Room 2: 25 min left Hinges / 10:30 Keys".
Lines doors(const Screen& screen) {
  Lines lines;
  for (const Door& door : screen.doors) {
    lines.push_back(door.room + ": " + line(door.now) + " / " + line(door.next));
  }
  return lines;
}

TEST_CASE("Each room has what is on, how long still, and what comes next, in natural order") {
  const Screen screen = lobby_at(house(), "10:05");
  CHECK(screen.scene == Scene::kLobby);
  CHECK(doors(screen) == Lines{"All rooms: - / 11:30 Lunch", "Hall 1: - / 2:00 Doors",
                               "Room 2: 25 min left Hinges / 10:30 Keys",
                               "Room 10: 55 min left Locks / -"});
  CHECK(screen.headline.empty());
  CHECK(screen.now_heading == "Now");
  CHECK(screen.list_heading == "Up next");
  CHECK(screen.doors[2].now.detail == "Ada Klein · Works of Doors");
}

TEST_CASE("What is for every room stands once, above the rooms, and says where it is") {
  const Screen screen = lobby_at(house(), "09:20");
  CHECK(doors(screen) == Lines{"All rooms: 40 min left Keynote / 11:30 Lunch",
                               "Hall 1: - / 2:00 Doors", "Room 2: - / 10:00 Hinges",
                               "Room 10: - / 10:00 Locks"});
  CHECK(screen.doors[0].now.detail == "→ Hall 1");
}

TEST_CASE("A room is left out when nothing is on there and nothing comes any more") {
  CHECK(doors(lobby_at(house(), "12:00")) ==
        Lines{"All rooms: 30 min left Lunch / -", "Hall 1: - / 2:00 Doors"});
}

TEST_CASE("Before the day the lobby says when each room begins") {
  const Screen screen = lobby_at(house(), "08:10");
  CHECK(screen.headline == "Today starts at 9:00 AM");
  CHECK(screen.headline_aside == "in 50 min");
  CHECK(doors(screen).front() == "All rooms: - / 9:00 Keynote");
  CHECK(screen.doors.size() == 4);
  CHECK(lobby_at(house(), "08:50").headline == "Today starts at 9:00 AM");
  CHECK(lobby_at(house(), "09:00").headline.empty());
}

TEST_CASE("On a day without sessions the lobby shows the next day that has some") {
  auto sessions = house();
  for (Session& session : sessions) {
    session.start += std::chrono::days(1);
    *session.end += std::chrono::days(1);
  }
  const Screen screen = lobby_at(sessions, "10:05");
  CHECK(screen.scene == Scene::kLobby);
  CHECK(screen.headline == "Programme for Sunday, December 7");
  CHECK(doors(screen)[2] == "Room 2: - / 10:00 Hinges");
}

TEST_CASE("After the day the lobby says what the signs say") {
  auto sessions = house();
  sessions.push_back(in("Room 2", "Handles", "09:00", "10:00"));
  sessions.back().start += std::chrono::days(1);
  *sessions.back().end += std::chrono::days(1);
  const Screen screen = lobby_at(sessions, "16:00");
  CHECK(screen.scene == Scene::kMessage);
  CHECK(screen.headline == "That’s all for today");
  CHECK(screen.title == "Handles");
  CHECK(lobby_at(house(), "16:00").headline == "Thank you for coming");
}

TEST_CASE("By a clock that is not trusted the lobby has the programme of all rooms, without now") {
  const Screen screen = lobby_at(house(), "10:05", Trust::kUntrusted);
  CHECK(screen.scene == Scene::kAgenda);
  CHECK(screen.doors.empty());
  REQUIRE(screen.list.size() == 7);  // and the day's name
  CHECK(screen.list[2].detail.starts_with("Room 10"));
}

TEST_CASE("No running session is hidden where several are on in one room") {
  auto sessions = house();
  sessions.push_back(in("Room 2", "Posters", "09:30", "11:00"));
  CHECK(doors(lobby_at(sessions, "10:05"))[2] == "Room 2: 25 min left Hinges / 10:30 Keys");
  CHECK(doors(lobby_at(sessions, "10:05"))[3] == "Room 2: 55 min left Posters / -");
}

TEST_CASE("A cancelled session comes next with the word, and an unknown end says since when") {
  auto sessions = house();
  sessions[3].status = schedule::Status::kCancelled;
  sessions[1].end.reset();
  const Screen screen = lobby_at(sessions, "10:05");
  CHECK(screen.doors[2].next.struck);
  CHECK(screen.doors[2].next.detail == "Cancelled");
  sessions.pop_back();
  sessions.pop_back();
  CHECK(doors(lobby_at(sessions, "10:05")).back() == "Room 10: since 10:00 Locks / -");
}

TEST_CASE("What runs for hours yet says in the lobby until when, which is shorter") {
  const std::vector<Session> sessions{in("Hall 1", "Doors", "09:00", "12:00")};
  CHECK(doors(lobby_at(sessions, "10:20")) == Lines{"Hall 1: until 12:00 Doors / -"});
  CHECK(doors(lobby_at(sessions, "10:21")) == Lines{"Hall 1: 99 min left Doors / -"});
}

TEST_CASE("The lobby of some rooms has these and what is for all") {
  ViewOptions options;
  options.lobby = true;
  const Programme programme(schedule_of(house()), std::vector<std::string>{"room 2", "HALL 1"},
                            zone("America/Los_Angeles"), {});
  const auto screen =
      compose(&programme, at("2025-12-06 10:05"), Trust::kTrusted, {}, options).screen;
  CHECK(doors(screen) == Lines{"All rooms: - / 11:30 Lunch", "Hall 1: - / 2:00 Doors",
                               "Room 2: 25 min left Hinges / 10:30 Keys"});
}

TEST_CASE("A minute that passes in the lobby is no other subject, a session that begins is one") {
  const auto sessions = house();
  CHECK(same_subject(lobby_at(sessions, "10:05"), lobby_at(sessions, "10:06")));
  CHECK_FALSE(same_subject(lobby_at(sessions, "10:29"), lobby_at(sessions, "10:30")));
}

TEST_CASE("A lobby without a name of its own bears the event's") {
  CHECK(lobby_at(house(), "10:05").room == "A Workshop");
  CHECK(lobby_at(house(), "10:05").event.empty());
}

}  // namespace
}  // namespace roomsign::test
