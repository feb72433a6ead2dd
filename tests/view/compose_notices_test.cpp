// What the operator's notices make of the picture.
#include <algorithm>

#include "daemon/schedule/adjust.hpp"
#include "daemon/view/compose.hpp"
#include "tests/support/catch.hpp"
#include "tests/view/workshop.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using namespace std::chrono_literals;
using render::Scene;
using render::Screen;
using schedule::Announcement;
using schedule::Level;
using schedule::Notices;
using schedule::Term;

Instant on(const std::string& time) { return at("2025-12-06 " + time); }

Term term(const std::string& from, const std::string& until) {
  return {.from = on(from), .until = on(until)};
}

Composed compose_with(const Notices& notices, const std::string& now,
                      Trust trust = Trust::kTrusted) {
  const auto programme = workshop();
  return compose(&programme, on(now), trust, {}, {}, notices);
}

Screen screen_with(const Notices& notices, const std::string& now, Trust trust = Trust::kTrusted) {
  return compose_with(notices, now, trust).screen;
}

Notices late(std::chrono::minutes by) {
  return {.delays = {{.term = term("09:20", "12:00"), .rooms = {}, .by = by}}};
}

Announcement say(Level level, std::string text, const std::string& from, const std::string& until) {
  return {.term = term(from, until), .level = level, .text = {{"", std::move(text)}}};
}

TEST_CASE("A room that runs late says so, with the old time beside the new one") {
  const Screen screen = screen_with(late(10min), "09:31");
  CHECK(screen.eyebrow == "Invited · Running 10 min late");
  CHECK(screen.progress.was == "9:15");
  CHECK(screen.progress.range == "9:25 – 10:05 AM");
  CHECK(screen.progress.remaining == "34 min left");
  CHECK(screen.list[0].time == "10:05");
  CHECK(screen.list[0].was == "9:55");
  CHECK(screen.list[1].time == "10:10");  // the break made up for it
  CHECK(screen.list[1].was.empty());
}

TEST_CASE("What comes next after a break says that it is late") {
  const Screen screen = screen_with(late(25min), "10:21");
  CHECK(screen.title == "Navigating Scaling and Efficiency Challenges of ML Systems");
  CHECK(screen.eyebrow == "Next in 4 min · Running 15 min late");
}

TEST_CASE("Announcements are bands while they hold, warnings first") {
  const Notices notices{.announcements = {say(Level::kInfo, "Coffee", "09:00", "10:00"),
                                          say(Level::kWarning, "Stairs", "09:10", "09:30")}};
  CHECK(screen_with(notices, "08:59").bands.empty());
  CHECK(screen_with(notices, "09:00").bands == std::vector<render::Band>{{.text = "Coffee"}});
  CHECK(screen_with(notices, "09:10").bands ==
        std::vector<render::Band>{{.text = "Stairs", .warning = true}, {.text = "Coffee"}});
  CHECK(screen_with(notices, "09:30").bands == std::vector<render::Band>{{.text = "Coffee"}});
}

TEST_CASE("The next change is when an announcement begins or ends, to the second") {
  const Notices notices{.announcements = {say(Level::kInfo, "Coffee", "09:00:20", "09:00:40")}};
  CHECK(compose_with(notices, "09:00:00").next_change == on("09:00:20"));
  CHECK(compose_with(notices, "09:00:20").next_change == on("09:00:40"));
  CHECK(compose_with(notices, "09:00:40").next_change == on("09:01"));
}

TEST_CASE("An emergency is all there is, from its beginning until its end") {
  Announcement emergency = say(Level::kEmergency, "Leave the building", "09:00", "11:00");
  emergency.instructions = {{"", "By the stairs"}};
  emergency.url = "https://venue.example/";
  const Notices notices{
      .announcements = {say(Level::kInfo, "Coffee", "08:00", "12:00"), emergency}};
  const auto [screen, next_change] = compose_with(notices, "09:00");
  Screen expected;
  expected.scene = Scene::kEmergency;
  expected.eyebrow = "Emergency";
  expected.headline = "Leave the building";
  expected.lines = {"By the stairs"};
  expected.qr = "https://venue.example/";
  CHECK(screen == expected);
  CHECK(next_change == on("11:00"));
  CHECK(screen_with(notices, "11:00").scene == Scene::kSession);
}

TEST_CASE("A drill says so, and an emergency goes before it") {
  Notices notices{.announcements = {say(Level::kDrill, "Leave", "09:00", "10:00")}};
  CHECK(screen_with(notices, "09:30").eyebrow == "This is only a drill");
  CHECK(screen_with(notices, "09:30").drill);
  notices.announcements.push_back(say(Level::kEmergency, "Fire in Hall E", "08:00", "10:00"));
  CHECK(screen_with(notices, "09:30").headline == "Fire in Hall E");
  notices.announcements.push_back(say(Level::kEmergency, "Fire in Hall F", "09:10", "10:00"));
  CHECK(screen_with(notices, "09:30").headline == "Fire in Hall F");
}

TEST_CASE("Without a trusted clock an emergency is shown until its end, and nothing else is") {
  Notices notices{.announcements = {say(Level::kWarning, "Stairs", "09:00", "10:00"),
                                    say(Level::kDrill, "Leave", "09:00", "10:00")}};
  CHECK(screen_with(notices, "09:30", Trust::kUntrusted).bands.empty());
  CHECK(screen_with(notices, "09:30", Trust::kUntrusted).scene == Scene::kAgenda);
  notices.announcements.push_back(say(Level::kEmergency, "Fire", "09:00", "10:00"));
  const auto early = compose_with(notices, "05:00", Trust::kUntrusted);
  CHECK(early.screen.headline == "Fire");
  CHECK(early.next_change == on("10:00"));
  CHECK(screen_with(notices, "10:00", Trust::kUntrusted).scene == Scene::kAgenda);
}

TEST_CASE("A sign that waits for its schedule shows announcements and emergencies") {
  const Notices notices{.announcements = {say(Level::kInfo, "Coffee", "09:00", "10:00"),
                                          say(Level::kEmergency, "Fire", "09:30", "09:40")}};
  const auto waiting = [&](const std::string& now) {
    return compose(nullptr, on(now), Trust::kTrusted, {}, {}, notices);
  };
  CHECK(waiting("09:00").screen.scene == Scene::kWaiting);
  CHECK(waiting("09:00").screen.bands.size() == 1);
  CHECK(waiting("09:00").next_change == on("09:30"));
  CHECK(waiting("09:30").screen.headline == "Fire");
  CHECK_FALSE(waiting("10:00").next_change);
}

TEST_CASE("Who comes to a session that moved or was cancelled finds out at its old door") {
  const Instant posters = on("11:10");
  Notices notices{.moves = {{.term = term("09:00", "13:00"),
                             .session = {.start = posters, .room = "", .name = ""},
                             .room = "Hall E",
                             .start = on("11:30")}}};
  const Screen moved = screen_with(notices, "11:15");
  REQUIRE(moved.also_now.size() == 1);
  CHECK(moved.also_heading == "Moved");
  CHECK(moved.also_now[0].struck);
  CHECK(moved.also_now[0].detail == "Moved to Hall E · 11:30 AM");
  CHECK(moved.title == "Lunch Break");

  notices = {.called_off = {{.term = term("09:00", "13:00"),
                             .session = {.start = posters, .room = "", .name = ""},
                             .note = "The hall is closed"}}};
  const Screen cancelled = screen_with(notices, "11:59");
  CHECK(cancelled.also_heading == "Cancelled");
  CHECK(cancelled.also_now.at(0).detail == "Cancelled · The hall is closed");
  CHECK(screen_with(notices, "12:00").also_now.empty());
}

TEST_CASE("A session that came from another room or time says so where it is") {
  const Notices notices{.moves = {{.term = term("08:00", "13:00"),
                                   .session = {.start = on("09:15"), .room = "", .name = ""},
                                   .room = "",
                                   .start = on("10:40")}}};
  CHECK(screen_with(notices, "10:45").eyebrow == "Invited · was 9:15 AM");
  CHECK(screen_with(notices, "10:15").list.at(0).detail ==
        "was 9:15 AM · Natasha Jaques · University of Washington");
}

TEST_CASE("A plenary that moved is said to have, and every other door points to it") {
  schedule::Session welcome = session("Welcome", "2025-12-06 08:00", "2025-12-06 09:00");
  welcome.room = "Room A";
  welcome.plenary = true;
  schedule::Session other = session("Other", "2025-12-06 10:00", "2025-12-06 11:00");
  other.room = "Room B";
  const Notices to_c{.moves = {{.term = term("07:00", "12:00"),
                                .session = {.start = on("08:00"), .room = "", .name = ""},
                                .room = "Room C",
                                .start = {}}}};
  for (const char* room : {"Room A", "Room B"}) {
    const auto programme = programme_of({welcome, other}, room);
    const auto made = compose(&programme, on("08:10"), Trust::kTrusted, {}, {}, to_c);
    CHECK(made.screen.eyebrow == "→ Room C · Moved");
  }
}

TEST_CASE("A full room says so above all, with where to go, until its session ends") {
  const Notices notices{.full = {{.term = term("08:30", "12:00"),
                                  .room = "Upper Level Room 5AB",
                                  .alternative = "Hall C"}}};
  CHECK(screen_with(notices, "08:52").stamp == "Room full · Overflow in Hall C");
  CHECK(screen_with(notices, "09:15").stamp.empty());
}

TEST_CASE("A version of the schedule that moves a session says so for both") {
  auto before = workshop_schedule();
  auto after = before;
  after.sessions[1].start = on("08:30");
  const auto old = finished(std::move(before));
  const schedule::Programme programme(finished(std::move(after)), "Upper Level Room 5AB",
                                      zone("America/Los_Angeles"), {});
  const auto amended = amend(programme, schedule::changes(*old, programme.schedule()));
  REQUIRE(amended);
  const auto screen = compose(&*amended, on("08:40"), Trust::kTrusted, {}, {}).screen;
  CHECK(screen.eyebrow == "Keynote · was 8:20 AM");
}

TEST_CASE("What the sign says of a session in a list runs as its language does") {
  const Notices notices{.called_off = {{.term = term("09:00", "13:00"),
                                        .session = {.start = on("11:10"), .room = "", .name = ""},
                                        .note = "Ill"}}};
  const auto programme = workshop();
  ViewOptions options;
  options.language = "ar";
  const Screen screen =
      compose(&programme, on("09:30"), Trust::kTrusted, {}, options, notices).screen;
  const auto cancelled =
      std::ranges::find_if(screen.list, [](const render::Entry& entry) { return entry.struck; });
  REQUIRE(cancelled != screen.list.end());
  CHECK(cancelled->detail == "\u200fملغاة · Ill");
}

TEST_CASE("Announcements speak the sign's language") {
  const Notices notices{.announcements = {{.term = term("09:00", "10:00"),
                                           .level = Level::kInfo,
                                           .text = {{"de", "Kaffee"}, {"en", "Coffee"}}}}};
  const auto programme = workshop();
  const auto text = [&](const char* language) {
    ViewOptions options;
    options.language = language;
    return compose(&programme, on("09:30"), Trust::kTrusted, {}, options, notices)
        .screen.bands.at(0)
        .text;
  };
  CHECK(text("de") == "Kaffee");
  CHECK(text("fr") == "Coffee");
}

}  // namespace
}  // namespace roomsign::test
