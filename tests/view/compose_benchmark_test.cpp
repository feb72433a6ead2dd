// How long a beat takes. Not a test of time: `view_tests "[.benchmark]"` prints the figures.

#include <chrono>
#include <cstdio>

#include <fmt/core.h>

#include "daemon/view/compose.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using schedule::Programme;
using schedule::Session;

constexpr int kSessions = 10'000;

// Ten thousand sessions of half an hour in so many rooms, over `days` days.
std::vector<Session> many(int days, int rooms = 20) {
  std::vector<Session> sessions;
  const int a_day = kSessions / days;
  for (int i = 0; i < kSessions; ++i) {
    Session talk = session(fmt::format("A Talk with a Title of Usual Length, Number {}", i),
                           "2025-12-06 09:00", "");
    talk.start +=
        std::chrono::days(i / a_day) + std::chrono::minutes((i % a_day) * (10 * 60) / a_day);
    talk.end = talk.start + std::chrono::minutes(30);
    talk.room = fmt::format("Room {}", i % rooms);
    talk.speakers = {{"Ada Lovelace", "Analytical Engines", ""}};
    sessions.push_back(std::move(talk));
  }
  return sessions;
}

double microseconds_a_beat(const Programme& programme, Trust trust, bool lobby,
                           const schedule::Notices& notices) {
  using SteadyClock = std::chrono::steady_clock;
  constexpr int kBeats = 2'000;
  const SourceState source;
  ViewOptions options;
  options.lobby = lobby;
  std::size_t words = 0;
  const Instant first = at("2025-12-06 08:00");
  const auto begin = SteadyClock::now();
  for (int i = 0; i < kBeats; ++i) {
    const auto now = first + std::chrono::seconds(i * 37);
    const auto screen = compose(&programme, now, trust, source, options, notices).screen;
    words +=
        screen.list.size() + screen.doors.size() + screen.lines.size() + screen.headline.size();
  }
  const std::chrono::duration<double, std::micro> took = SteadyClock::now() - begin;
  CHECK(words > 0);
  return took.count() / kBeats;
}

void print(const char* what, const Programme& programme, Trust trust = Trust::kTrusted,
           bool lobby = false, const schedule::Notices& notices = {}) {
  std::printf("%-58s %8.1f us a beat\n", what,
              microseconds_a_beat(programme, trust, lobby, notices));
}

TEST_CASE("A beat with ten thousand sessions", "[.benchmark]") {
  print("one room of twenty, 10 days", programme_of(many(10), "Room 7"));
  print("all rooms, 10 days", programme_of(many(10)));
  print("all rooms, all on one day", programme_of(many(1)));
  auto exhibition = many(10);
  exhibition.front().end = exhibition.back().end;
  print("all rooms, 10 days, under one session that never ends", programme_of(exhibition));
  print("all rooms, 10 days, clock not trusted", programme_of(many(10)), Trust::kUntrusted);
  print("the lobby of 60 rooms, 10 days", programme_of(many(10, 60)), Trust::kTrusted, true);
  print("the lobby of 60 rooms, all on one day", programme_of(many(1, 60)), Trust::kTrusted, true);
  const schedule::Notices late{.delays = {{.term = {at("2025-12-06 08:00"), at("2025-12-20 08:00")},
                                           .rooms = {},
                                           .by = std::chrono::minutes(10)}}};
  print("one room of twenty, 10 days, late", programme_of(many(10), "Room 7"), Trust::kTrusted,
        false, late);
  print("all rooms, all on one day, late", programme_of(many(1)), Trust::kTrusted, false, late);
  print("a room that no session names", programme_of(many(10), "Cellar"));
}

}  // namespace
}  // namespace roomsign::test
