#include "daemon/schedule/agenda.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using schedule::Agenda;
using schedule::Kind;
using schedule::Programme;
using schedule::Rules;
using schedule::Session;
using schedule::Slot;
using schedule::State;
using schedule::Status;

std::string title(const Slot* slot) { return slot == nullptr ? "" : slot->session->title; }

std::vector<std::string> titles(const std::vector<const Slot*>& slots) {
  std::vector<std::string> titles;
  titles.reserve(slots.size());
  for (const Slot* slot : slots) titles.push_back(title(slot));
  return titles;
}

std::vector<std::string> titles(std::span<const Slot> slots) {
  std::vector<std::string> titles;
  titles.reserve(slots.size());
  for (const Slot& slot : slots) titles.push_back(title(&slot));
  return titles;
}

Session called_off(Session session, Status status = Status::kCancelled) {
  session.status = status;
  return session;
}

using Titles = std::vector<std::string>;

// Two days: a morning with a gap, a break, and an afternoon a good hour later; then a Sunday.
Programme workshop() {
  return programme_of({
      session("Opening", "2025-12-06 09:00", "2025-12-06 09:30"),
      session("Keynote", "2025-12-06 09:30", "2025-12-06 10:30"),
      session("Coffee", "2025-12-06 10:30", "2025-12-06 11:15", Kind::kBreak),
      session("Talk", "2025-12-06 11:15", "2025-12-06 12:00"),
      session("Panel", "2025-12-06 14:00", "2025-12-06 15:00"),
      session("Sunday", "2025-12-07 10:00", "2025-12-07 11:00"),
  });
}

TEST_CASE("Long before the first session the day's agenda is shown") {
  const auto programme = workshop();
  const Agenda agenda = agenda_at(programme, at("2025-12-06 08:29:59"));
  CHECK(agenda.state == State::kAgenda);
  CHECK(title(agenda.next) == "Opening");
  CHECK_FALSE(agenda.next_is_near);
  CHECK(titles(agenda.day_slots) == Titles{"Opening", "Keynote", "Coffee", "Talk", "Panel"});
  CHECK(agenda.next_change == at("2025-12-06 08:30"));
}

TEST_CASE("From thirty minutes before it the first session is the hero") {
  const auto programme = workshop();
  const Agenda agenda = agenda_at(programme, at("2025-12-06 08:30"));
  CHECK(agenda.state == State::kSoon);
  CHECK(agenda.hero == nullptr);
  CHECK(title(agenda.next) == "Opening");
  CHECK(agenda.next_change == at("2025-12-06 09:00"));
}

TEST_CASE("A session runs from its start until just before its end") {
  const auto programme = workshop();
  const Agenda first = agenda_at(programme, at("2025-12-06 09:00"));
  CHECK(first.state == State::kNow);
  CHECK(title(first.hero) == "Opening");
  CHECK(first.also_now.empty());
  CHECK(titles(first.later) == Titles{"Keynote", "Coffee", "Talk", "Panel"});
  CHECK(title(agenda_at(programme, at("2025-12-06 09:29:59")).hero) == "Opening");
  CHECK(title(agenda_at(programme, at("2025-12-06 09:30")).hero) == "Keynote");
}

TEST_CASE("In a break the next session becomes near") {
  const auto programme = workshop();
  const Agenda early = agenda_at(programme, at("2025-12-06 10:30"));
  CHECK(early.state == State::kBreak);
  CHECK(title(early.hero) == "Coffee");
  CHECK(title(early.next) == "Talk");
  CHECK_FALSE(early.next_is_near);
  CHECK(early.next_change == at("2025-12-06 10:45"));
  CHECK(agenda_at(programme, at("2025-12-06 10:45")).next_is_near);
}

TEST_CASE("Between two sessions the next is the hero, however far away") {
  const auto programme = workshop();
  const Agenda agenda = agenda_at(programme, at("2025-12-06 12:00"));
  CHECK(agenda.state == State::kSoon);
  CHECK(title(agenda.next) == "Panel");
  CHECK_FALSE(agenda.next_is_near);
}

TEST_CASE("After the last session the day is over until four in the morning") {
  const auto programme = workshop();
  for (const char* now : {"2025-12-06 15:00", "2025-12-07 00:00", "2025-12-07 03:59:59"}) {
    const Agenda agenda = agenda_at(programme, at(now));
    INFO(now);
    CHECK(agenda.state == State::kDayOver);
    CHECK(title(agenda.next) == "Sunday");
    CHECK(agenda.day == agenda.today + std::chrono::days(1));
    CHECK(agenda.next_change == at("2025-12-07 04:00"));
  }
  CHECK(agenda_at(programme, at("2025-12-07 04:00")).state == State::kAgenda);
}

TEST_CASE("After the last session of all the programme is over for good") {
  const auto programme = workshop();
  for (const char* now : {"2025-12-07 11:00", "2025-12-08 09:00", "2030-01-01 00:00"}) {
    const Agenda agenda = agenda_at(programme, at(now));
    CHECK(agenda.state == State::kProgrammeOver);
    CHECK_FALSE(agenda.next_change.has_value());
  }
}

TEST_CASE("On a day without sessions the next day that has some is shown") {
  const auto programme = workshop();
  const Agenda agenda = agenda_at(programme, at("2025-12-03 12:00"));
  CHECK(agenda.state == State::kNextDay);
  CHECK(title(agenda.next) == "Opening");
  CHECK(agenda.day_slots.size() == 5);
  CHECK(agenda.day == agenda.today + std::chrono::days(3));
  CHECK(agenda.next_change == at("2025-12-06 04:00"));
}

TEST_CASE("A programme without sessions has no state to speak of") {
  const auto programme = programme_of({});
  const Agenda agenda = agenda_at(programme, at("2025-12-06 12:00"));
  CHECK(agenda.state == State::kEmpty);
  CHECK_FALSE(agenda.next_change.has_value());
}

TEST_CASE("Of several running sessions the last to start is the hero, and pauses come last") {
  const auto programme = programme_of({
      session("Posters", "2025-12-06 09:00", "2025-12-06 17:00", Kind::kPoster),
      session("Tutorial", "2025-12-06 10:00", "2025-12-06 12:00"),
      session("Snacks", "2025-12-06 11:00", "2025-12-06 11:30", Kind::kBreak),
      session("Registration", "2025-12-06 08:00", "2025-12-06 18:00", Kind::kRegistration),
  });
  const Agenda agenda = agenda_at(programme, at("2025-12-06 11:10"));
  CHECK(agenda.state == State::kNow);
  CHECK(title(agenda.hero) == "Tutorial");
  CHECK(titles(agenda.also_now) == Titles{"Posters", "Snacks", "Registration"});
  CHECK(agenda.next_change == at("2025-12-06 11:30"));
  CHECK(agenda_at(programme, at("2025-12-06 17:30")).state == State::kBreak);
}

TEST_CASE("A long session is found below many short ones that are over") {
  std::vector<Session> sessions{session("Exhibition", "2025-12-06 08:00", "2025-12-06 22:00")};
  for (int i = 0; i < 60; ++i) {
    Session talk = session("Short", "2025-12-06 09:00", "");
    talk.start += std::chrono::minutes(10 * i);
    talk.end = talk.start + std::chrono::minutes(5);
    sessions.push_back(talk);
  }
  const auto programme = programme_of(sessions);
  CHECK(title(agenda_at(programme, at("2025-12-06 18:57")).hero) == "Exhibition");
}

TEST_CASE("A session over midnight runs on, on both sides and past the day's change") {
  const auto programme = programme_of({session("Hackathon", "2025-12-06 20:00", "2025-12-07 09:00"),
                                       session("Prizes", "2025-12-07 10:00", "2025-12-07 11:00")});
  CHECK(title(agenda_at(programme, at("2025-12-06 23:59:59")).hero) == "Hackathon");
  const Agenda night = agenda_at(programme, at("2025-12-07 00:00"));
  CHECK(title(night.hero) == "Hackathon");
  CHECK(night.later.empty());
  CHECK(night.next_change == at("2025-12-07 04:00"));
  const Agenda morning = agenda_at(programme, at("2025-12-07 04:00"));
  CHECK(title(morning.hero) == "Hackathon");
  CHECK(titles(morning.later) == Titles{"Prizes"});
}

TEST_CASE("Another day change moves the night to the other day") {
  Rules rules;
  rules.day_change = std::chrono::minutes(0);
  const auto programme = programme_of({session("Talk", "2025-12-06 20:00", "2025-12-06 21:00"),
                                       session("Party", "2025-12-07 00:30", "2025-12-07 02:00")},
                                      {}, rules);
  CHECK(agenda_at(programme, at("2025-12-06 22:00")).state == State::kDayOver);
  const auto by_default = programme_of({session("Talk", "2025-12-06 20:00", "2025-12-06 21:00"),
                                        session("Party", "2025-12-07 00:30", "2025-12-07 02:00")});
  CHECK(agenda_at(by_default, at("2025-12-06 22:00")).state == State::kSoon);
}

TEST_CASE("The hour that is left out in spring is left out of the session too") {
  // 01:30 PST until 03:30 PDT is one hour of time, over the change of March 9, 2025.
  const auto programme = programme_of({session("Night", "2025-03-09 01:30", "2025-03-09 03:30")});
  const Slot& slot = programme.slots()[0];
  CHECK(slot.end - slot.start == std::chrono::hours(1));
  CHECK(agenda_at(programme, at("2025-03-09T01:59:59-08:00")).state == State::kNow);
  CHECK(agenda_at(programme, at("2025-03-09T03:29:59-07:00")).state == State::kNow);
  CHECK(agenda_at(programme, at("2025-03-09T03:30:00-07:00")).state == State::kProgrammeOver);
  CHECK(programme.day_begins(slot.day + std::chrono::days(1)) == at("2025-03-09T04:00:00-07:00"));
}

TEST_CASE("The hour that comes twice in autumn belongs to the session twice") {
  const auto programme = programme_of({session("Night", "2025-11-02 00:30", "2025-11-02 02:30"),
                                       session("Early", "2025-11-02 02:30", "2025-11-02 03:00")});
  CHECK(programme.slots()[0].end - programme.slots()[0].start == std::chrono::hours(3));
  CHECK(title(agenda_at(programme, at("2025-11-02T01:30:00-07:00")).hero) == "Night");
  CHECK(title(agenda_at(programme, at("2025-11-02T01:30:00-08:00")).hero) == "Night");
  CHECK(title(agenda_at(programme, at("2025-11-02T02:30:00-08:00")).hero) == "Early");
}

TEST_CASE("A session of no length is next but never running") {
  const auto programme = programme_of({session("Bell", "2025-12-06 12:00", "2025-12-06 12:00"),
                                       session("Backwards", "2025-12-06 12:05", "2025-12-06 11:00"),
                                       session("Talk", "2025-12-06 12:10", "2025-12-06 12:30")});
  CHECK(title(agenda_at(programme, at("2025-12-06 11:59:59")).next) == "Bell");
  const Agenda agenda = agenda_at(programme, at("2025-12-06 12:00"));
  CHECK(agenda.state == State::kSoon);
  CHECK(title(agenda.next) == "Backwards");
  CHECK(agenda_at(programme, at("2025-12-06 12:05")).state == State::kSoon);
}

TEST_CASE("What was called off is listed but never running and never next") {
  const auto programme = programme_of({
      session("Talk", "2025-12-06 09:00", "2025-12-06 10:00"),
      called_off(session("Gone", "2025-12-06 10:00", "2025-12-06 11:00")),
      called_off(session("Elsewhere", "2025-12-06 10:30", "2025-12-06 11:00"), Status::kMoved),
      session("Last", "2025-12-06 11:00", "2025-12-06 12:00"),
  });
  const Agenda before = agenda_at(programme, at("2025-12-06 09:30"));
  CHECK(title(before.next) == "Last");
  CHECK(titles(before.later) == Titles{"Gone", "Elsewhere", "Last"});
  CHECK(agenda_at(programme, at("2025-12-06 10:10")).state == State::kSoon);
}

TEST_CASE("A day of which everything was called off is shown until its sessions' times") {
  const auto programme = programme_of({
      called_off(session("Gone", "2025-12-06 10:00", "2025-12-06 11:00")),
      session("Sunday", "2025-12-07 10:00", "2025-12-07 11:00"),
  });
  const Agenda agenda = agenda_at(programme, at("2025-12-06 09:00"));
  CHECK(agenda.state == State::kAgenda);
  CHECK(agenda.next == nullptr);
  CHECK(titles(agenda.day_slots) == Titles{"Gone"});
  CHECK(agenda_at(programme, at("2025-12-06 10:00")).state == State::kDayOver);
}

TEST_CASE("A session that nobody ends runs for the default length") {
  const auto programme = programme_of({session("Posters", "2025-12-06 15:30", "")});
  CHECK(agenda_at(programme, at("2025-12-06 16:29:59")).state == State::kNow);
  CHECK(agenda_at(programme, at("2025-12-06 16:30")).state == State::kProgrammeOver);
}

}  // namespace
}  // namespace roomsign::test
