// How long a beat takes: a picture's words made anew.

#include <array>
#include <chrono>

#include <fmt/core.h>

#include "daemon/view/compose.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/figure.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using schedule::Programme;
using schedule::Session;

constexpr std::array kSizes = {100, 1'000, 10'000, 100'000};

// Sessions of half an hour in so many rooms, over `days` days.
std::vector<Session> many(int count, int days, int rooms = 20) {
  std::vector<Session> sessions;
  const int a_day = count / days;
  for (int i = 0; i < count; ++i) {
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
  constexpr int kBeats = 2'000;
  const SourceState source;
  ViewOptions options;
  options.lobby = lobby;
  std::size_t words = 0;
  const Instant first = at("2025-12-06 08:00");
  const double took = cpu_seconds([&] {
    for (int i = 0; i < kBeats; ++i) {
      const auto now = first + std::chrono::seconds(i * 37);
      const auto screen = compose(&programme, now, trust, source, options, notices).screen;
      words +=
          screen.list.size() + screen.doors.size() + screen.lines.size() + screen.headline.size();
    }
  });
  CHECK(words > 0);
  return took * 1e6 / kBeats;
}

TEST_CASE("A beat with a hundred to a hundred thousand sessions", "[beats]") {
  const auto sessions = GENERATE(from_range(kSizes));
  const auto print = [&](const char* what, const Programme& programme,
                         Trust trust = Trust::kTrusted, bool lobby = false,
                         const schedule::Notices& notices = {}) {
    print_figure(std::string(what) + ": beat", sessions,
                 microseconds_a_beat(programme, trust, lobby, notices), "us");
  };
  print("one room of twenty, 10 days", programme_of(many(sessions, 10), "Room 7"));
  print("all rooms, 10 days", programme_of(many(sessions, 10)));
  print("all rooms, all on one day", programme_of(many(sessions, 1)));
  auto exhibition = many(sessions, 10);
  exhibition.front().end = exhibition.back().end;
  print("all rooms, 10 days, under one session that never ends", programme_of(exhibition));
  print("all rooms, 10 days, clock not trusted", programme_of(many(sessions, 10)),
        Trust::kUntrusted);
  print("the lobby of 60 rooms, 10 days", programme_of(many(sessions, 10, 60)), Trust::kTrusted,
        true);
  print("the lobby of 60 rooms, all on one day", programme_of(many(sessions, 1, 60)),
        Trust::kTrusted, true);
  const schedule::Notices late{.delays = {{.term = {at("2025-12-06 08:00"), at("2025-12-20 08:00")},
                                           .rooms = {},
                                           .by = std::chrono::minutes(10)}}};
  print("one room of twenty, 10 days, late", programme_of(many(sessions, 10), "Room 7"),
        Trust::kTrusted, false, late);
  print("all rooms, all on one day, late", programme_of(many(sessions, 1)), Trust::kTrusted, false,
        late);
  print("a room that no session names", programme_of(many(sessions, 10), "Cellar"));
}

}  // namespace
}  // namespace roomsign::test
