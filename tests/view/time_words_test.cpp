#include "daemon/view/time_words.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using namespace std::chrono_literals;

const std::chrono::local_days kSaturday(std::chrono::year(2025) / 12 / 6);
constexpr auto kAlone = Place::kStandsAlone;

LocalTime clock(int hour, int minute) {
  return kSaturday + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

TEST_CASE("Times with twelve hours know midnight and noon") {
  const Phrases& en = phrases("en");
  CHECK(time_text(en, clock(0, 5), false) == "12:05 AM");
  CHECK(time_text(en, clock(11, 59), false) == "11:59 AM");
  CHECK(time_text(en, clock(12, 0), false) == "12:00 PM");
  CHECK(time_text(en, clock(13, 0), false) == "1:00 PM");
  CHECK(time_text(en, clock(23, 59), false) == "11:59 PM");
}

TEST_CASE("The half of the day stands where the language has it") {
  CHECK(time_text(phrases("es"), clock(9, 5), false) == "9:05\u00a0a.\u00a0m.");
  CHECK(time_text(phrases("ar"), clock(13, 5), false) == "1:05 م");
  CHECK(time_text(phrases("ja"), clock(13, 5), false) == "午後1:05");
  CHECK(range_text(phrases("zh"), clock(9, 5), clock(10, 0), false) == "上午9:05–10:00");
}

TEST_CASE("Times with twenty-four hours are written as the language does") {
  CHECK(time_text(phrases("en"), clock(0, 5), true) == "00:05");
  CHECK(time_text(phrases("de"), clock(14, 5), true) == "14:05 Uhr");
  CHECK(time_text(phrases("es"), clock(8, 5), true) == "8:05\u00a0h");
  CHECK(time_text(phrases("ja"), clock(8, 52), true) == "8:52");
  CHECK(time_text(phrases("zh"), clock(8, 52), true) == "08:52");
  CHECK(time_words(phrases("de"), clock(14, 5), true).time == "14:05");
  CHECK(time_words(phrases("de"), clock(14, 5), true).suffix.empty());
}

TEST_CASE("A range says AM or PM once where once is enough") {
  const Phrases& en = phrases("en");
  CHECK(range_text(en, clock(8, 20), clock(9, 15), false) == "8:20 – 9:15 AM");
  CHECK(range_text(en, clock(11, 30), clock(12, 15), false) == "11:30 AM – 12:15 PM");
  CHECK(range_text(en, clock(23, 30), clock(24, 30), false) == "11:30 PM – 12:30 AM");
  CHECK(range_text(en, clock(8, 20), clock(13, 15), true) == "08:20 – 13:15");
  CHECK(range_text(phrases("de"), clock(8, 20), clock(13, 15), true) == "08:20 – 13:15 Uhr");
  CHECK(range_text(phrases("ja"), clock(8, 20), clock(13, 15), true) == "8:20～13:15");
}

TEST_CASE("Dates are written as each language writes them") {
  const std::chrono::local_days first(std::chrono::year(2025) / 8 / 1);
  CHECK(date_text(phrases("en"), kSaturday, kAlone) == "Saturday, December 6");
  CHECK(date_text(phrases("de"), kSaturday, kAlone) == "Samstag, 6. Dezember");
  CHECK(date_text(phrases("fr"), kSaturday, kAlone) == "Samedi 6 décembre");
  CHECK(date_text(phrases("fr"), kSaturday, Place::kRunningText) == "samedi 6 décembre");
  CHECK(date_text(phrases("fr"), first, kAlone) == "Vendredi 1er août");
  CHECK(date_text(phrases("es"), kSaturday, kAlone) == "Sábado 6 de diciembre");
  CHECK(date_text(phrases("es"), first, Place::kRunningText) == "viernes 1 de agosto");
  CHECK(date_text(phrases("zh"), kSaturday, kAlone) == "12月6日 星期六");
  CHECK(date_text(phrases("ja"), kSaturday, kAlone) == "12月6日（土）");
  CHECK(date_text(phrases("ar"), kSaturday, kAlone) == "السبت 6 ديسمبر");
}

TEST_CASE("A date and its time stand in running text") {
  CHECK(moment_text(phrases("en"), clock(9, 2), false) == "Saturday, December 6, 9:02 AM");
  CHECK(moment_text(phrases("fr"), clock(9, 2), true) == "samedi 6 décembre, 09:02");
  CHECK(moment_text(phrases("ja"), clock(9, 2), true) == "12月6日（土）9:02");
}

TEST_CASE("Durations are minutes until they get long") {
  const Phrases& en = phrases("en");
  CHECK(duration_text(en, 1min) == "1 min");
  CHECK(duration_text(en, 99min) == "99 min");
  CHECK(duration_text(en, 100min) == "1 h 40 min");
  CHECK(duration_text(en, 120min) == "2 h");
  CHECK(duration_text(en, 25h) == "25 h");
  CHECK(seconds_text(en, 45s) == "45 s");
  CHECK(duration_text(phrases("ja"), 100min) == "1時間40分");
  CHECK(duration_text(phrases("zh"), 100min) == "1小时40分钟");
}

TEST_CASE("Arabic durations agree with their number") {
  const Phrases& ar = phrases("ar");
  CHECK(duration_text(ar, 1min) == "دقيقة");
  CHECK(duration_text(ar, 2min) == "دقيقتين");
  CHECK(duration_text(ar, 10min) == "10 دقائق");
  CHECK(duration_text(ar, 23min) == "23 دقيقة");
  CHECK(duration_text(ar, 122min) == "ساعتين ودقيقتين");
  CHECK(duration_text(ar, 12h) == "12 ساعة");
  CHECK(seconds_text(ar, 5s) == "5 ثوانٍ");
}

}  // namespace
}  // namespace roomsign::test
