#include "daemon/schedule/adjust.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "daemon/schedule/agenda.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::schedule;
using namespace std::chrono_literals;

Instant on(const std::string& time) { return at("2025-12-06 " + time); }

Session in(std::string room, std::string title, const std::string& start, const std::string& end,
           Kind kind = Kind::kTalk) {
  Session session = test::session(std::move(title), "2025-12-06 " + start,
                                  end.empty() ? "" : "2025-12-06 " + end, kind);
  session.room = std::move(room);
  return session;
}

const std::vector<Session> kMorning = {
    in("Hall A", "One", "09:15", "09:55"),
    in("Hall A", "Coffee", "09:55", "10:10", Kind::kBreak),
    in("Hall A", "Two", "10:10", "10:40"),
    in("Hall A", "Three", "10:40", "11:10"),
};

std::string clock(Instant t) { return format_instant(t, -8h).substr(11, 5); }

// "9:25 9:15-10:05 One", a line a slot: when, the announced time where it is late, what.
std::string lines(const Programme& programme) {
  std::string text;
  for (const Slot& slot : programme.slots()) {
    text += fmt::format("{}-{}", clock(slot.start), clock(slot.end));
    if (slot.late.count() > 0) text += fmt::format(" (was {})", clock(slot.start - slot.late));
    text += " " + slot.session->title;
    if (!slot.takes_place()) text += fmt::format(" {}", to_string(slot.session->status));
    if (const auto* amended = slot.amended) {
      if (amended->was) text += fmt::format(", announced for {}", clock(*amended->was));
      if (!amended->moved_from.empty()) text += ", from " + amended->moved_from;
      if (!amended->moved_to.empty()) text += ", to " + amended->moved_to;
      if (amended->moved_at) text += ", at " + clock(*amended->moved_at);
      if (amended->full) text += ", full, else " + amended->alternative;
    }
    text += '\n';
  }
  return text;
}

Term term(const std::string& from, const std::string& until = "23:00") {
  return {.from = on(from), .until = on(until)};
}

Notices delay(std::chrono::minutes by, const std::string& from,
              std::vector<std::string> rooms = {}) {
  return {.delays = {{.term = term(from), .rooms = std::move(rooms), .by = by}}};
}

std::string adjusted(const Programme& programme, const Notices& notices, const std::string& now) {
  const auto other = adjust(programme, notices, on(now));
  return other ? lines(*other) : "unchanged\n";
}

TEST_CASE("A delay shifts what runs and what follows, and a break makes up for it") {
  const auto programme = programme_of(kMorning, "Hall A");
  CHECK(adjusted(programme, delay(10min, "09:20"), "09:30") ==
        "09:25-10:05 (was 09:15) One\n"
        "10:05-10:10 (was 09:55) Coffee\n"
        "10:10-10:40 Two\n"
        "10:40-11:10 Three\n");
  CHECK(adjusted(programme, delay(25min, "09:20"), "09:30") ==
        "09:40-10:20 (was 09:15) One\n"
        "10:20-10:25 (was 09:55) Coffee\n"
        "10:25-10:55 (was 10:10) Two\n"
        "10:55-11:25 (was 10:40) Three\n");
}

TEST_CASE("A break keeps its length where it is shorter than the shortest") {
  auto sessions = kMorning;
  sessions[1].end = on("09:58");
  sessions[2].start = on("09:58");
  CHECK(adjusted(programme_of(sessions, "Hall A"), delay(10min, "09:20"), "09:30") ==
        "09:25-10:05 (was 09:15) One\n"
        "10:05-10:08 (was 09:55) Coffee\n"
        "10:08-10:50 (was 09:58) Two\n"
        "10:50-11:20 (was 10:40) Three\n");
}

TEST_CASE("A gap without a session makes up for a delay as a break does") {
  const auto programme =
      programme_of({in("Hall A", "One", "09:00", "10:00"), in("Hall A", "Two", "10:12", "10:40")});
  CHECK(adjusted(programme, delay(10min, "09:20"), "09:30") ==
        "09:10-10:10 (was 09:00) One\n10:15-10:43 (was 10:12) Two\n");
}

TEST_CASE("What is over with the delay included stays, what would still run is late as well") {
  const auto programme =
      programme_of({in("Hall A", "One", "08:00", "08:45"), in("Hall A", "Two", "08:45", "09:15"),
                    in("Hall A", "Three", "09:15", "09:55")});
  CHECK(adjusted(programme, delay(10min, "09:20"), "09:30") ==
        "08:00-08:45 One\n08:55-09:25 (was 08:45) Two\n09:25-10:05 (was 09:15) Three\n");
}

TEST_CASE("A break that runs when a delay is announced goes on for so much longer") {
  CHECK(adjusted(programme_of(kMorning, "Hall A"), delay(10min, "10:06"), "10:07") ==
        "09:15-09:55 One\n"
        "09:55-10:20 Coffee\n"
        "10:20-10:50 (was 10:10) Two\n"
        "10:50-11:20 (was 10:40) Three\n");
}

TEST_CASE("A delay announced in a gap puts off the session after it by all of it") {
  CHECK(adjusted(programme_of({in("", "One", "09:00", "10:00")}), delay(10min, "08:30"), "08:40") ==
        "09:10-10:10 (was 09:00) One\n");
}

TEST_CASE("Another room's delay, one that is over and one of another day change nothing") {
  const auto programme = programme_of(kMorning, "Hall A");
  const std::string as_announced = lines(programme);
  CHECK(adjusted(programme, delay(10min, "09:20", {"Hall B"}), "09:30") == as_announced);
  CHECK(adjusted(programme, delay(10min, "09:20"), "09:19") == "unchanged\n");
  CHECK(adjusted(programme, delay(10min, "09:20"), "23:00") == "unchanged\n");
  Notices yesterday = delay(10min, "09:20");
  yesterday.delays[0].term.from -= 24h;
  CHECK(adjusted(programme, yesterday, "09:30") == as_announced);
}

TEST_CASE("Of several delays the last that holds for the room counts, also one that ends it") {
  const auto programme = programme_of(kMorning, "Hall A");
  Notices notices = delay(10min, "09:20");
  notices.delays.push_back({.term = term("09:25"), .rooms = {"hall-a"}, .by = 20min});
  CHECK(adjusted(programme, notices, "09:26").starts_with("09:35-10:15 (was 09:15) One\n"));
  notices.delays.push_back({.term = term("09:40"), .rooms = {"HALL A"}, .by = 0min});
  CHECK(adjusted(programme, notices, "09:40") == lines(programme));
}

TEST_CASE("On a sign for all rooms each has its own delay") {
  const auto programme =
      programme_of({in("Hall A", "One", "09:00", "10:00"), in("Hall B", "Two", "09:00", "10:00"),
                    in("Hall A", "Three", "10:00", "11:00")});
  CHECK(adjusted(programme, delay(10min, "09:20", {"Hall A"}), "09:30") ==
        "09:00-10:00 Two\n09:10-10:10 (was 09:00) One\n10:10-11:10 (was 10:00) Three\n");
}

TEST_CASE("A cancelled session is neither put off nor in the way of those that are") {
  auto sessions = kMorning;
  sessions[2].status = Status::kCancelled;
  CHECK(adjusted(programme_of(sessions, "Hall A"), delay(25min, "09:20"), "09:30") ==
        "09:40-10:20 (was 09:15) One\n"
        "10:10-10:40 Two cancelled\n"
        "10:20-10:25 (was 09:55) Coffee\n"
        "10:40-11:10 Three\n");
}

// A second opinion on delays, for sessions that follow each other: as in a queue, each begins when
// it is announced for, or later, when the one before it has left the room for long enough.
std::string queued(const std::vector<Session>& sessions, std::chrono::seconds by, Instant from) {
  constexpr std::chrono::seconds kShortest = 5min;
  std::string text;
  std::optional<Instant> announced_end;
  std::optional<Instant> free_from;
  for (const Session& session : sessions) {
    Instant start = session.start;
    Instant end = *session.end;
    const bool is_break = session.kind == Kind::kBreak;
    if (free_from) {
      const auto pause = std::min<std::chrono::seconds>(session.start - *announced_end, kShortest);
      start = std::max(session.start, *free_from + pause);
      const auto length = *session.end - session.start;
      end = is_break ? std::max(*session.end, start + std::min(length, kShortest)) : start + length;
    } else if (end + by > from) {
      start += is_break && start <= from ? 0s : by;
      const auto length = *session.end - session.start;
      end = is_break ? start == session.start ? end + by
                                              : std::max(end, start + std::min(length, kShortest))
                     : start + length;
    }
    if (free_from || end != *session.end || start != session.start) {
      announced_end = *session.end;
      free_from = end;
    }
    text += fmt::format("{}-{}", clock(start), clock(end));
    if (start > session.start) text += fmt::format(" (was {})", clock(session.start));
    text += " " + session.title + "\n";
  }
  return text;
}

TEST_CASE("A queue of sessions agrees on thousands of late days") {
  Dice dice(7);
  for (int i = 0; i < 3'000; ++i) {
    std::vector<Session> sessions;
    Instant t = on("08:00");
    for (int n = 1 + dice.below(10); n > 0; --n) {
      t += std::chrono::minutes(dice.chance(50) ? 0 : dice.below(20));
      Session next = in("Hall A", fmt::format("T{}", n), "08:00", "", Kind::kTalk);
      if (dice.chance(30)) next.kind = Kind::kBreak;
      next.start = t;
      t += std::chrono::minutes(1 + dice.below(60));
      next.end = t;
      sessions.push_back(std::move(next));
    }
    const auto by = std::chrono::minutes(1 + dice.below(60));
    const Instant from = on("08:00") + std::chrono::minutes(dice.below(240) - 20);
    const Notices notices{.delays = {{.term = {from, from + 24h}, .rooms = {}, .by = by}}};
    const auto late = adjust(programme_of(sessions), notices, from);
    REQUIRE(late);
    INFO(format_instant(from, -8h) << " +" << by.count());
    REQUIRE(lines(*late) == queued(sessions, by, from));
  }
}

TEST_CASE("The agenda of an adjusted programme goes by the new times") {
  const auto programme = programme_of(kMorning, "Hall A");
  const auto late = adjust(programme, delay(25min, "09:20"), on("10:15"));
  REQUIRE(late);
  const auto agenda = agenda_at(*late, on("10:15"));
  CHECK(agenda.hero->session->title == "One");
  CHECK(agenda.next->session->title == "Coffee");
  CHECK(agenda.next_change == on("10:20"));
}

TEST_CASE("A delay across the day's change takes a session into the next day's list in order") {
  const auto programme = programme_of(
      {in("", "Party", "03:50", "03:58"), in("", "Breakfast", "04:00", "05:00", Kind::kSocial)});
  const auto late = adjust(programme, delay(15min, "03:50"), on("03:55"));
  REQUIRE(late);
  CHECK(std::ranges::is_sorted(late->slots(), {}, &Slot::start));
  CHECK(std::ranges::is_sorted(late->slots(), {}, &Slot::day));
}

TEST_CASE("A session is called off by its time, and by room or name where that is not enough") {
  const auto programme =
      programme_of({in("Hall A", "One", "09:00", "10:00"), in("Hall B", "Two", "09:00", "10:00")});
  const auto off = [&](const SessionRef& session) {
    const Notices notices{.called_off = {{.term = term("08:00"), .session = session, .note = ""}}};
    return adjusted(programme, notices, "08:30");
  };
  const Instant nine = on("09:00");
  CHECK(off({.start = nine}) == "09:00-10:00 One cancelled\n09:00-10:00 Two cancelled\n");
  CHECK(off({.start = nine, .room = "hall b"}) == "09:00-10:00 One\n09:00-10:00 Two cancelled\n");
  CHECK(off({.start = nine, .name = "ONE"}) == "09:00-10:00 One cancelled\n09:00-10:00 Two\n");
  CHECK(off({.start = on("09:01")}) == lines(programme));
}

const std::vector<Session> kTwoRooms = {in("Hall A", "One", "09:00", "10:00"),
                                        in("Hall A", "Two", "10:00", "11:00"),
                                        in("Hall B", "Three", "09:00", "09:30")};

Notices moved(std::string room, std::optional<Instant> start = std::nullopt) {
  return {.moves = {{.term = term("08:00"),
                     .session = {.start = on("10:00"), .room = "", .name = ""},
                     .room = std::move(room),
                     .start = start}}};
}

TEST_CASE("A session that moves leaves word at its old door and stands at the new one") {
  CHECK(adjusted(programme_of(kTwoRooms, "Hall A"), moved("Hall B"), "08:30") ==
        "09:00-10:00 One\n10:00-11:00 Two moved, to Hall B\n");
  CHECK(adjusted(programme_of(kTwoRooms, "Hall B"), moved("Hall B"), "08:30") ==
        "09:00-09:30 Three\n10:00-11:00 Two, from Hall A\n");
  CHECK(adjusted(programme_of(kTwoRooms, ""), moved("Hall B"), "08:30") ==
        "09:00-10:00 One\n09:00-09:30 Three\n10:00-11:00 Two, from Hall A\n");
  CHECK(adjusted(programme_of(kTwoRooms, "Hall C"), moved("Hall B"), "08:30") == "");
}

CalledOff off(const std::string& from) {
  return {
      .term = term(from), .session = {.start = on("10:00"), .room = "", .name = ""}, .note = ""};
}

Notices both(Notices notices, const Notices& more) {
  notices.moves.insert(notices.moves.end(), more.moves.begin(), more.moves.end());
  return notices;
}

TEST_CASE("Of what is said of a session the last word counts, at both doors") {
  auto then_off = moved("Hall B");
  then_off.called_off = {off("08:10")};
  CHECK(adjusted(programme_of(kTwoRooms, "Hall A"), then_off, "08:30") ==
        "09:00-10:00 One\n10:00-11:00 Two cancelled\n");
  CHECK(adjusted(programme_of(kTwoRooms, "Hall B"), then_off, "08:30") ==
        "09:00-09:30 Three\n10:00-11:00 Two cancelled\n");
  auto off_before = moved("Hall B");
  off_before.called_off = {off("07:50")};
  CHECK(adjusted(programme_of(kTwoRooms, "Hall B"), off_before, "08:30") ==
        "09:00-09:30 Three\n10:00-11:00 Two, from Hall A\n");
  const auto twice = both(moved("Hall B"), moved("Hall C"));
  CHECK(adjusted(programme_of(kTwoRooms, "Hall B"), twice, "08:30") == "09:00-09:30 Three\n");
  CHECK(adjusted(programme_of(kTwoRooms, "Hall C"), twice, "08:30") ==
        "10:00-11:00 Two, from Hall A\n");
  CHECK(adjusted(programme_of(kTwoRooms, ""), twice, "08:30") ==
        "09:00-10:00 One\n09:00-09:30 Three\n10:00-11:00 Two, from Hall A\n");
  const auto in_both_ways = both(moved("Hall B"), moved("", on("13:00")));
  CHECK(adjusted(programme_of(kTwoRooms, "Hall B"), in_both_ways, "08:30") ==
        "09:00-09:30 Three\n13:00-14:00 Two, announced for 10:00, from Hall A\n");
  const auto later_still = both(moved("", on("11:00")), moved("", on("12:00")));
  CHECK(adjusted(programme_of(kTwoRooms, "Hall A"), later_still, "08:30") ==
        "09:00-10:00 One\n12:00-13:00 Two, announced for 10:00\n");
  const auto and_back = both(moved("Hall B"), moved("Hall A"));
  CHECK(adjusted(programme_of(kTwoRooms, "Hall A"), and_back, "08:30") ==
        "09:00-10:00 One\n10:00-11:00 Two\n");
}

TEST_CASE("A session that is put off to another day leaves word of it on its own") {
  const auto tomorrow = moved("", on("10:00") + 25h);
  CHECK(adjusted(programme_of(kTwoRooms, "Hall A"), tomorrow, "08:30") ==
        "09:00-10:00 One\n10:00-11:00 Two moved, at 11:00\n"
        "11:00-12:00 Two, announced for 10:00\n");
}

TEST_CASE("A sign that was given no room is in the only one that there is") {
  const std::vector<Session> one_room = {kTwoRooms[0], kTwoRooms[1]};
  CHECK(adjusted(programme_of(one_room, ""), moved("Room 6"), "08:30") ==
        "09:00-10:00 One\n10:00-11:00 Two moved, to Room 6\n");
  const std::vector<Session> no_room = {in("", "One", "09:00", "10:00"),
                                        in("", "Two", "10:00", "11:00")};
  CHECK(adjusted(programme_of(no_room, ""), moved("Room 6"), "08:30") ==
        "09:00-10:00 One\n10:00-11:00 Two moved, to Room 6\n");
}

TEST_CASE("What lasts over others of its room keeps its time, and nobody waits for its end") {
  auto sessions = kMorning;
  sessions.push_back(in("", "Registration", "08:00", "18:00", Kind::kRegistration));
  const auto programme = programme_of(sessions, "Hall A");
  CHECK(adjusted(programme, delay(10min, "09:20"), "09:21") ==
        "08:00-18:00 Registration\n"
        "09:25-10:05 (was 09:15) One\n"
        "10:05-10:10 (was 09:55) Coffee\n"
        "10:10-10:40 Two\n"
        "10:40-11:10 Three\n");
}

TEST_CASE("A session that moves in time has its new place in the order, and its old time is told") {
  CHECK(adjusted(programme_of(kTwoRooms, "Hall A"), moved("", on("08:45")), "08:30") ==
        "08:45-09:45 Two, announced for 10:00\n09:00-10:00 One\n");
  CHECK(adjusted(programme_of(kTwoRooms, "Hall A"), moved("Hall B", on("13:00")), "08:30") ==
        "09:00-10:00 One\n10:00-11:00 Two moved, to Hall B, at 13:00\n");
  CHECK(adjusted(programme_of(kTwoRooms, "Hall B"), moved("Hall B", on("13:00")), "08:30") ==
        "09:00-09:30 Three\n13:00-14:00 Two, announced for 10:00, from Hall A\n");
}

TEST_CASE("A full room is said of the session that runs then, else of the next one") {
  const auto full = [](const std::string& from) {
    return Notices{.full = {{.term = term(from), .room = "Hall A", .alternative = "Hall C"}}};
  };
  const auto programme = programme_of(kMorning, "Hall A");
  CHECK(adjusted(programme, full("09:20"), "09:21").find("One, full, else Hall C\n") !=
        std::string::npos);
  CHECK(adjusted(programme, full("08:00"), "09:21").find("One, full, else Hall C\n") !=
        std::string::npos);
  CHECK(adjusted(programme, full("10:39"), "10:45").find("Two, full, else Hall C\n") !=
        std::string::npos);
  CHECK(adjusted(programme, full("10:05"), "10:06").find("Two, full, else Hall C\n") !=
        std::string::npos);  // who finds it full in a break comes for what is next
  CHECK(adjusted(programme, full("11:10"), "11:11") == lines(programme));
}

// ---- Versions ----

std::string amended(const std::vector<Session>& before, const std::vector<Session>& after,
                    const std::string& room) {
  const auto old = schedule_of(before);
  const auto programme = programme_of(after, room);
  const auto other = amend(programme, changes(*old, programme.schedule()));
  return other ? lines(*other) : "unchanged\n";
}

TEST_CASE("A version that moves sessions leaves word of it, at both doors") {
  auto after = kTwoRooms;
  after[1].room = "Hall B";
  after[1].start = on("10:30");
  after[1].end = on("11:30");
  CHECK(amended(kTwoRooms, after, "Hall A") ==
        "09:00-10:00 One\n10:00-11:00 Two moved, to Hall B, at 10:30\n");
  CHECK(amended(kTwoRooms, after, "Hall B") ==
        "09:00-09:30 Three\n10:30-11:30 Two, announced for 10:00, from Hall A\n");
}

TEST_CASE("A session that is gone is cancelled, unless another one has its place") {
  auto after = kTwoRooms;
  after.erase(after.begin() + 1);
  CHECK(amended(kTwoRooms, after, "Hall A") == "09:00-10:00 One\n10:00-11:00 Two cancelled\n");
  CHECK(amended(kTwoRooms, after, "Hall B") == "unchanged\n");
  after.push_back(in("Hall A", "Something else", "10:15", "11:00"));
  CHECK(amended(kTwoRooms, after, "Hall A") == "unchanged\n");
}

TEST_CASE("A session that is gone is still one of its own room") {
  auto after = kTwoRooms;
  after.erase(after.begin() + 1);
  const auto old = schedule_of(kTwoRooms);
  const auto programme = programme_of(after);
  const auto other = amend(programme, changes(*old, programme.schedule()));
  REQUIRE(other);
  const auto gone = std::ranges::find(other->slots(), Status::kCancelled,
                                      [](const Slot& slot) { return slot.session->status; });
  REQUIRE(gone != other->slots().end());
  REQUIRE(gone->room != kEveryRoom);
  CHECK(other->rooms()[static_cast<std::size_t>(gone->room)] == "Hall A");
}

TEST_CASE("A version without most of what was there is another programme, not a change of it") {
  CHECK(amended(kMorning, {in("Hall A", "Four", "15:00", "16:00")}, "Hall A") == "unchanged\n");
}

TEST_CASE("A version that differs in words alone leaves no word of it") {
  auto after = kTwoRooms;
  after[0].title = "One, revised";
  CHECK(amended(kTwoRooms, after, "Hall A") == "unchanged\n");
}

}  // namespace
}  // namespace roomsign::test
