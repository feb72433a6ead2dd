#include <string>

#include <fmt/format.h>

#include "tests/formats/ical_test.hpp"
#include "tests/support/cpu_time.hpp"

namespace roomsign::test {
namespace {

// Everything at once: zones, repeats, exceptions, folds.
std::string sample() {
  return calendar(
      "X-WR-CALNAME:Day of Doors\r\n"
      "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
      "END:STANDARD\r\nEND:VTIMEZONE\r\n"
      "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Office:20260504T090000\r\nDURATION:PT45M\r\n"
      "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3\r\nEXDATE;TZID=Office:20260511T090000\r\n"
      "SUMMARY:Scharniere f\xC3\r\n \xBCr alle - Ada Klein\r\nLOCATION:Hall A\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20260504\r\nSUMMARY:Fair\r\nEND:VEVENT\r\n");
}

std::string repeating(const std::string& rule, int events, const std::string& start = "20260504") {
  std::string all;
  for (int i = 0; i < events; ++i) {
    all += fmt::format(
        "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:{}T090000Z\r\nRRULE:{}\r\nSUMMARY:Bomb\r\n"
        "END:VEVENT\r\n",
        i, start, rule);
  }
  all += "BEGIN:VEVENT\r\nDTSTART:20260504T090000Z\r\nSUMMARY:Talk\r\nEND:VEVENT\r\n";
  return calendar(all);
}

// A bomb would take minutes; the child is given five seconds.
template <class Do>
void in_time(const Do& work) {
  CHECK(test::cpu_seconds(work) < 4.0);
}

}  // namespace

TEST_CASE("cut off at any byte, a calendar is refused with a reason") {
  const std::string whole = sample();
  const auto parsed = read_ical(whole);
  CHECK(parsed.schedule.sessions.size() == 3);
  CHECK(parsed.warnings.empty());
  const std::size_t end = whole.rfind("END:VCALENDAR") + std::string("END:VCALENDAR").size();
  for (std::size_t length = 0; length < end; ++length) {
    const auto cut = formats::parse(whole.substr(0, length), berlin(), "ical");
    CAPTURE(length);
    REQUIRE_FALSE(cut);
    CHECK_FALSE(cut.error().message.empty());
    if (length > 20) CHECK(cut.error().code == "cut-off");
  }
}

TEST_CASE("any byte replaced, a calendar is read or refused") {
  const std::string whole = sample();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const char c : {'\n', ':', '\xFF', '9'}) {
      std::string other = whole;
      other[i] = c;
      const auto parsed = formats::parse(other, berlin(), "ical");
      if (!parsed) CHECK_FALSE(parsed.error().message.empty());
    }
  }
}

TEST_CASE("rules that name no day, or a million, end in bounded time") {
  for (const std::string rule :
       {"FREQ=DAILY;COUNT=1000000000", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU", "FREQ=YEARLY;INTERVAL=1000000",
        "FREQ=DAILY;INTERVAL=2147483647", "FREQ=DAILY;UNTIL=99991231T235959Z",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1"}) {
    CAPTURE(rule);
    in_time([&] {
      const auto parsed =
          read_ical(repeating(rule, 300, "19720101"), around("2026-05-04T00:00:00Z"));
      CHECK(parsed.schedule.sessions.size() >= 1);
      CHECK(parsed.schedule.sessions.size() <= 10'001);
    });
  }
}

TEST_CASE("zones whose rules are bombs end in bounded time") {
  std::string zone = "BEGIN:VTIMEZONE\r\nTZID:Office\r\n";
  for (const std::string rule :
       {"FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;COUNT=1000000000"}) {
    for (int i = 0; i < 50; ++i) {
      zone +=
          "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+2359\r\nTZOFFSETTO:-2359"
          "\r\nRRULE:" +
          rule + "\r\nEND:STANDARD\r\n";
    }
  }
  zone += "END:VTIMEZONE\r\n";
  in_time([&] {
    CHECK(read_ical(calendar(zone + "BEGIN:VEVENT\r\nDTSTART;TZID=Office:20260504T090000\r\n"
                                    "END:VEVENT\r\n"))
              .schedule.sessions.size() == 1);
  });
}

TEST_CASE("more than a hundred thousand events are too many, and refused at once") {
  std::string all;
  for (int i = 0; i <= 100'000; ++i) all += "BEGIN:VEVENT\nDTSTART:20260504T090000Z\nEND:VEVENT\n";
  in_time([&] { CHECK(error_code(calendar(all)) == "too-large"); });
}

TEST_CASE("a component in a component, a hundred thousand deep, costs nothing") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "BEGIN:VEVENT\nBEGIN:X\n";
  in_time([&] { CHECK(error_code("BEGIN:VCALENDAR\n" + deep) == "cut-off"); });
  std::string closed;
  for (int i = 0; i < 100'000; ++i) closed += "BEGIN:X\n";
  for (int i = 0; i < 100'000; ++i) closed += "END:X\n";
  const auto parsed = read_ical(
      calendar(closed + "BEGIN:VEVENT\nDTSTART:20260504T090000Z\nSUMMARY:Talk\nEND:VEVENT\n"));
  CHECK(parsed.schedule.sessions.size() == 1);
}

TEST_CASE("what is not UTF-8 is shown as such, and told") {
  const auto parsed = read_ical(event("DTSTART:20260504T090000Z\r\nSUMMARY:T\xFCr\r\n"));
  CHECK(parsed.schedule.sessions[0].title == "T\uFFFDr");
  CHECK(warned(parsed, "not UTF-8"));
}

TEST_CASE("an event that cannot be read is named, more than a fifth of them is too many") {
  const std::string good =
      "BEGIN:VEVENT\r\nDTSTART:20260504T090000Z\r\nSUMMARY:Talk\r\nEND:VEVENT\r\n";
  std::string nine;
  for (int i = 0; i < 9; ++i)
    nine +=
        "BEGIN:VEVENT\r\nDTSTART:2026050" + std::to_string(i + 1) + "T090000Z\r\nEND:VEVENT\r\n";
  const auto parsed = read_ical(calendar(
      nine + "BEGIN:VEVENT\r\nDTSTART:20260230T090000Z\r\nSUMMARY:Hinges\r\nEND:VEVENT\r\n"));
  CHECK(parsed.schedule.sessions.size() == 9);
  REQUIRE(parsed.warnings.size() == 1);
  CHECK(
      parsed.warnings[0] ==
      "line 30, event \"Hinges\": line 31: DTSTART \"20260230T090000Z\" cannot be read; left out");
  CHECK(error_code(calendar(good + "BEGIN:VEVENT\r\nSUMMARY:Hinges\r\nEND:VEVENT\r\n")) ==
        "too-many-bad");
  CHECK(error_code(calendar(good + "BEGIN:VEVENT\r\nDTSTART:16010101T000000Z\r\nEND:VEVENT\r\n")) ==
        "too-many-bad");
}

TEST_CASE("nothing in it is said as that") {
  CHECK(error_code("hello\n") == "no-calendar");
  CHECK(error_code(calendar("")) == "no-sessions");
  CHECK(error_code(calendar("BEGIN:VTODO\r\nSUMMARY:Sweep\r\nEND:VTODO\r\n")) == "no-sessions");
}

}  // namespace roomsign::test
