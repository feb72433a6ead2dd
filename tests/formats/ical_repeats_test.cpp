#include <ctime>

#include <fmt/format.h>

#include "tests/formats/ical_test.hpp"

namespace roomsign::test {
namespace {

std::string standup(const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:standup\r\nSUMMARY:Stand-up\r\n"
         "DTSTART;TZID=Europe/Berlin:20260302T090000\r\nDTEND;TZID=Europe/"
         "Berlin:20260302T091500\r\n" +
         lines + "END:VEVENT\r\n";
}

std::string starts_of(const std::string& lines, std::string_view now) {
  return starts(read_ical(calendar(standup(lines)), around(now)));
}

}  // namespace

TEST_CASE("nine o'clock stays nine o'clock when clocks are changed, both ways") {
  CHECK(starts_of("RRULE:FREQ=DAILY;COUNT=2\r\n", "2026-03-02T00:00:00Z") ==
        "2026-03-02T08:00 2026-03-03T08:00");
  const auto spring = read_ical(calendar(standup("RRULE:FREQ=WEEKLY;UNTIL=20260406T070000Z\r\n")),
                                around("2026-03-24T00:00:00Z"));
  CHECK(starts(spring) == "2026-03-23T08:00 2026-03-30T07:00 2026-04-06T07:00");
  CHECK(utc(*spring.schedule.sessions[1].end) == "2026-03-30T07:15:00+00:00");
  CHECK(starts_of("RRULE:FREQ=WEEKLY;UNTIL=20261026\r\n", "2026-10-19T00:00:00Z") ==
        "2026-10-19T07:00 2026-10-26T08:00");
}

TEST_CASE("what repeats for ever is read from two days before now to sixty after") {
  const auto parsed =
      read_ical(calendar(standup("RRULE:FREQ=DAILY\r\n")), around("2026-06-10T15:00:00Z"));
  CHECK(parsed.schedule.sessions.size() == 62);
  CHECK(utc(parsed.schedule.sessions.front().start) == "2026-06-08T07:00:00+00:00");
  CHECK(utc(parsed.schedule.sessions.back().start) == "2026-08-08T07:00:00+00:00");
  CHECK(parsed.schedule.sessions.front().id == "standup-2026-06-08");
}

TEST_CASE("without a time, and where it begins later, a repeat is read from its beginning") {
  const auto timeless = read_ical(calendar(standup("RRULE:FREQ=WEEKLY\r\n")));
  CHECK(timeless.schedule.sessions.size() == 9);  // 2 March and eight weeks
  CHECK(utc(timeless.schedule.sessions.front().start) == "2026-03-02T08:00:00+00:00");
  CHECK(starts_of("RRULE:FREQ=DAILY;COUNT=2\r\n", "2025-01-01T00:00:00Z") ==
        "2026-03-02T08:00 2026-03-03T08:00");
}

TEST_CASE("a repeat that is over is told where nothing else is left") {
  const auto over = formats::parse(calendar(standup("RRULE:FREQ=DAILY;COUNT=2\r\n")),
                                   around("2026-06-10T00:00:00Z"), "ical");
  REQUIRE_FALSE(over);
  CHECK(over.error().code == "no-sessions");
  CHECK(over.error().message.find("repeat") != std::string::npos);
}

TEST_CASE("what a repeat says beyond the rules that are followed is told") {
  const auto warnings_of = [](const std::string& lines) {
    return read_ical(calendar(standup(lines)), around("2026-03-02T00:00:00Z")).warnings;
  };
  const auto excluded = warnings_of("RRULE:FREQ=DAILY;COUNT=3\r\nEXRULE:FREQ=WEEKLY\r\n");
  REQUIRE(excluded.size() == 1);
  CHECK(excluded[0].find("\"Stand-up\": its EXRULE is not followed") != std::string::npos);
  const auto shifted = warnings_of("RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T080000Z\r\n");
  REQUIRE(shifted.size() == 1);
  CHECK(shifted[0].find("its THISANDFUTURE is not followed") != std::string::npos);
  CHECK(warnings_of("RRULE:FREQ=DAILY;COUNT=3\r\n").empty());
}

TEST_CASE("EXDATE takes an instance away, by moment or by day, RDATE adds one") {
  CHECK(starts_of("RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;TZID=Europe/Berlin:20260303T090000\r\n",
                  "2026-03-02T00:00:00Z") == "2026-03-02T08:00 2026-03-04T08:00");
  CHECK(starts_of("RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:20260303T080000Z,20260304T080000Z\r\n",
                  "2026-03-02T00:00:00Z") == "2026-03-02T08:00");
  CHECK(starts_of("RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20260302\r\n",
                  "2026-03-02T00:00:00Z") == "2026-03-03T08:00 2026-03-04T08:00");
  CHECK(starts_of("RDATE;TZID=Europe/Berlin:20260310T140000\r\n", "2026-03-02T00:00:00Z") ==
        "2026-03-02T08:00 2026-03-10T13:00");
}

TEST_CASE("an RDATE that is a period has its own length") {
  const auto sessions =
      read_ical(calendar(standup("RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260310T140000/PT2H\r\n"
                                 "RDATE;VALUE=PERIOD:20260311T080000Z/20260311T093000Z\r\n"
                                 "RDATE:20260312T080000Z\r\n")),
                around("2026-03-02T00:00:00Z"))
          .schedule.sessions;
  REQUIRE(sessions.size() == 4);
  CHECK(utc(*sessions[0].end) == "2026-03-02T08:15:00+00:00");
  CHECK(utc(*sessions[1].end) == "2026-03-10T15:00:00+00:00");
  CHECK(utc(*sessions[2].end) == "2026-03-11T09:30:00+00:00");
  CHECK(utc(*sessions[3].end) == "2026-03-12T08:15:00+00:00");
}

TEST_CASE("RECURRENCE-ID replaces one instance, which keeps its id") {
  const auto parsed =
      read_ical(calendar(standup("RRULE:FREQ=DAILY;COUNT=3\r\n") +
                         "BEGIN:VEVENT\r\nUID:standup\r\nSUMMARY:Late stand-up\r\n"
                         "RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000\r\n"
                         "DTSTART;TZID=Europe/Berlin:20260303T160000\r\nEND:VEVENT\r\n"
                         "BEGIN:VEVENT\r\nUID:standup\r\nSUMMARY:Stand-up\r\nSTATUS:CANCELLED\r\n"
                         "RECURRENCE-ID:20260304T080000Z\r\n"
                         "DTSTART;TZID=Europe/Berlin:20260304T090000\r\nEND:VEVENT\r\n"),
                around("2026-03-02T00:00:00Z"));
  CHECK(starts(parsed) == "2026-03-02T08:00 2026-03-03T15:00 2026-03-04T08:00");
  const auto& sessions = parsed.schedule.sessions;
  CHECK(sessions[1].title == "Late stand-up");
  CHECK(sessions[1].id == "standup-2026-03-03");
  CHECK(sessions[1].status == schedule::Status::kScheduled);
  CHECK(sessions[2].status == schedule::Status::kCancelled);
}

TEST_CASE("rules of weeks, months and years") {
  CHECK(starts_of("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4\r\n", "2026-03-02T00:00:00Z") ==
        "2026-03-02T08:00 2026-03-04T08:00 2026-03-16T08:00 2026-03-18T08:00");
  CHECK(starts_of("RRULE:FREQ=MONTHLY;BYDAY=1MO\r\n", "2026-05-01T00:00:00Z") ==
        "2026-05-04T07:00 2026-06-01T07:00");
  CHECK(starts_of("RRULE:FREQ=MONTHLY;BYDAY=-1FR\r\n", "2026-05-01T00:00:00Z") ==
        "2026-05-29T07:00 2026-06-26T07:00");
  CHECK(starts_of("RRULE:FREQ=YEARLY\r\n", "2029-03-01T00:00:00Z") == "2029-03-02T08:00");
}

TEST_CASE("leap days come every four years, and not in 2100") {
  const auto on = [](const std::string& date, const std::string& now) {
    const auto lines = fmt::format("DTSTART:{}T090000Z\r\nRRULE:FREQ=YEARLY\r\n", date);
    return starts(read_ical(event(lines), around(now + "T00:00:00Z")));
  };
  CHECK(on("20240229", "2028-02-20") == "2028-02-29T09:00");
  if (sizeof(std::time_t) < 8) {
    WARN("skipped from here on: libical counts as far as time_t reaches, here to 2037");
    return;
  }
  CHECK(on("20960229", "2104-02-20") == "2104-02-29T09:00");
  CHECK(on("21040229", "2108-02-20") == "2108-02-29T09:00");
  CHECK(error_code(event("DTSTART:20960229T090000Z\r\nRRULE:FREQ=YEARLY\r\n"),
                   around("2100-02-20T00:00:00Z")) == "no-sessions");
}

TEST_CASE("a rule finer than a day is refused by name, the rest is kept") {
  const std::string talk =
      "BEGIN:VEVENT\r\nUID:t\r\nDTSTART:20260302T120000Z\r\nSUMMARY:Hinges\r\nEND:VEVENT\r\n";
  for (const std::string rule :
       {"FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=5", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,15",
        "FREQ=DAILY;BYSECOND=0,1,2,3", "FREQ=FORTNIGHTLY", "COUNT=3", "FREQ=DAILY;UNTIL=soon"}) {
    CAPTURE(rule);
    const auto parsed = read_ical(calendar(talk + standup(fmt::format("RRULE:{}\r\n", rule))));
    CHECK(parsed.schedule.sessions.size() == 1);
    CHECK(warned(parsed, "event \"Stand-up\": it repeats"));
  }
}

TEST_CASE("an all-day event that repeats does so by days") {
  const auto parsed =
      read_ical(event("UID:fair\r\nDTSTART;VALUE=DATE:20260328\r\nRRULE:FREQ=DAILY;COUNT=2\r\n"));
  CHECK(starts(parsed) == "2026-03-27T23:00 2026-03-28T23:00");
  CHECK(utc(*parsed.schedule.sessions[1].end) == "2026-03-29T22:00:00+00:00");  // of 23 hours
  CHECK(parsed.schedule.sessions[1].all_day);
}

TEST_CASE("at most ten thousand times a document, and told") {
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += fmt::format(
        "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20260302T080000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n",
        i);
  }
  const auto parsed = read_ical(calendar(all), around("2026-03-20T00:00:00Z"));
  CHECK(parsed.schedule.sessions.size() == 10'000);
  CHECK(warned(parsed, "more than 10000 times"));
}

}  // namespace roomsign::test
