#include "daemon/view/compose.hpp"

#include <set>
#include <utility>

#include <fmt/core.h>

#include "daemon/view/session_words.hpp"
#include "tests/support/catch.hpp"
#include "tests/view/workshop.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using render::Entry;
using render::Person;
using render::Scene;
using render::Screen;
using schedule::Kind;
using schedule::Programme;
using schedule::Session;
using schedule::Status;
using namespace std::chrono_literals;

const std::string kDay = "2025-12-06 ";

Composed compose_at(const Programme& programme, const std::string& now,
                    const ViewOptions& options = {}, const SourceState& source = {}) {
  return compose(&programme, at(now), Trust::kTrusted, source, options);
}

Screen screen_at(const Programme& programme, const std::string& now,
                 const ViewOptions& options = {}, const SourceState& source = {}) {
  return compose_at(programme, now, options, source).screen;
}

Entry entry(std::string time, std::string title, std::string detail = {}, bool quiet = false) {
  Entry entry;
  entry.time = std::move(time);
  entry.title = std::move(title);
  entry.detail = std::move(detail);
  entry.quiet = quiet;
  return entry;
}

Session called_off(Session session, Status status, std::string note = {}) {
  session.status = status;
  session.note = std::move(note);
  return session;
}

// ---- The states, as the pictures have them ----

TEST_CASE("A running session: what, who, how long still, what comes next") {
  const auto programme = workshop();
  const auto [screen, next_change] = compose_at(programme, kDay + "08:52:40");
  CHECK(screen.scene == Scene::kSession);
  CHECK(screen.room == "Upper Level Room 5AB");
  CHECK(screen.event == "Workshop on ML for Systems at NeurIPS 2025");
  CHECK(screen.clock == render::Clock{"8:52", "AM", "Saturday, December 6"});
  CHECK(screen.aside.empty());
  CHECK(screen.eyebrow == "Keynote");
  CHECK(screen.title == "Advances in Machine Learning for Systems");
  CHECK(screen.people == std::vector<Person>{{"Jeff Dean", "Google"}});
  CHECK(screen.parts.empty());
  CHECK(screen.progress == render::Progress{"8:20 – 9:15 AM", "23 min left", 581, false});
  CHECK(screen.list_heading == "Up next");
  REQUIRE(screen.list.size() == 14);
  CHECK(screen.list[0] ==
        entry("9:15",
              "Leveraging Deep Multi-agent Reinforcement Learning (MARL) for NP-hard "
              "Combinatorial Optimization",
              "Natasha Jaques · University of Washington"));
  CHECK(screen.list[1] == entry("9:55", "Coffee Break", "", true));
  CHECK(screen.list[6] == entry("1:00", "Panel", "Jeff Dean, Natasha Jaques, Tim Kraska"));
  CHECK(screen.also_now.empty());
  CHECK(screen.also_heading.empty());
  CHECK(screen.headline.empty());
  CHECK(screen.foot_left.empty());
  CHECK(screen.foot_right.empty());
  CHECK(next_change == at(kDay + "08:53"));
}

TEST_CASE("A running session of contributed talks: its name steps back behind the talks") {
  const Screen screen = screen_at(workshop(), kDay + "14:23");
  CHECK(screen.eyebrow == "CodeGen Contributed Talks");
  CHECK(screen.title.empty());
  REQUIRE(screen.parts.size() == 2);
  CHECK(screen.parts[1].title == "LLMs for Query Optimization");
  CHECK(screen.progress == render::Progress{"2:20 – 2:40 PM", "17 min left", 150, false});
  REQUIRE(screen.list.size() == 4);
  CHECK(screen.list[0] == entry("2:40", "CodeGen: Q & A"));
  CHECK(screen.list[2] ==
        entry("3:10", "Contributed Talks", "Scalable RL for Systems · WarpDrive"));
}

TEST_CASE("A break: the next session is the hero, the break a line") {
  const Screen screen = screen_at(workshop(), kDay + "10:01:59");
  CHECK(screen.scene == Scene::kSession);
  CHECK(screen.aside == "Coffee Break · until 10:10 AM");
  CHECK(screen.eyebrow == "Next in 9 min");
  CHECK(screen.title == "Navigating Scaling and Efficiency Challenges of ML Systems");
  CHECK(screen.people == std::vector<Person>{{"Richard Ho", "OpenAI"}});
  CHECK(screen.progress == render::Progress{"9:55 – 10:10 AM", "9 min left", 400, true});
  CHECK(screen.list_heading == "Later");
  REQUIRE_FALSE(screen.list.empty());
  CHECK(screen.list[0] ==
        entry("10:40", "ML and Generative AI for Data Systems", "Tim Kraska · MIT, AWS"));
}

TEST_CASE("A break whose next session is not near is the hero itself, quietly") {
  const Screen screen = screen_at(workshop(), kDay + "12:05");
  CHECK(screen.title == "Lunch Break");
  CHECK(screen.eyebrow.empty());
  CHECK(screen.aside.empty());
  CHECK(screen.progress == render::Progress{"12:00 – 1:00 PM", "55 min left", 83, true});
  CHECK(screen.list_heading == "Up next");
  CHECK(screen.list[0].title == "Panel");
}

TEST_CASE("Before the first session: the day at a glance") {
  const auto [screen, next_change] = compose_at(workshop(), kDay + "07:40");
  CHECK(screen.scene == Scene::kAgenda);
  CHECK(screen.headline == "Today starts at 8:15 AM");
  CHECK(screen.headline_aside == "in 35 min");
  CHECK(screen.list_heading.empty());
  REQUIRE(screen.list.size() == 16);
  CHECK(screen.list[0] == entry("8:15", "Opening Remarks", "Mimee Xu · NYU"));
  CHECK(screen.foot_left == "mlforsystems.org");
  CHECK(next_change == at(kDay + "07:41"));
  CHECK(screen_at(workshop(), kDay + "07:14:59").headline_aside.empty());
  CHECK(screen_at(workshop(), kDay + "07:15").headline_aside == "in 60 min");
}

TEST_CASE("Soon: the next session with the minutes until it, then the seconds") {
  const auto programme = workshop();
  const Screen screen = screen_at(programme, kDay + "07:45");
  CHECK(screen.scene == Scene::kSession);
  CHECK(screen.eyebrow == "Next in 30 min");
  CHECK(screen.title == "Opening Remarks");
  CHECK(screen.progress == render::Progress{"8:15 – 8:20 AM", "", -1, false});
  CHECK(screen.list_heading == "Later");
  CHECK(screen.list[0].title == "Advances in Machine Learning for Systems");

  const auto minute = compose_at(programme, kDay + "08:14");
  CHECK(minute.screen.eyebrow == "Next in 1 min");
  CHECK(minute.next_change == at(kDay + "08:14:01"));
  const auto second = compose_at(programme, kDay + "08:14:01");
  CHECK(second.screen.eyebrow == "Next in 59 s");
  CHECK(second.next_change == at(kDay + "08:14:02"));
  CHECK(screen_at(programme, kDay + "08:14:59").eyebrow == "Next in 1 s");
  CHECK(screen_at(programme, kDay + "08:15").progress.remaining == "5 min left");
}

TEST_CASE("Between two sessions, more than an hour away, the time stands instead of a countdown") {
  const auto programme = programme_of({session("A", "2025-12-06 09:00", "2025-12-06 10:00"),
                                       session("B", "2025-12-06 14:00", "2025-12-06 15:00")});
  CHECK(screen_at(programme, kDay + "12:59:59").eyebrow == "Next at 2:00 PM");
  CHECK(screen_at(programme, kDay + "13:00").eyebrow == "Next in 60 min");
}

TEST_CASE("An end that nobody knows is not printed") {
  const Screen running = screen_at(workshop(), kDay + "15:40");
  CHECK(running.title == "Poster Session 2");
  CHECK(running.progress == render::Progress{"since 3:30 PM", "", -1, false});
  CHECK(running.list.empty());
  CHECK(running.list_heading.empty());
  const auto alone = programme_of({session("Posters", "2025-12-06 15:30", "")});
  CHECK(screen_at(alone, kDay + "15:10").progress.range == "3:30 PM");
  const auto pause = programme_of({session("Drinks", "2025-12-06 18:00", "", Kind::kSocial)});
  CHECK(screen_at(pause, kDay + "18:10").progress ==
        render::Progress{"since 6:00 PM", "", -1, true});
}

TEST_CASE("Day over: what comes first tomorrow") {
  Session keynote = session("Keynote of Day Two", "2025-12-07 09:30", "2025-12-07 10:30");
  keynote.speakers = {{"Ada Lovelace", "Analytical Engines", ""}};
  const auto programme =
      programme_of({session("A", "2025-12-06 09:00", "2025-12-06 10:00"), keynote});
  const Screen screen = screen_at(programme, kDay + "18:00");
  CHECK(screen.scene == Scene::kMessage);
  CHECK(screen.headline == "That’s all for today");
  CHECK(screen.eyebrow == "Tomorrow · 9:30 AM");
  CHECK(screen.title == "Keynote of Day Two");
  CHECK(screen.people == std::vector<Person>{{"Ada Lovelace", "Analytical Engines"}});
  CHECK(screen.lines.empty());
  CHECK(screen.qr.empty());
  CHECK(screen.foot_left == "workshop.example");
  // The night still belongs to the day before, but beside the clock stands the new date.
  CHECK(screen_at(programme, "2025-12-07 01:00").eyebrow == "Sunday, December 7 · 9:30 AM");
}

TEST_CASE("Day over: what is called off tomorrow is passed over, or said to be so") {
  Session off = session("Keynote of Day Two", "2025-12-07 09:30", "2025-12-07 10:30");
  off.status = schedule::Status::kCancelled;
  const Session today = session("A", "2025-12-06 09:00", "2025-12-06 10:00");
  const Session third = session("Day Three", "2025-12-08 09:00", "2025-12-08 10:00");
  const Screen with_another = screen_at(programme_of({today, off, third}), kDay + "18:00");
  CHECK(with_another.title == "Day Three");
  CHECK(with_another.eyebrow == "Monday, December 8 · 9:00 AM");
  const Screen alone = screen_at(programme_of({today, off}), kDay + "18:00");
  CHECK(alone.title == "Keynote of Day Two");
  CHECK(alone.eyebrow == "Tomorrow · 9:30 AM · Cancelled");
}

TEST_CASE("Day over before a day off: the day of what comes next has its name") {
  const auto programme = programme_of({session("A", "2025-12-06 09:00", "2025-12-06 10:00"),
                                       session("B", "2025-12-08 09:30", "2025-12-08 10:00")});
  CHECK(screen_at(programme, kDay + "18:00").eyebrow == "Monday, December 8 · 9:30 AM");
}

TEST_CASE("Programme over: thanks, and the event's address") {
  const Screen screen = screen_at(workshop(), kDay + "17:00");
  CHECK(screen.scene == Scene::kMessage);
  CHECK(screen.headline == "Thank you for coming");
  CHECK(screen.title.empty());
  CHECK(screen.lines == std::vector<std::string>{"The programme is over"});
  CHECK(screen.qr == "https://mlforsystems.org/");
  CHECK(screen.foot_left == "mlforsystems.org");
}

TEST_CASE("Nothing on today: the next day's programme with its date") {
  const auto [screen, next_change] = compose_at(workshop(), "2025-12-04 12:00");
  CHECK(screen.scene == Scene::kAgenda);
  CHECK(screen.headline == "Programme for Saturday, December 6");
  CHECK(screen.headline_aside.empty());
  CHECK(screen.clock.date == "Thursday, December 4");
  CHECK(screen.list.size() == 16);
  CHECK(next_change == at("2025-12-04 12:01"));
}

TEST_CASE("Clock not trusted: all days, no clock, no countdown, nothing to wait for") {
  const auto programme = programme_of({session("A", "2025-12-06 09:00", "2025-12-06 10:00"),
                                       session("Party", "2025-12-07 00:30", "2025-12-07 02:00"),
                                       session("B", "2025-12-07 09:30", "2025-12-07 10:00")});
  SourceState source;
  source.checked = at("2025-12-01 09:00");
  const auto [screen, next_change] =
      compose(&programme, at(kDay + "09:30"), Trust::kUntrusted, source, {});
  CHECK(screen.scene == Scene::kAgenda);
  CHECK(screen.headline == "Programme");
  CHECK(screen.clock == render::Clock{});
  CHECK(screen.foot_right.empty());
  REQUIRE(screen.list.size() == 5);
  CHECK(screen.list[0].heading);
  CHECK(screen.list[0].title == "Saturday, December 6");
  CHECK(screen.list[1] == entry("9:00", "A"));
  CHECK(screen.list[2] == entry("12:30", "Party"));
  CHECK(screen.list[3].title == "Sunday, December 7");
  CHECK(screen.list[4] == entry("9:30", "B"));
  CHECK_FALSE(next_change.has_value());
}

TEST_CASE("No schedule yet: the room, what is being tried, the sign's own name") {
  ViewOptions options;
  options.room = "Room A";
  options.title = "The Event";
  const SourceState source{.checked = std::nullopt,
                           .address = "https://event.example/schedule",
                           .host_name = "sign-3",
                           .trouble = "The server does not answer"};
  for (const Trust trust : {Trust::kTrusted, Trust::kUntrusted}) {
    const auto [screen, next_change] = compose(nullptr, at(kDay + "09:00"), trust, source, options);
    CHECK(screen.scene == Scene::kWaiting);
    CHECK(screen.room == "Room A");
    CHECK(screen.event == "The Event");
    CHECK(screen.headline == "Waiting for the schedule");
    CHECK(screen.lines == std::vector<std::string>{"Trying https://event.example/schedule",
                                                   "The server does not answer",
                                                   "This sign is sign-3"});
    CHECK(screen.clock == render::Clock{});
    CHECK_FALSE(next_change.has_value());
  }
  CHECK(compose(nullptr, at(kDay + "09:00"), Trust::kTrusted, {}, {}).screen.lines.empty());
}

// ---- Rooms ----

std::vector<Session> two_rooms() {
  Session a = session("Alpha", "2025-12-06 09:00", "2025-12-06 10:00");
  a.room = "Room A";
  a.label = "Systems";
  a.speakers = {{"Ann", "", ""}};
  Session b = session("Beta", "2025-12-06 09:30", "2025-12-06 10:30");
  b.room = "Room B";
  Session c = session("Gamma", "2025-12-06 11:00", "2025-12-06 12:00");
  c.room = "Room A";
  c.speakers = {{"Cy", "ETH", ""}};
  return {a, b, c};
}

TEST_CASE("A room's sign shows that room alone") {
  const Screen screen = screen_at(programme_of(two_rooms(), "room a"), kDay + "09:40");
  CHECK(screen.room == "Room A");
  CHECK(screen.title == "Alpha");
  CHECK(screen.eyebrow == "Systems");
  CHECK(screen.also_now.empty());
  CHECK(screen.list == std::vector<Entry>{entry("11:00", "Gamma", "Cy · ETH")});
}

TEST_CASE("The configuration's spelling of room and event goes before the source's") {
  ViewOptions options;
  options.room = "Salle A";
  options.title = "ML for Systems";
  const Screen screen = screen_at(programme_of(two_rooms(), "room a"), kDay + "09:40", options);
  CHECK(screen.room == "Salle A");
  CHECK(screen.event == "ML for Systems");
}

TEST_CASE("Several rooms on one sign: what runs beside the hero, and where everything is") {
  const Screen screen = screen_at(programme_of(two_rooms()), kDay + "09:40");
  CHECK(screen.room.empty());
  CHECK(screen.title == "Beta");
  CHECK(screen.eyebrow == "Room B");
  CHECK(screen.also_heading == "Also now");
  CHECK(screen.also_now == std::vector<Entry>{entry("9:00", "Alpha", "Room A · Ann")});
  CHECK(screen.list == std::vector<Entry>{entry("11:00", "Gamma", "Room A · Cy · ETH")});
}

TEST_CASE("A room that the schedule does not know: the installer sees the rooms that it does") {
  const auto programme = programme_of(two_rooms(), "Cellar");
  ViewOptions options;
  options.room = "Cellar";
  SourceState source;
  source.host_name = "sign-3";
  const Screen screen = screen_at(programme, kDay + "09:40", options, source);
  CHECK(screen.scene == Scene::kWaiting);
  CHECK(screen.room == "Cellar");
  CHECK(screen.headline == "No session names this room");
  CHECK(screen.lines ==
        std::vector<std::string>{"Rooms in the schedule: Room A · Room B", "This sign is sign-3"});
  CHECK(screen.clock.time == "9:40");
  const Screen undated =
      compose(&programme, at(kDay + "09:40"), Trust::kUntrusted, source, options).screen;
  CHECK(undated.headline == screen.headline);
  CHECK(undated.clock == render::Clock{});
}

TEST_CASE("A room that the schedule does not know still shows what is for every room") {
  auto sessions = two_rooms();
  sessions.push_back(session("Plenary", "2025-12-06 09:00", "2025-12-06 10:00"));
  CHECK(screen_at(programme_of(sessions, "Cellar"), kDay + "09:40").title == "Plenary");
}

TEST_CASE("A plenary in another room: every sign shows it, and the others say where") {
  auto sessions = two_rooms();
  sessions.push_back(session("Welcome", "2025-12-06 08:00", "2025-12-06 09:00", Kind::kKeynote));
  sessions.back().room = "Room B";
  sessions.back().plenary = true;
  const Screen elsewhere = screen_at(programme_of(sessions, "room a"), kDay + "08:40");
  CHECK(elsewhere.room == "Room A");
  CHECK(elsewhere.title == "Welcome");
  CHECK(elsewhere.eyebrow == "Keynote → Room B");
  CHECK(screen_at(programme_of(sessions, "room b"), kDay + "08:40").eyebrow == "Keynote");
}

TEST_CASE("What lasts all day stands in small print, and alone it is a message") {
  Session week = session("Summer school", "2025-12-06 00:00", "2025-12-07 00:00");
  week.all_day = true;
  auto sessions = two_rooms();
  sessions.push_back(week);
  const Screen screen = screen_at(programme_of(sessions, "room a"), kDay + "09:40");
  CHECK(screen.title == "Alpha");
  CHECK(screen.foot_left == "Summer school");

  const Screen alone = screen_at(programme_of({week}), kDay + "09:40");
  CHECK(alone.scene == Scene::kMessage);
  CHECK(alone.headline == "Programme");
  CHECK(alone.foot_left == "Summer school · workshop.example");
}

// ---- Called off, stale, long ----

TEST_CASE("Cancelled and moved sessions are struck in lists and say what became of them") {
  const auto programme = programme_of({
      session("A", "2025-12-06 09:00", "2025-12-06 10:00"),
      called_off(session("B", "2025-12-06 10:00", "2025-12-06 11:00"), Status::kCancelled),
      called_off(session("C", "2025-12-06 11:00", "2025-12-06 12:00"), Status::kMoved, "Hall E"),
  });
  const Screen screen = screen_at(programme, kDay + "09:30");
  REQUIRE(screen.list.size() == 2);
  CHECK(screen.list[0].struck);
  CHECK(screen.list[0].detail == "Cancelled");
  CHECK(screen.list[1].struck);
  CHECK(screen.list[1].detail == "Moved · Hall E");
  // Over, but two of its sessions may still be looked for: one of them now.
  const Screen in_vain = screen_at(programme, kDay + "10:30");
  CHECK(in_vain.headline == "Cancelled");
  CHECK(in_vain.title == "B");
  CHECK(in_vain.eyebrow == "10:00 – 11:00 AM");
  CHECK(in_vain.lines == std::vector<std::string>{"11:00 AM · C · Moved · Hall E"});
  CHECK(in_vain.qr.empty());
  const Screen next = screen_at(programme, kDay + "11:30");
  CHECK(next.headline == "Moved");
  CHECK(next.title == "C");
  CHECK(next.lines == std::vector<std::string>{"Hall E"});
  CHECK(screen_at(programme, kDay + "12:00").headline == "Thank you for coming");
}

TEST_CASE("Who is done in one room is not thanked while the event goes on in another") {
  auto here = session("Morning", "2025-12-06 09:00", "2025-12-06 10:00");
  auto there = session("Evening", "2025-12-07 18:00", "2025-12-07 19:00");
  here.room = "Hall B";
  there.room = "Hall A";
  const auto programme = programme_of({here, there}, "Hall B");
  const Screen over = screen_at(programme, kDay + "10:30");
  CHECK(over.headline == "That’s all in this room");
  CHECK(over.lines.empty());
  CHECK(over.qr.empty());
  CHECK(screen_at(programme, "2025-12-07 18:59").headline == "That’s all in this room");
  CHECK(screen_at(programme, "2025-12-07 19:00").headline == "Thank you for coming");
}

TEST_CASE("An end on another day has its day, where a bare time would seem to come sooner") {
  const auto programme =
      programme_of({session("Hackathon", "2025-12-06 10:00", "2025-12-07 10:00")});
  CHECK(screen_at(programme, kDay + "13:00").progress.range ==
        "10:00 AM – Sunday, December 7, 10:00 AM");
  const auto party = programme_of({session("Party", "2025-12-06 20:00", "2025-12-07 05:00")});
  CHECK(screen_at(party, kDay + "22:00").progress.range == "8:00 PM – 5:00 AM");
}

TEST_CASE("An entry is news where the session takes place otherwise than announced") {
  const auto programme = programme_of({
      session("A", "2025-12-06 09:00", "2025-12-06 10:00"),
      called_off(session("B", "2025-12-06 10:00", "2025-12-06 11:00"), Status::kCancelled),
      session("C", "2025-12-06 11:00", "2025-12-06 12:00"),
  });
  schedule::Notices notices;
  auto& move = notices.moves.emplace_back();
  move.term = {at(kDay + "08:00"), at(kDay + "20:00")};
  move.session = {at(kDay + "11:00"), "", ""};
  move.start = at(kDay + "11:30");
  const Screen screen =
      compose(&programme, at(kDay + "09:30"), Trust::kTrusted, {}, {}, notices).screen;
  REQUIRE(screen.list.size() == 2);
  CHECK_FALSE(screen.list[0].news);
  CHECK(screen.list[1].news);
  CHECK(screen.list[1].detail == "was 11:00 AM");
}

TEST_CASE("A pause says where it is, and of a label only whole words count as said") {
  auto coffee = session("Coffee", "2025-12-06 10:00", "2025-12-06 10:30");
  coffee.kind = schedule::Kind::kBreak;
  coffee.room = "Foyer";
  coffee.plenary = true;
  auto talk = session("Smart Cars", "2025-12-06 10:30", "2025-12-06 11:00");
  talk.room = "Hall A";
  talk.label = "Art";
  const auto programme = programme_of({coffee, talk}, "Hall A");
  CHECK(screen_at(programme, kDay + "10:10").aside == "Coffee → Foyer · until 10:30 AM");
  CHECK(screen_at(programme, kDay + "10:40").eyebrow == "Art");
}

TEST_CASE("A day of which everything was called off is shown, struck") {
  const auto programme = programme_of(
      {called_off(session("B", "2025-12-06 10:00", "2025-12-06 11:00"), Status::kCancelled)});
  const Screen screen = screen_at(programme, kDay + "09:50");
  CHECK(screen.headline == "Programme for Saturday, December 6");
  REQUIRE(screen.list.size() == 1);
  CHECK(screen.list[0].struck);
}

TEST_CASE("A stale schedule says since when nothing newer is known, with the clock's minute") {
  const auto programme = workshop();
  SourceState source;
  source.checked = at(kDay + "09:02:17");
  const auto foot = [&](const std::string& now) {
    return screen_at(programme, now, {}, source).foot_right;
  };
  CHECK(foot(kDay + "09:17:59").empty());
  CHECK(foot(kDay + "09:18") == "Schedule as of 9:02 AM");
  CHECK(foot("2025-12-07 09:18") == "Schedule as of Saturday, December 6, 9:02 AM");
  CHECK(foot(kDay + "08:00").empty());  // the clock was set back
  source.checked.reset();
  CHECK(foot(kDay + "12:00").empty());
}

TEST_CASE("Lists end somewhere") {
  std::vector<Session> sessions;
  for (int i = 0; i < 1000; ++i) {
    sessions.push_back(session(fmt::format("T{}", i), "2025-12-06 09:00", "2025-12-06 10:00"));
    sessions.push_back(session(fmt::format("U{}", i), "2025-12-06 11:00", "2025-12-06 12:00"));
  }
  const auto programme = programme_of(sessions);
  const Screen screen = screen_at(programme, kDay + "09:30");
  CHECK(screen.list.size() == kLongestList);
  CHECK(screen.also_now.size() == kLongestList);
  const auto undated = compose(&programme, at(kDay + "09:30"), Trust::kUntrusted, {}, {}).screen;
  CHECK(undated.list.size() == kLongestList);
}

// ---- Clock, language, words ----

TEST_CASE("The clock follows daylight saving both ways") {
  const auto programme = programme_of({session("Night", "2025-11-01 22:00", "2025-11-02 03:00")});
  const auto clock = [&](const char* now) { return screen_at(programme, now).clock.time; };
  CHECK(clock("2025-11-02T01:59:59-07:00") == "1:59");
  CHECK(clock("2025-11-02T01:00:00-08:00") == "1:00");
  const Screen screen = screen_at(programme, "2025-11-02T01:30:00-07:00");
  CHECK(screen.progress.range == "10:00 PM – 3:00 AM");
  CHECK(screen.progress.remaining == "2 h 30 min left");
  CHECK(clock("2025-03-09T01:59:59-08:00") == "1:59");
  CHECK(clock("2025-03-09T03:00:00-07:00") == "3:00");
}

TEST_CASE("Another language and its clock") {
  ViewOptions options;
  options.language = "de";
  const Screen pause = screen_at(workshop(), kDay + "10:01", options);
  CHECK(pause.clock == render::Clock{"10:01", "", "Samstag, 6. Dezember"});
  CHECK(pause.aside == "Coffee Break · bis 10:10 Uhr");
  CHECK(pause.eyebrow == "Beginn in 9 min");
  CHECK(pause.progress.range == "09:55 – 10:10 Uhr");
  CHECK(pause.progress.remaining == "noch 9 min");
  CHECK(pause.list_heading == "Später");
  CHECK(screen_at(workshop(), kDay + "13:10", options).title == "Panel");
  options.language = "fr";
  CHECK(screen_at(workshop(), "2025-12-04 12:00", options).headline ==
        "Programme du samedi 6 décembre");
}

TEST_CASE("The sign speaks the event's language, unless it is told another") {
  const auto headline_of = [](const char* event, const char* told) {
    schedule::Schedule schedule = workshop_schedule();
    schedule.event.language = event;
    const Programme programme(finished(std::move(schedule)), "", zone("America/Los_Angeles"), {});
    ViewOptions options;
    options.language = told;
    return screen_at(programme, "2025-12-04 12:00", options).clock;
  };
  CHECK(headline_of("", "") == render::Clock{"12:00", "PM", "Thursday, December 4"});
  CHECK(headline_of("tlh", "") == render::Clock{"12:00", "PM", "Thursday, December 4"});
  CHECK(headline_of("de-AT", "") == render::Clock{"12:00", "", "Donnerstag, 4. Dezember"});
  CHECK(headline_of("de", "ja") == render::Clock{"12:00", "", "12月4日（木）"});
}

TEST_CASE("The hours are the language's, unless the configuration says which") {
  const auto clock_of = [](const char* language, ClockHours hours) {
    ViewOptions options;
    options.language = language;
    options.clock = hours;
    const auto clock = screen_at(workshop(), kDay + "13:05", options).clock;
    return clock.time + clock.suffix;
  };
  CHECK(clock_of("en", ClockHours::kUsual) == "1:05PM");
  CHECK(clock_of("en", ClockHours::k24) == "13:05");
  CHECK(clock_of("fr", ClockHours::kUsual) == "13:05");
  CHECK(clock_of("fr", ClockHours::k12) == "1:05PM");
  CHECK(clock_of("ar", ClockHours::kUsual) == "1:05م");
}

TEST_CASE("A language that is read from the right: the picture is told so, and its lines run so") {
  ViewOptions options;
  options.language = "ar";
  const Screen pause = screen_at(workshop(), kDay + "10:01", options);
  const std::string mark = "\u200f";
  CHECK(pause.right_to_left);
  CHECK(pause.aside == mark + "Coffee Break · حتى 10:10 ص");
  CHECK(pause.eyebrow == "البداية بعد 9 دقائق");
  CHECK(pause.title == "Navigating Scaling and Efficiency Challenges of ML Systems");
  CHECK(pause.progress.range == mark + "9:55 – 10:10 ص");
  CHECK(pause.list[0].detail == "Tim Kraska · MIT, AWS");  // none of the sign's words in it
  CHECK(compose(nullptr, {}, Trust::kTrusted, {}, options).screen.right_to_left);
  CHECK_FALSE(screen_at(workshop(), kDay + "10:01").right_to_left);
}

// ---- Two languages ----

TEST_CASE("Two languages take turns, at the edges of unix time") {
  ViewOptions options;
  options.language = "de";
  options.second_language = "fr";
  const auto programme = workshop();
  const Instant minute = at(kDay + "08:52");  // twelve seconds go into it, five times
  const auto heading = [&](int seconds) {
    return compose(&programme, minute + std::chrono::seconds(seconds), Trust::kTrusted, {}, options)
        .screen.list_heading;
  };
  const bool german_first = heading(0) == "Als Nächstes";
  for (int turn = 0; turn < 20; ++turn) {
    const char* expected = (turn % 2 == 0) == german_first ? "Als Nächstes" : "À suivre";
    CHECK(heading(12 * turn) == expected);
    CHECK(heading(12 * turn + 11) == expected);
  }
  CHECK(compose_at(programme, kDay + "08:52:13", options).next_change == minute + 24s);
  CHECK(compose(&programme, minute + 13s, Trust::kUntrusted, {}, options).next_change ==
        minute + 24s);
  CHECK(compose(nullptr, minute + 13s, Trust::kUntrusted, {}, options).next_change == minute + 24s);
}

TEST_CASE("A page stays for both languages") {
  ViewOptions options;
  const auto programme = workshop();
  const Instant minute = at(kDay + "08:52");
  const long page = page_at(&programme, minute, options);
  CHECK(page_at(&programme, minute + 12s, options) == page + 1);
  options.second_language = "ja";
  const auto shown = [&](int seconds) {
    const Instant now = minute + std::chrono::seconds(seconds);
    return std::pair(page_at(&programme, now, options),
                     compose(&programme, now, Trust::kTrusted, {}, options).screen.clock.date);
  };
  std::set<std::pair<long, std::string>> all;
  for (int seconds = 0; seconds < 240; seconds += 12) all.insert(shown(seconds));
  CHECK(all.size() == 20);  // ten pages in two languages, or nine and two halves
}

TEST_CASE("A second language that is the first one changes nothing") {
  ViewOptions options;
  options.second_language = "en-GB";
  const auto programme = workshop();
  CHECK(languages_of(&programme, options).size() == 1);
  CHECK(compose_at(programme, kDay + "08:52:13", options).next_change == at(kDay + "08:53"));
}

TEST_CASE("The word above a headline says what the headline does not") {
  const Phrases& en = phrases("en");
  const auto chip_of = [&](Kind kind, const char* label, const char* title) {
    Session session;
    session.kind = kind;
    session.label = label;
    session.title = title;
    return chip(session, en);
  };
  CHECK(chip_of(Kind::kTalk, "Hardware", "Chips") == "Hardware");
  CHECK(chip_of(Kind::kTalk, "", "Chips") == "");
  CHECK(chip_of(Kind::kKeynote, "", "Chips") == "Keynote");
  CHECK(chip_of(Kind::kKeynote, "", "Keynote: Chips") == "");
  CHECK(chip_of(Kind::kPanel, "Panel", "") == "");
  CHECK(chip_of(Kind::kPanel, "", "") == "");
  CHECK(chip_of(Kind::kOpening, "", "Welcome") == "");
  CHECK(chip_of(Kind::kBreak, "", "Coffee Break") == "");
}

TEST_CASE("A session with neither title nor label is called by its kind, in the sign's language") {
  Session pause;
  pause.kind = Kind::kBreak;
  CHECK(headline(pause, phrases("en")) == "Break");
  CHECK(headline(pause, phrases("de")) == "Pause");
  CHECK(list_title(pause, phrases("es")) == "Pausa");
}

// ---- Cross-fades ----

TEST_CASE("Another minute of the same thing is the same subject, another state is not") {
  const auto programme = workshop();
  const auto screen = [&](const char* time) { return screen_at(programme, kDay + time); };
  CHECK(same_subject(screen("08:52"), screen("08:53")));
  CHECK(same_subject(screen("07:15"), screen("07:40")));
  CHECK(same_subject(screen("10:01"), screen("10:09:30")));
  CHECK(same_subject(screen("08:00"), screen("08:14:30")));
  CHECK_FALSE(same_subject(screen("07:44"), screen("07:45")));
  CHECK_FALSE(same_subject(screen("08:14:59"), screen("08:15")));
  CHECK_FALSE(same_subject(screen("09:14:59"), screen("09:15")));
  CHECK_FALSE(same_subject(screen("10:09:59"), screen("10:10")));
  CHECK_FALSE(same_subject(screen("12:29"), screen("12:30")));
}

}  // namespace
}  // namespace roomsign::test
