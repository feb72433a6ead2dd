#include "daemon/formats/html/dates.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/date_words.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

// What may stand between a day and its month: "6th of December", "6 de diciembre".
bool is_ordinal(const DateWord& word) {
  constexpr std::array<std::string_view, 9> kOrdinals{"st", "nd", "rd",  "th",    "er",
                                                      "of", "de", "del", "\u00ba"};
  return one_of(word.text, kOrdinals);
}

std::optional<DateText> made(std::chrono::month month, int day, std::size_t begin,
                             std::size_t end) {
  const std::chrono::month_day date{month, std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return DateText{.day = date, .year = {}, .weekday = {}, .begin = begin, .end = end};
}

class Reader {
 public:
  Reader(const std::vector<DateWord>& words, std::string_view text) : words_(words), text_(text) {}

  // The date whose first number or whose month is words[i]. What stands before `free` is part of
  // another date.
  std::optional<DateText> date_at(std::size_t i, std::size_t free) const {
    auto date = iso_date(i);
    if (!date) date = east_asian_date(i);
    if (!date) date = dotted_date(i, free);
    if (!date) date = slashed_date(i);
    return date ? date : named_date(i, free);
  }

 private:
  // ---- Numbers only ---------------------------------------------------------------------------

  // "2026-03-12", "2026/3/12", "2026.03.12"
  std::optional<DateText> iso_date(std::size_t i) const {
    if (i + 2 >= words_.size() || !year_number(words_[i])) return std::nullopt;
    const std::string_view mark = between(i, i + 1);
    const bool marked =
        (mark == "-" || mark == "/" || mark == ".") && between(i + 1, i + 2) == mark;
    return marked ? numeric_date(i, i + 2, {.year = i, .month = i + 1, .day = i + 2})
                  : std::nullopt;
  }

  // "2026年3月12日"
  std::optional<DateText> east_asian_date(std::size_t i) const {
    const bool marked = i + 5 < words_.size() && words_[i + 1].text == "\u5e74" &&
                        words_[i + 3].text == "\u6708" && words_[i + 5].text.starts_with("\u65e5");
    if (!marked || !year_number(words_[i])) return std::nullopt;
    auto date = numeric_date(i, i + 4, {.year = i, .month = i + 2, .day = i + 4});
    if (date) date->end = words_[i + 5].begin + std::string_view("\u65e5").size();
    return date;
  }

  // "12.03.2026", "12. 3. 2026", "12.03.26"; the first of "12.-13.03.2026", "30.06. - 02.07.2026".
  std::optional<DateText> dotted_date(std::size_t i, std::size_t free) const {
    if (i + 2 >= words_.size() || !is_dot(i)) return std::nullopt;
    if (is_dot(i + 1) && is_number(words_[i + 2])) return whole_dotted_date(i, free);
    const bool dotted = between(i + 1, i + 2).starts_with('.');
    const auto next = dotted ? joined_number(i + 1) : std::nullopt;
    const auto last = next ? whole_dotted_date(*next, words_[*next].begin) : std::nullopt;
    if (!last) return std::nullopt;
    auto date = dated(words_[i + 1], words_[i], words_[i].begin, last->end);
    if (date)
      date->year = date->day <= last->day ? last->year : *last->year - std::chrono::years(1);
    return date;
  }

  std::optional<DateText> whole_dotted_date(std::size_t i, std::size_t free) const {
    if (i + 2 >= words_.size() || !is_dot(i) || !is_dot(i + 1)) return std::nullopt;
    const bool has_year = between(i + 1, i + 2) == "." || words_[i + 2].text.size() == 4;
    if (!has_year || is_in_longer_number(i)) return std::nullopt;
    const std::size_t first = first_of_days(i, free);
    return numeric_date(first, i + 2, {.year = i + 2, .month = i + 1, .day = first});
  }

  // "13/05/2026", "05/13/2026", but not "12/03/2026".
  std::optional<DateText> slashed_date(std::size_t i) const {
    const bool slashes =
        i + 2 < words_.size() && between(i, i + 1) == "/" && between(i + 1, i + 2) == "/";
    if (!slashes || words_[i + 2].text.size() != 4) return std::nullopt;
    const auto day_first = numeric_date(i, i + 2, {.year = i + 2, .month = i + 1, .day = i});
    const auto month_first = numeric_date(i, i + 2, {.year = i + 2, .month = i, .day = i + 1});
    if (day_first && month_first && day_first->day != month_first->day) return std::nullopt;
    return day_first ? day_first : month_first;
  }

  struct Places {
    std::size_t year, month, day;
  };

  std::optional<DateText> numeric_date(std::size_t first, std::size_t last, Places at) const {
    auto year = year_number(words_[at.year]);
    const bool short_year = words_[at.year].text.size() == 2 && words_[at.month].text.size() == 2;
    if (!year && short_year && is_number(words_[at.year]))
      year = std::chrono::year(2000 + number(words_[at.year]));
    if (!year) return std::nullopt;
    auto date = dated(words_[at.month], words_[at.day], words_[first].begin, words_[last].end);
    if (date) date->year = year;
    return date;
  }

  static std::optional<DateText> dated(const DateWord& month, const DateWord& day,
                                       std::size_t begin, std::size_t end) {
    const auto month_number = day_number(month);
    const auto number = day_number(day);
    if (!month_number || *month_number > 12 || !number) return std::nullopt;
    return made(std::chrono::month(static_cast<unsigned>(*month_number)), *number, begin, end);
  }

  bool is_dot(std::size_t i) const { return between(i, i + 1) == "." || between(i, i + 1) == ". "; }

  // "1.12.03.2026", "10.12.13.14"
  bool is_in_longer_number(std::size_t i) const {
    const auto goes_on = [&](std::size_t a) {
      return between(a, a + 1) == "." && is_number(words_[a]) && is_number(words_[a + 1]);
    };
    return (i > 0 && goes_on(i - 1)) || (i + 3 < words_.size() && goes_on(i + 2));
  }

  // ---- With the month's name ------------------------------------------------------------------

  // "December 6th", "18 September", "10-11 September", around words[month].
  std::optional<DateText> named_date(std::size_t month, std::size_t free) const {
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

  bool near(std::size_t a, std::size_t b) const { return words_[b].begin <= words_[a].end + 3; }

  std::string_view between(std::size_t a, std::size_t b) const {
    return text_.substr(words_[a].end, words_[b].begin - words_[a].end);
  }

  bool is_day(std::size_t i) const {
    const bool day = day_number(words_[i]) && !is_behind_number(words_[i]);
    return day && !year_behind_apostrophe(words_[i], text_);
  }

  // The minutes of "9:30" and "9h30", the month of "12.03.".
  bool is_behind_number(const DateWord& word) const {
    if (word.begin < 2) return false;
    const char mark = text_[word.begin - 1];
    return (mark == ':' || mark == '.' || mark == 'h') && is_digit(text_[word.begin - 2]);
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

  // "5th June, 10:30", "6 Dec, 8 a.m.", "13. März, 9 Uhr", "9 juin, 14h00".
  bool is_hour(const DateWord& word) const {
    std::string_view rest = text_.substr(word.end);
    const bool parted = rest.starts_with(':') || rest.starts_with('.');
    const auto digit_at = [&](std::size_t i) { return i < rest.size() && is_digit(rest[i]); };
    if (parted && digit_at(1) && digit_at(2) && !digit_at(3)) return true;
    if (rest.starts_with('h')) return digit_at(1) || !starts_with_letter(rest.substr(1));
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

  // Of "30.06. - Thu 02.07.2026" the second day, from the first month on.
  std::optional<std::size_t> joined_number(std::size_t from) const {
    std::size_t next = from + 1;
    while (next < words_.size() && next - from < kMostBetween && may_join(words_[next])) ++next;
    const bool joined = next < words_.size() && is_number(words_[next]) && are_joined(from, next);
    return joined ? std::optional(next) : std::nullopt;
  }

  static bool is_and(const DateWord& word) {
    constexpr std::array<std::string_view, 10> kWords{"and", "und", "et", "y",  "e",
                                                      "to",  "bis", "au", "al", "a"};
    return one_of(word.text, kWords);
  }

  static bool is_weekday(const DateWord& word) {
    constexpr std::array<std::string_view, 7> kGerman{"mo", "di", "mi", "do", "fr", "sa", "so"};
    return weekday_called(word.text) || one_of(word.text, kGerman);
  }

  static bool may_join(const DateWord& word) {
    return is_ordinal(word) || is_and(word) || is_weekday(word);
  }

  // By a word or a mark, and nothing else but what belongs to the days themselves.
  bool are_joined(std::size_t first, std::size_t last) const {
    bool joined = false;
    for (std::size_t i = first; i < last; ++i) {
      joined = joined || (i > first && is_and(words_[i]));
      for (const char c : between(i, i + 1)) {
        if (c == ',' && is_weekday(words_[i])) continue;
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
    if (next < words_.size() && is_ordinal(words_[next]) && near(next - 1, next)) ++next;
    date.year = year_at(next);
    if (date.year) date.end = words_[next].end;
  }

  static constexpr std::size_t kMostBetween = 4;  // "Thu 10th and Fri 11th"
  const std::vector<DateWord>& words_;
  std::string_view text_;
};

// "segunda-feira": its first word alone is "the second" of anything.
std::optional<std::chrono::weekday> portuguese_weekday(std::string_view text) {
  constexpr std::array<std::string_view, 5> kDays{"segunda-feira", "ter\u00e7a-feira",
                                                  "quarta-feira", "quinta-feira", "sexta-feira"};
  const auto* const found =
      std::ranges::find_if(kDays, [&](std::string_view day) { return text.starts_with(day); });
  if (found == kDays.end()) return std::nullopt;
  return std::chrono::weekday(static_cast<unsigned>(found - kDays.begin() + 1));
}

// That stands right before the date that begins at `begin`; words[at] belongs to the date.
std::optional<std::chrono::weekday> weekday_before(const std::vector<DateWord>& words,
                                                   std::size_t at, std::size_t begin) {
  while (at > 0 && words[at].begin >= begin) --at;
  const bool right_before = words[at].end <= begin && begin <= words[at].end + 3;
  return right_before ? weekday_called(words[at].text) : std::nullopt;
}

}  // namespace

std::vector<DateText> dates_in(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::vector<DateWord> words = date_words(lower);
  const Reader reader(words, lower);
  std::vector<DateText> dates;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t free = dates.empty() ? 0 : dates.back().end;
    auto date = reader.date_at(i, free);
    if (!date || date->begin < free) continue;
    date->weekday = weekday_before(words, i, date->begin);
    dates.push_back(*date);
  }
  return dates;
}

std::optional<std::chrono::year> year_in(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::vector<DateWord> words = date_words(lower);
  for (const DateWord& word : words) {
    if (const auto year = year_number(word)) return year;
  }
  for (const DateWord& word : words) {
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
  for (const DateWord& word : date_words(lower)) {
    auto day = weekday_called(word.text);
    if (!day) day = portuguese_weekday(std::string_view(lower).substr(word.begin));
    if (day) return day;
  }
  return std::nullopt;
}

}  // namespace roomsign::formats::html
