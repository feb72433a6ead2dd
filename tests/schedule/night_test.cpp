#include "daemon/schedule/night.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using schedule::Night;
using schedule::night_at;
using schedule::Session;
using schedule::Status;
using namespace std::chrono_literals;

// Saturday and Monday; nothing on Sunday.
std::vector<Session> weekend() {
  return {session("Morning", "2025-12-06 09:00", "2025-12-06 10:00"),
          session("Evening", "2025-12-06 17:00", "2025-12-06 18:00"),
          session("Monday", "2025-12-08 08:30", "2025-12-08 09:30")};
}

Night night(const std::vector<Session>& sessions, std::string_view now) {
  return night_at(programme_of(sessions), at(now), {});
}

TEST_CASE("Night is from 30 minutes after the last session until 60 before the next day's first") {
  CHECK_FALSE(night(weekend(), "2025-12-06 18:29:59").dark);
  const Night dark{.dark = true, .until = at("2025-12-08 07:30")};
  CHECK(night(weekend(), "2025-12-06 18:30") == dark);
  CHECK(night(weekend(), "2025-12-08 07:29:59") == dark);
  CHECK(night(weekend(), "2025-12-08 07:30") == Night{});
}

TEST_CASE("A day without sessions between two that have some is night") {
  CHECK(night(weekend(), "2025-12-07 12:00").dark);
}

TEST_CASE("A long pause within a day is no night") {
  CHECK_FALSE(night(weekend(), "2025-12-06 13:30").dark);
}

TEST_CASE("Before the programme's first session it is never night") {
  CHECK_FALSE(night(weekend(), "2025-12-05 23:00").dark);
  CHECK_FALSE(night(weekend(), "2025-12-06 03:00").dark);
}

TEST_CASE("After the programme's last session night stays, without an end") {
  CHECK_FALSE(night(weekend(), "2025-12-08 09:59:59").dark);
  CHECK(night(weekend(), "2025-12-08 10:00") == Night{.dark = true, .until = std::nullopt});
  CHECK(night(weekend(), "2026-03-01 12:00").dark);
}

TEST_CASE("A party after midnight belongs to the evening, and keeps the sign awake") {
  auto sessions = weekend();
  sessions.push_back(session("Party", "2025-12-07 00:30", "2025-12-07 02:00"));
  CHECK_FALSE(night(sessions, "2025-12-06 23:00").dark);
  CHECK_FALSE(night(sessions, "2025-12-07 02:29:59").dark);
  CHECK(night(sessions, "2025-12-07 02:30").dark);
}

TEST_CASE("A session that began earlier and ends later than the last one counts") {
  auto sessions = weekend();
  sessions.push_back(session("Posters", "2025-12-06 14:00", "2025-12-06 20:00"));
  CHECK_FALSE(night(sessions, "2025-12-06 20:15").dark);
  CHECK(night(sessions, "2025-12-06 20:30").dark);
}

TEST_CASE("Where little time lies between two days there is no night") {
  const std::vector<Session> sessions{session("Late", "2025-12-06 22:00", "2025-12-07 03:00"),
                                      session("Early", "2025-12-07 04:30", "2025-12-07 05:00")};
  CHECK_FALSE(night(sessions, "2025-12-07 03:29:59").dark);
  CHECK_FALSE(night(sessions, "2025-12-07 03:30").dark);
}

TEST_CASE("Who comes to a cancelled session finds the sign awake") {
  auto sessions = weekend();
  sessions[1].status = Status::kCancelled;
  CHECK_FALSE(night(sessions, "2025-12-06 17:30").dark);
}

TEST_CASE("A programme without sessions has no night") {
  CHECK_FALSE(night({}, "2025-12-06 23:00").dark);
}

TEST_CASE("Both lengths are the operator's") {
  const auto programme = programme_of(weekend());
  const schedule::NightRules rules{.after = 2h, .before = 15min};
  CHECK_FALSE(night_at(programme, at("2025-12-06 19:59:59"), rules).dark);
  CHECK(night_at(programme, at("2025-12-06 20:00"), rules) ==
        Night{.dark = true, .until = at("2025-12-08 08:15")});
}

}  // namespace
}  // namespace roomsign::test
