// The words and numbers of which calendar dates are made.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace roomsign::formats::html {

struct DateWord {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Runs of letters and runs of digits in a text in lower case; blanks, marks and dashes of every
// kind stand between.
std::vector<DateWord> date_words(std::string_view lower);

bool is_number(const DateWord& word);
int number(const DateWord& word);

// "31", "06"; none for a number that is no day of a month.
std::optional<int> day_number(const DateWord& word);

// "2026"; 1990..2099.
std::optional<std::chrono::year> year_number(const DateWord& word);

// The "26" of "'26", as it stands in `lower`.
std::optional<std::chrono::year> year_behind_apostrophe(const DateWord& word,
                                                        std::string_view lower);

// English, German, French, Spanish, Italian and Portuguese names in lower case. English ones, and
// German ones of months, may be cut to three letters or more.
std::optional<std::chrono::month> month_called(std::string_view word);
std::optional<std::chrono::weekday> weekday_called(std::string_view word);

}  // namespace roomsign::formats::html
