#include "daemon/base/time.hpp"

#include "tests/support/catch.hpp"

using namespace roomsign;
using namespace std::chrono_literals;

TEST_CASE("Times are read in the spellings that people and programs use") {
  const auto expected = Instant(std::chrono::sys_days(2025y / 12 / 6) + 16h + 20min);
  const auto text =
      GENERATE(as<std::string>{}, "2025-12-06T08:20:00-08:00", "2025-12-06T16:20:00Z",
               "2025-12-06 08:20-08:00", "2025-12-06T08:20-0800", "2025-12-06T08:20-08",
               "2025-12-06T16:20:00.250Z", "2025-12-06t16:20:00+00:00");
  CAPTURE(text);
  const auto parsed = parse_instant(text);
  REQUIRE(parsed);
  CHECK(*parsed == expected);
}

TEST_CASE("A time without an offset keeps its digits and says so") {
  const auto parsed = parse_time("2025-12-06 08:20");
  REQUIRE(parsed);
  CHECK_FALSE(parsed->offset);
  CHECK(format_instant(parsed->instant) == "2025-12-06T08:20:00+00:00");
  CHECK(parse_instant("2025-12-06 08:20").error().code == "bad-time");
}

TEST_CASE("Hour 24 is the next midnight") {
  CHECK(parse_instant("2025-12-31T24:00Z") == parse_instant("2026-01-01T00:00Z"));
  CHECK(parse_time_of_day("24:00") == 24h);
}

TEST_CASE("What is not a time is refused with its text and an example") {
  const auto bad = GENERATE(as<std::string>{}, "", "soon", "2025-13-01T00:00Z", "2025-02-29T00:00Z",
                            "2025-12-06T25:99Z", "2025-12-06T24:01Z", "2025-12-06T08:20:00-08:00x",
                            "2025-12-06", "1969-12-31T23:59Z", "2025-12-06T08:20+16:00",
                            "2025-12-06T08:20.Z", "2025-12-06T8:20Z");
  CAPTURE(bad);
  const auto parsed = parse_time(bad);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == "bad-time");
  CHECK(parsed.error().message.find("2025-12-06T08:20:00-08:00") != std::string::npos);
  CHECK(parsed.error().message.starts_with('"' + bad + '"'));
}

TEST_CASE("Endless digits are no time either") {
  const std::string digits(1000, '9');
  CHECK_FALSE(parse_time("2025-12-06T08:20:00-" + digits));
  CHECK_FALSE(parse_time(digits));
  CHECK_FALSE(parse_time_of_day(digits));
}

TEST_CASE("An instant is written with the offset that is asked for") {
  const auto instant = parse_instant("2025-12-06T16:20:05Z").value();
  CHECK(format_instant(instant, -8h) == "2025-12-06T08:20:05-08:00");
  CHECK(format_instant(instant, 5h + 45min) == "2025-12-06T22:05:05+05:45");
  CHECK(parse_instant(format_instant(instant, -3h - 30min)) == instant);
}

TEST_CASE("Dates are read and written in one spelling") {
  CHECK(parse_date("2024-02-29") == 2024y / 2 / 29);
  CHECK(format_date(2025y / 1 / 9) == "2025-01-09");
  const auto bad = GENERATE(as<std::string>{}, "", "2025-02-29", "2025-1-9", "2025-01-09 ",
                            "2025-01-09T00:00", "09.01.2025", "1969-12-31");
  CAPTURE(bad);
  REQUIRE_FALSE(parse_date(bad));
  CHECK(parse_date(bad).error() ==
        Error{"bad-time", '"' + bad + "\" is not a date like 2025-12-06"});
}

TEST_CASE("Times of day are hours and minutes") {
  CHECK(parse_time_of_day("04:00") == 4h);
  CHECK(parse_time_of_day("23:59") == 23h + 59min);
  CHECK_FALSE(parse_time_of_day("4:00"));
  CHECK_FALSE(parse_time_of_day("24:01"));
  CHECK_FALSE(parse_time_of_day("12:60"));
}
