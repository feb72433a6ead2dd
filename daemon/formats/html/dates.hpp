// Calendar dates in running text: "December 6, 2025", "18th September 2015", "Dec 6", "2025-12-06".
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace roomsign::formats::html {

struct DateText {
  std::chrono::month_day day{};
  std::optional<std::chrono::year> year;        // only where it stands beside the day
  std::optional<std::chrono::weekday> weekday;  // that stands right before it
  std::size_t begin = 0;                        // in the text
  std::size_t end = 0;
};

// In order. English, German, French, Spanish, Italian and Portuguese month names, the first two
// also cut to three letters or more. Of a number on either side of the month the one before it is
// the day, unless a year or a word says otherwise ("Day 1 June 3, 2026"); of several days of a
// month ("10-11 September") it is the first. Of dates in numbers those that can be nothing else:
// "12.03.2026", "2026-03-12", "13/05/2026"; neither "11/5" nor "12/03/2026", whose order is
// anybody's guess.
std::vector<DateText> dates_in(std::string_view text);

// "NeurIPS 2025", else "'25"; the first that is 1990..2099 and not part of a longer number.
std::optional<std::chrono::year> year_in(std::string_view text);

// A second date or day of the month offered as an alternative: "December 13th or 14th".
bool is_undecided_date(std::string_view text);

// The first weekday's name, in the same languages; English ones also cut to three letters or more.
std::optional<std::chrono::weekday> weekday_in(std::string_view text);

}  // namespace roomsign::formats::html
