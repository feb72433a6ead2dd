#include "daemon/view/phrases.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using namespace std::chrono_literals;

constexpr std::array kLanguages{"en", "de", "fr", "es"};

LocalTime clock(int hour, int minute) {
  const std::chrono::local_days day(std::chrono::year(2025) / 12 / 6);
  return day + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

std::vector<std::string_view> with_value(const Phrases& p) {
  return {p.next_in,         p.next_at,      p.left,    p.until,
          p.since,           p.as_of,        p.trying,  p.this_sign,
          p.today_starts_at, p.starts_in,    p.seconds, p.minutes,
          p.rooms_there_are, p.programme_of, p.hours};
}

std::vector<std::string_view> without_value(const Phrases& p) {
  std::vector<std::string_view> all{
      p.language,  p.up_next,  p.later,     p.also_now, p.tomorrow,
      p.programme, p.day_over, p.thank_you, p.waiting,  p.programme_over,
      p.cancelled, p.moved,    p.am,        p.pm,       p.unknown_room};
  all.insert(all.end(), p.weekdays.begin(), p.weekdays.end());
  all.insert(all.end(), p.months.begin(), p.months.end());
  all.insert(all.end(), p.kinds.begin(), p.kinds.end());
  return all;
}

TEST_CASE("Every language has every word, and a place for each value") {
  for (const char* language : kLanguages) {
    const Phrases& words = phrases(language);
    INFO(language);
    CHECK(words.language == language);
    for (const auto phrase : with_value(words)) {
      INFO(phrase);
      CHECK(fill(phrase, "VALUE").find("VALUE") != std::string::npos);
      CHECK(std::ranges::count(phrase, '{') == 1);
    }
    for (const auto phrase : without_value(words)) {
      CHECK_FALSE(phrase.empty());
      CHECK(phrase.find_first_of("{}") == phrase.npos);
    }
    for (const char* part : {"{weekday}", "{month}", "{day}"}) {
      CHECK(words.date.find(part) != words.date.npos);
    }
  }
}

TEST_CASE("No word has a typewriter's apostrophe, quote or three dots") {
  for (const char* language : kLanguages) {
    auto all = without_value(phrases(language));
    const auto more = with_value(phrases(language));
    all.insert(all.end(), more.begin(), more.end());
    for (const auto phrase : all) {
      INFO(phrase);
      CHECK(phrase.find_first_of("'\"`") == phrase.npos);
      CHECK(phrase.find("...") == phrase.npos);
    }
  }
}

TEST_CASE("A tag's first part chooses the language, and English stands in for what is missing") {
  CHECK(phrases("de-AT").language == "de");
  CHECK(phrases("FR").language == "fr");
  CHECK(phrases("es_MX").language == "es");
  CHECK(phrases("tlh").language == "en");
  CHECK(phrases("").language == "en");
  CHECK(phrases("den").language == "en");
}

TEST_CASE("Times with twelve hours know midnight and noon") {
  const Phrases& en = phrases("en");
  CHECK(time_text(en, clock(0, 5), false) == "12:05 AM");
  CHECK(time_text(en, clock(11, 59), false) == "11:59 AM");
  CHECK(time_text(en, clock(12, 0), false) == "12:00 PM");
  CHECK(time_text(en, clock(13, 0), false) == "1:00 PM");
  CHECK(time_text(en, clock(23, 59), false) == "11:59 PM");
  CHECK(time_text(phrases("es"), clock(9, 5), false) == "9:05 a. m.");
}

TEST_CASE("Times with twenty-four hours have two digits each and no suffix") {
  CHECK(time_text(phrases("en"), clock(0, 5), true) == "00:05");
  CHECK(time_text(phrases("de"), clock(14, 5), true) == "14:05");
  CHECK(time_words(phrases("de"), clock(14, 5), true).suffix.empty());
}

TEST_CASE("A range says AM or PM once where once is enough") {
  const Phrases& en = phrases("en");
  CHECK(range_text(en, clock(8, 20), clock(9, 15), false) == "8:20 – 9:15 AM");
  CHECK(range_text(en, clock(11, 30), clock(12, 15), false) == "11:30 AM – 12:15 PM");
  CHECK(range_text(en, clock(23, 30), clock(24, 30), false) == "11:30 PM – 12:30 AM");
  CHECK(range_text(en, clock(8, 20), clock(13, 15), true) == "08:20 – 13:15");
}

TEST_CASE("Dates are written as each language writes them") {
  const std::chrono::local_days saturday(std::chrono::year(2025) / 12 / 6);
  const std::chrono::local_days first(std::chrono::year(2025) / 8 / 1);
  const auto alone = Place::kStandsAlone;
  CHECK(date_text(phrases("en"), saturday, alone) == "Saturday, December 6");
  CHECK(date_text(phrases("de"), saturday, alone) == "Samstag, 6. Dezember");
  CHECK(date_text(phrases("fr"), saturday, alone) == "Samedi 6 décembre");
  CHECK(date_text(phrases("fr"), saturday, Place::kRunningText) == "samedi 6 décembre");
  CHECK(date_text(phrases("fr"), first, alone) == "Vendredi 1er août");
  CHECK(date_text(phrases("es"), saturday, alone) == "Sábado 6 de diciembre");
  CHECK(date_text(phrases("es"), first, Place::kRunningText) == "viernes 1 de agosto");
}

TEST_CASE("Durations are minutes until they get long") {
  const Phrases& en = phrases("en");
  CHECK(duration_text(en, 1min) == "1 min");
  CHECK(duration_text(en, 99min) == "99 min");
  CHECK(duration_text(en, 100min) == "1 h 40 min");
  CHECK(duration_text(en, 120min) == "2 h");
  CHECK(duration_text(en, 25h) == "25 h");
}

}  // namespace
}  // namespace roomsign::test
