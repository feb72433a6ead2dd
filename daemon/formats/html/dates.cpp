#include "daemon/formats/html/dates.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/base/text.hpp"

namespace roomsign::formats::html {
namespace {

struct Word {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Runs of letters and runs of digits; what stands between is looked up in the text again.
std::vector<Word> words_of(std::string_view lower) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < lower.size();) {
    std::size_t end = i;
    if (is_digit(lower[i])) {
      while (end < lower.size() && is_digit(lower[end])) ++end;
    } else if (is_letter(lower[i])) {
      while (end < lower.size() && is_letter(lower[end])) ++end;
    } else {
      ++i;
      continue;
    }
    words.push_back({lower.substr(i, end - i), i, end});
    i = end;
  }
  return words;
}

std::optional<std::chrono::month> month_of(std::string_view word) {
  // By month; each is at least as long as the shortest abbreviation that is taken.
  constexpr std::array<std::array<std::string_view, 3>, 12> kMonths{{
      {"january", "januar", "janvier"},
      {"february", "februar", "f\u00e9vrier"},
      {"march", "m\u00e4rz", "mars"},
      {"april", "april", "avril"},
      {"may", "mai", "mai"},
      {"june", "juni", "juin"},
      {"july", "juli", "juillet"},
      {"august", "august", "ao\u00fbt"},
      {"september", "september", "septembre"},
      {"october", "oktober", "octobre"},
      {"november", "november", "novembre"},
      {"december", "dezember", "d\u00e9cembre"},
  }};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    for (const std::string_view name : kMonths[i]) {
      if (word == name) return std::chrono::month(static_cast<unsigned>(i + 1));
    }
  }
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool short_form =
        word.size() <= 4 && (kMonths[i][0].starts_with(word) || kMonths[i][1].starts_with(word));
    if (short_form) return std::chrono::month(static_cast<unsigned>(i + 1));
  }
  return std::nullopt;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_number(const Word& word, std::size_t longest) {
  return is_digit(word.text.front()) && word.text.size() <= longest;
}

std::optional<int> day_number(const Word& word) {
  if (!is_number(word, 2)) return std::nullopt;
  const int day = number(word.text);
  return day >= 1 && day <= 31 ? std::optional(day) : std::nullopt;
}

std::optional<int> year_number(const Word& word) {
  if (!is_digit(word.text.front()) || word.text.size() != 4) return std::nullopt;
  const int year = number(word.text);
  return year >= 1990 && year <= 2099 ? std::optional(year) : std::nullopt;
}

bool is_ordinal(const Word& word) {
  constexpr std::array<std::string_view, 6> kOrdinals{"st", "nd", "rd", "th", "er", "of"};
  return std::ranges::find(kOrdinals, word.text) != kOrdinals.end();
}

std::optional<DateText> made(std::chrono::month month, int day, std::size_t begin,
                             std::size_t end) {
  const std::chrono::month_day date{month, std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return DateText{date, std::nullopt, begin, end};
}

std::optional<DateText> iso_date(const std::vector<Word>& words, std::size_t i,
                                 std::string_view text) {
  if (i + 2 >= words.size() || !year_number(words[i])) return std::nullopt;
  const bool dashes = words[i + 1].begin == words[i].end + 1 && text[words[i].end] == '-' &&
                      words[i + 2].begin == words[i + 1].end + 1 && text[words[i + 1].end] == '-';
  const auto month = day_number(words[i + 1]);
  const auto day = day_number(words[i + 2]);
  if (!dashes || !month || *month > 12 || !day) return std::nullopt;
  auto date = made(std::chrono::month(static_cast<unsigned>(*month)), *day, words[i].begin,
                   words[i + 2].end);
  if (date) date->year = std::chrono::year(*year_number(words[i]));
  return date;
}

// The year right behind a date: "6, 2025"; `next` is the word behind it.
void take_year(DateText& date, const std::vector<Word>& words, std::size_t next) {
  if (next >= words.size() || words[next].begin > date.end + 3) return;
  if (const auto year = year_number(words[next])) {
    date.year = std::chrono::year(*year);
    date.end = words[next].end;
  }
}

// The "10" of "5th June, 10:30".
bool is_hour(const Word& word, std::string_view text) {
  return word.end + 1 < text.size() && text[word.end] == ':' && is_digit(text[word.end + 1]);
}

// "December 6th", "18 September", around the month's name in words[i].
std::optional<DateText> named_date(const std::vector<Word>& words, std::size_t i,
                                   std::string_view text) {
  const auto month = month_of(words[i].text);
  if (!month) return std::nullopt;
  const auto near = [&](std::size_t a, std::size_t b) {
    return words[b].begin <= words[a].end + 3;
  };
  if (i + 1 < words.size() && near(i, i + 1) && !is_hour(words[i + 1], text)) {
    if (const auto day = day_number(words[i + 1])) {
      auto date = made(*month, *day, words[i].begin, words[i + 1].end);
      std::size_t next = i + 2;
      if (date && next < words.size() && is_ordinal(words[next])) date->end = words[next++].end;
      if (date) take_year(*date, words, next);
      return date;
    }
  }
  std::size_t before = i;
  while (before > 0 && is_ordinal(words[before - 1]) && near(before - 1, before)) --before;
  if (before == 0 || !near(before - 1, before)) return std::nullopt;
  const auto day = day_number(words[before - 1]);
  if (!day) return std::nullopt;
  auto date = made(*month, *day, words[before - 1].begin, words[i].end);
  if (date) take_year(*date, words, i + 1);
  return date;
}

}  // namespace

std::vector<DateText> dates_in(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::vector<Word> words = words_of(lower);
  std::vector<DateText> dates;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto date = iso_date(words, i, lower);
    if (!date) date = named_date(words, i, lower);
    if (date && (dates.empty() || date->begin >= dates.back().end)) dates.push_back(*date);
  }
  return dates;
}

std::optional<std::chrono::year> year_in(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::vector<Word> words = words_of(lower);
  for (const Word& word : words) {
    if (const auto year = year_number(word)) return std::chrono::year(*year);
  }
  for (const Word& word : words) {
    const bool apostrophe = word.begin > 0 && lower[word.begin - 1] == '\'';
    const bool curly = word.begin > 2 && lower.compare(word.begin - 3, 3, "\u2019") == 0;
    if ((apostrophe || curly) && word.text.size() == 2 && is_digit(word.text.front())) {
      return std::chrono::year(2000 + number(word.text));
    }
  }
  return std::nullopt;
}

bool is_undecided_date(std::string_view text) {
  const auto dates = dates_in(text);
  if (dates.empty()) return false;
  const std::string behind = to_lower(text.substr(dates.front().end));
  return starts_with_word(trim(behind), "or") || starts_with_word(trim(behind), "oder");
}

std::optional<std::chrono::weekday> weekday_in(std::string_view text) {
  constexpr std::array<std::string_view, 7> kDays{"sunday",   "monday", "tuesday", "wednesday",
                                                  "thursday", "friday", "saturday"};
  const std::string lower = to_lower(text);
  for (const Word& word : words_of(lower)) {
    if (word.text.size() < 3) continue;
    for (unsigned day = 0; day < kDays.size(); ++day) {
      const bool short_form = word.text.size() <= 5 && kDays[day].starts_with(word.text);
      if (word.text == kDays[day] || short_form) return std::chrono::weekday(day);
    }
  }
  return std::nullopt;
}

}  // namespace roomsign::formats::html
