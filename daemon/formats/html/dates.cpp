#include "daemon/formats/html/dates.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/date_words.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

bool is_ordinal(const Word& word) {
  constexpr std::array<std::string_view, 6> kOrdinals{"st", "nd", "rd", "th", "er", "of"};
  return one_of(word.text, kOrdinals);
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
  if (date) date->year = year_number(words[i]);
  return date;
}

// Dates around the name of a month: "December 6th", "18 September", "10-11 September".
class NamedDates {
 public:
  NamedDates(const std::vector<Word>& words, std::string_view text) : words_(words), text_(text) {}

  // Around words[month]. What stands before `free` is part of another date.
  std::optional<DateText> around(std::size_t month, std::size_t free) const {
    const auto called = month_called(words_[month].text);
    if (!called) return std::nullopt;
    const auto before = day_before(month, free);
    const auto after = day_after(month);
    if (after && (!before || is_rather(*after, *before))) return day_behind(*called, month, *after);
    if (!before) return std::nullopt;
    const std::size_t first = first_of_days(*before, free);
    auto date = made(*called, *day_number(words_[first]), words_[first].begin, words_[month].end);
    if (date) take_year(*date, month + 1);
    return date;
  }

 private:
  bool near(std::size_t a, std::size_t b) const { return words_[b].begin <= words_[a].end + 3; }

  std::string_view between(std::size_t a, std::size_t b) const {
    return text_.substr(words_[a].end, words_[b].begin - words_[a].end);
  }

  bool is_day(std::size_t i) const {
    const bool minutes = words_[i].begin > 0 && text_[words_[i].begin - 1] == ':';
    return day_number(words_[i]) && !minutes && !year_behind_apostrophe(words_[i], text_);
  }

  std::optional<std::size_t> day_before(std::size_t month, std::size_t free) const {
    std::size_t at = month;
    while (at > 0 && is_ordinal(words_[at - 1]) && near(at - 1, at)) --at;
    if (at == 0 || !near(at - 1, at) || !is_day(at - 1)) return std::nullopt;
    return words_[at - 1].begin >= free ? std::optional(at - 1) : std::nullopt;
  }

  std::optional<std::size_t> day_after(std::size_t month) const {
    const std::size_t next = month + 1;
    const bool day =
        next < words_.size() && near(month, next) && is_day(next) && !is_hour(words_[next]);
    return day ? std::optional(next) : std::nullopt;
  }

  // "5th June, 10:30", "6 Dec, 8 a.m.", "13. M\u00e4rz, 9 Uhr", "9 juin, 14h00".
  bool is_hour(const Word& word) const {
    std::string_view rest = text_.substr(word.end);
    const bool parted = rest.starts_with(':') || rest.starts_with('.');
    const auto is_digit = [&](std::size_t i) {
      return i < rest.size() && rest[i] >= '0' && rest[i] <= '9';
    };
    if (parted && is_digit(1) && is_digit(2) && !is_digit(3)) return true;
    if (rest.starts_with('h')) return is_digit(1) || !starts_with_letter(rest.substr(1));
    rest = trim(rest);
    constexpr std::array<std::string_view, 7> kUnits{"am", "pm", "a.m", "p.m", "uhr", "h", "noon"};
    return std::ranges::any_of(kUnits, [&](std::string_view unit) {
      return rest.starts_with(unit) && !starts_with_letter(rest.substr(unit.size()));
    });
  }

  static bool starts_with_letter(std::string_view text) {
    return !text.empty() && ((text.front() >= 'a' && text.front() <= 'z') || (text.front() & 0x80));
  }

  // Of a number on either side of the month's name: "Day 1 June 3", "Session 2: June 5, 2026".
  bool is_rather(std::size_t after, std::size_t before) const {
    return year_at(behind_ordinal(after)).has_value() || is_counted(before);
  }

  // The "1" of "Day 1".
  bool is_counted(std::size_t number) const {
    constexpr std::array<std::string_view, 12> kCounted{"day",  "tag",   "jour", "session",
                                                        "part", "track", "room", "hall",
                                                        "week", "block", "no",   "level"};
    return number > 0 && near(number - 1, number) && one_of(words_[number - 1].text, kCounted);
  }

  // The first of several days of one month: "10-11 September", "10th and 11th September".
  std::size_t first_of_days(std::size_t last, std::size_t free) const {
    for (std::size_t first = last; first > 0 && last - first < kMostBetween;) {
      --first;
      if (words_[first].begin < free) break;
      if (!is_number(words_[first])) {
        if (!may_join(words_[first])) break;
        continue;
      }
      const bool earlier = is_day(first) && number(words_[first]) < number(words_[last]);
      return earlier && are_joined(first, last) && !is_counted(first) ? first : last;
    }
    return last;
  }

  static bool is_and(const Word& word) {
    constexpr std::array<std::string_view, 8> kWords{"and", "und", "et",  "y",
                                                     "e",   "to",  "bis", "au"};
    return one_of(word.text, kWords);
  }

  static bool may_join(const Word& word) {
    return is_ordinal(word) || is_and(word) || weekday_called(word.text);
  }

  // By a word or a mark, and nothing else but what belongs to the days themselves.
  bool are_joined(std::size_t first, std::size_t last) const {
    bool joined = false;
    for (std::size_t i = first; i < last; ++i) {
      joined = joined || (i > first && is_and(words_[i]));
      for (const char c : between(i, i + 1)) {
        const bool joins = c == '-' || c == '&' || c == '/' || c == '+' || (c & 0x80) != 0;
        if (!joins && c != ' ' && c != '.') return false;
        joined = joined || joins;
      }
    }
    return joined;
  }

  std::optional<DateText> day_behind(std::chrono::month month, std::size_t at,
                                     std::size_t day) const {
    const std::size_t next = behind_ordinal(day);
    auto date = made(month, *day_number(words_[day]), words_[at].begin, words_[next - 1].end);
    if (date) take_year(*date, next);
    return date;
  }

  std::size_t behind_ordinal(std::size_t day) const {
    return day + 1 < words_.size() && is_ordinal(words_[day + 1]) ? day + 2 : day + 1;
  }

  // The year right behind a date: "6, 2025", "6 '25"; `next` is the word behind it.
  std::optional<std::chrono::year> year_at(std::size_t next) const {
    if (next == 0 || next >= words_.size() || between(next - 1, next).size() > 4) return {};
    if (const auto year = year_behind_apostrophe(words_[next], text_)) return year;
    return near(next - 1, next) ? year_number(words_[next]) : std::nullopt;
  }

  void take_year(DateText& date, std::size_t next) const {
    date.year = year_at(next);
    if (date.year) date.end = words_[next].end;
  }

  static constexpr std::size_t kMostBetween = 4;  // "Thu 10th and Fri 11th"
  const std::vector<Word>& words_;
  std::string_view text_;
};

}  // namespace

std::vector<DateText> dates_in(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::vector<Word> words = words_of(lower);
  const NamedDates named(words, lower);
  std::vector<DateText> dates;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t free = dates.empty() ? 0 : dates.back().end;
    auto date = iso_date(words, i, lower);
    if (!date) date = named.around(i, free);
    if (date && date->begin >= free) dates.push_back(*date);
  }
  return dates;
}

std::optional<std::chrono::year> year_in(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::vector<Word> words = words_of(lower);
  for (const Word& word : words) {
    if (const auto year = year_number(word)) return year;
  }
  for (const Word& word : words) {
    if (const auto year = year_behind_apostrophe(word, lower)) return year;
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
  const std::string lower = to_lower(text);
  for (const Word& word : words_of(lower)) {
    if (const auto day = weekday_called(word.text)) return day;
  }
  return std::nullopt;
}

}  // namespace roomsign::formats::html
