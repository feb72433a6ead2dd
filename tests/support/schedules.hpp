// Schedules made by hand and by dice, for tests of what is on when.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/time.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::test {

inline Zone zone(std::string_view name) { return Zone::find(name).value(); }

// The instant at which a wall clock in Los Angeles shows this; RFC 3339 with an offset as well.
inline Instant at(std::string_view text, std::string_view zone_name = "America/Los_Angeles") {
  const auto time = parse_time(text).value();
  if (time.offset) return time.instant;
  return zone(zone_name).resolve(LocalTime(time.instant.time_since_epoch())).instant;
}

// A talk; `end` empty: nobody knows.
inline schedule::Session session(std::string title, std::string_view start, std::string_view end,
                                 schedule::Kind kind = schedule::Kind::kTalk) {
  schedule::Session session;
  session.title = std::move(title);
  session.start = at(start);
  if (!end.empty()) session.end = at(end);
  session.kind = kind;
  return session;
}

inline std::shared_ptr<const schedule::Schedule> finished(schedule::Schedule schedule) {
  finish(schedule);
  return std::make_shared<const schedule::Schedule>(std::move(schedule));
}

inline std::shared_ptr<const schedule::Schedule> schedule_of(
    std::vector<schedule::Session> sessions) {
  schedule::Schedule schedule;
  schedule.event.name = "A Workshop";
  schedule.event.url = "https://workshop.example/";
  schedule.sessions = std::move(sessions);
  return finished(std::move(schedule));
}

inline schedule::Programme programme_of(std::vector<schedule::Session> sessions,
                                        std::string_view room = {},
                                        const schedule::Rules& rules = {}) {
  return {schedule_of(std::move(sessions)), room, zone("America/Los_Angeles"), rules};
}

// ---- By dice: the same seed gives the same schedules on every machine ----

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }
  template <class Range>
  auto one_of(const Range& range) {
    return range[static_cast<std::size_t>(below(static_cast<int>(std::size(range))))];
  }

 private:
  std::mt19937 engine_;
};

struct Cast {
  std::shared_ptr<const schedule::Schedule> schedule;
  Zone zone;
  std::string room;
  schedule::Rules rules;

  schedule::Programme programme() const { return {schedule, room, zone, rules}; }
};

// Where clocks are set, and when: by an hour in the night, at midnight, by half an hour, never.
struct ZoneNight {
  const char* zone;
  const char* first_day;  // the programme begins here
};
inline constexpr std::array<ZoneNight, 11> kNights{{{"America/Los_Angeles", "2025-03-08"},
                                                    {"America/Los_Angeles", "2025-11-01"},
                                                    {"Europe/Berlin", "2025-03-29"},
                                                    {"Europe/Berlin", "2025-10-25"},
                                                    {"Africa/Cairo", "2024-04-25"},
                                                    {"Africa/Cairo", "2024-10-31"},
                                                    {"America/Sao_Paulo", "2018-11-03"},
                                                    {"Australia/Lord_Howe", "2025-04-05"},
                                                    {"Australia/Lord_Howe", "2025-10-04"},
                                                    {"Asia/Kathmandu", "2025-06-01"},
                                                    {"UTC", "2025-12-30"}}};

inline schedule::Session cast_session(Dice& dice, LocalTime midnight, const Zone& zone) {
  using std::chrono::minutes;
  static constexpr std::array kRooms{"Room A", "room a", "ROOM-A", "Room B", "Hall", ""};
  static constexpr std::array kLengths{-20, 0, 1, 5, 10, 15, 20, 30, 45, 60, 90, 240, 600, 1500};
  schedule::Session session;
  session.room = dice.one_of(kRooms);
  session.title = std::string("T") + static_cast<char>('a' + dice.below(26));
  session.kind = static_cast<schedule::Kind>(dice.below(14));
  if (dice.chance(30)) session.kind = schedule::Kind::kBreak;
  const int grid = dice.chance(50) ? 30 : 5;
  session.start = zone.resolve(midnight + minutes(dice.below(24 * 60 / grid) * grid)).instant;
  if (dice.chance(5)) session.start += std::chrono::seconds(dice.below(60));
  if (dice.chance(75)) session.end = session.start + minutes(dice.one_of(kLengths));
  session.plenary = dice.chance(8);
  session.all_day = dice.chance(4);
  if (dice.chance(15)) session.status = static_cast<schedule::Status>(1 + dice.below(2));
  return session;
}

inline Cast cast(Dice& dice) {
  using std::chrono::minutes;
  const auto [zone_name, first_day] = dice.one_of(kNights);
  Cast cast;
  cast.zone = zone(zone_name);
  cast.room = dice.one_of(std::array{"", "Room A", "roomb", "Cellar"});
  cast.rules.soon = minutes(dice.one_of(std::array{30, 30, 0, 10, 90}));
  cast.rules.default_length = minutes(dice.one_of(std::array{60, 5, 300}));
  cast.rules.day_change = minutes(dice.one_of(std::array{240, 240, 0, 90, 150}));
  schedule::Schedule schedule;
  const auto day =
      LocalTime(parse_time(std::string(first_day) + " 00:00").value().instant.time_since_epoch());
  const int days = 1 + dice.below(3);
  const int sessions = dice.chance(5) ? 30 : dice.below(8);
  for (int i = 0; i < sessions; ++i) {
    const auto midnight = day + std::chrono::days(dice.below(days) * (dice.chance(10) ? 4 : 1));
    schedule.sessions.push_back(cast_session(dice, midnight, cast.zone));
  }
  cast.schedule = finished(std::move(schedule));
  return cast;
}

}  // namespace roomsign::test
