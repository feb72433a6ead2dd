#include "daemon/commands/sessions.hpp"

#include <memory>
#include <utility>

#include "daemon/schedule/adjust.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::commands {
namespace {

using namespace std::chrono_literals;
using schedule::Notices;
using schedule::Programme;

const Instant kNow = parse_instant("2026-05-01T09:20:00Z").value();

Programme announced() {
  schedule::Schedule schedule;
  const auto add = [&](const char* title, const char* room, Instant start,
                       schedule::Status status) {
    schedule.sessions.push_back({.id = title,
                                 .room = room,
                                 .start = start,
                                 .end = start + 30min,
                                 .title = title,
                                 .status = status});
  };
  add("Keys", "Hall A", kNow - 35min, schedule::Status::kScheduled);
  add("Hinges", "Hall A", kNow, schedule::Status::kScheduled);
  add("Ghosts", "Hall A", kNow + 1h, schedule::Status::kCancelled);
  add("Locks", "Hall A", kNow + 2h, schedule::Status::kScheduled);
  add("Bolts", "Hall B", kNow + 2h, schedule::Status::kScheduled);
  add("Gates", "Hall A", kNow + 26h, schedule::Status::kScheduled);
  schedule::finish(schedule);
  return {std::make_shared<const schedule::Schedule>(std::move(schedule)), "Hall A", Zone(),
          schedule::Rules()};
}

schedule::SessionRef ref(Instant start, const char* name) {
  return {.start = start, .room = "Hall A", .name = name};
}

std::vector<DaySession> sessions(const Programme& programme, const Notices& up,
                                 const Notices& said) {
  const auto standing = schedule::adjust(programme, up, kNow);
  return day_sessions(programme, standing ? *standing : programme, up, said, kNow);
}

TEST_CASE("What can be said something of is what this sign announced for the running day") {
  const auto programme = announced();
  const auto day = sessions(programme, {}, {});
  REQUIRE(day.size() == 3);
  CHECK(day[0].over);
  CHECK_FALSE(day[1].over);
  CHECK(sessions_json(&programme, {day.begin(), day.begin() + 1}) ==
        R"({
  "sessions": [
    {
      "session": {
        "start": "2026-05-01T08:45:00+00:00",
        "room": "Hall A",
        "name": "Keys"
      },
      "end": "2026-05-01T09:15:00+00:00",
      "over": true
    }
  ],
  "rooms": [
    "Hall A",
    "Hall B"
  ]
}
)");
  CHECK(sessions_json(nullptr, {}).contains("\"sessions\": []"));
}

TEST_CASE("What runs late is not over before its end") {
  Notices up;
  up.delays.push_back({.term = {kNow - 30min, kNow + 5h, "1"}, .rooms = {"Hall A"}, .by = 10min});
  CHECK_FALSE(sessions(announced(), up, {})[0].over);
}

TEST_CASE("Each session has what was said of it, and what this sign can take back of that") {
  Notices up;
  const schedule::Term term{kNow - 1min, kNow + 5h, "4"};
  up.called_off.push_back({.term = term, .session = ref(kNow, "hinges")});
  Notices said;
  said.moves.push_back({.term = {kNow - 1min, kNow + 5h, "7"},
                        .session = ref(kNow + 2h, "Locks"),
                        .room = "Hall B",
                        .start = kNow + 3h});
  said.moves.push_back({.term = {kNow - 2h, kNow - 1h, "6"},  // that is over
                        .session = ref(kNow, "Hinges"),
                        .room = "Hall B"});
  up = schedule::together(up, said);
  const auto programme = announced();
  const auto day = sessions(programme, up, said);
  CHECK(day[1].cancelled);
  CHECK(day[1].room.empty());
  CHECK(day[1].to_lift.empty());
  CHECK_FALSE(day[2].cancelled);
  CHECK(day[2].room == "Hall B");
  CHECK(day[2].start == kNow + 3h);
  CHECK(day[2].to_lift == std::vector<std::string>{"7"});
  const auto json = sessions_json(&programme, day);
  CHECK(json.contains("\"cancelled\": true"));
  CHECK(
      json.contains("\"to\": {\n        \"room\": \"Hall B\",\n        \"start\": "
                    "\"2026-05-01T12:20:00+00:00\""));
}

}  // namespace
}  // namespace roomsign::commands
