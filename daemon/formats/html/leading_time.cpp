#include "daemon/formats/html/leading_time.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <string>
#include <vector>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/dates.hpp"
#include "daemon/formats/reading/words.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongestTime = 60;  // bytes: "09:00 a.m. (PST) – 10:30 a.m. (PST)"

enum class Part { kClock, kBareHour, kMeridiem, kTo, kZone, kOther };

struct Word {
  Part part = Part::kOther;
  std::size_t end = 0;  // in the line
};

// "9:00", "9.30", "09h00"; "9", "0940" are bare.
Part part_of_digits(std::string_view text) {
  std::size_t hour = 0;
  while (hour < text.size() && is_digit(text[hour])) ++hour;
  if (hour > 2) return Part::kOther;
  if (hour == text.size()) return Part::kBareHour;
  const bool marked = text[hour] == ':' || text[hour] == '.' || text[hour] == 'h';
  const std::size_t digits = text.size() - hour - 1;
  if (!marked || (digits != 2 && !(text[hour] == 'h' && digits == 0))) return Part::kOther;
  return std::ranges::all_of(text.substr(hour + 1), is_digit) ? Part::kClock : Part::kOther;
}

Part part_of_letters(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMeridiems{
      "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "noon", "midnight", "uhr", "hrs", "hs", "h"};
  constexpr std::array<std::string_view, 5> kTo{"to", "until", "till", "bis", "\u00e0"};
  const std::string lower = to_lower(text);
  if (one_of(lower, kMeridiems)) return Part::kMeridiem;
  if (one_of(lower, kTo)) return Part::kTo;
  const bool capitals = std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool zone = capitals && text.size() >= 3 && text.size() <= 4 && zone_called(text).zone;
  return zone ? Part::kZone : Part::kOther;
}

// The dash, arrow or other mark of several bytes at `at`; 0: none.
std::size_t dash_length(std::string_view text, std::size_t at) {
  if (text[at] == '-' || text[at] == '~') return 1;
  constexpr std::array<std::string_view, 10> kDashes{"\u2010", "\u2011", "\u2012", "\u2013",
                                                     "\u2014", "\u2015", "\u2212", "\u2192",
                                                     "\u301c", "\uff5e"};
  for (const std::string_view dash : kDashes)
    if (text.compare(at, dash.size(), dash) == 0) return dash.size();
  return 0;
}

// Takes the word at `at`: digits with what marks minutes, letters, or a dash.
Word word_at(std::string_view text, std::size_t at) {
  if (const std::size_t dash = dash_length(text, at)) return {Part::kTo, at + dash};
  std::size_t end = at;
  if (is_digit(text[at])) {
    while (end < text.size() && (is_digit(text[end]) || text[end] == ':' || text[end] == '.' ||
                                 text[end] == 'h' || text[end] == 'H'))
      ++end;
    while (end > at && (text[end - 1] == ':' || text[end - 1] == '.')) --end;
    return {part_of_digits(to_lower(text.substr(at, end - at))), end};
  }
  while (end < text.size() && text[end] != ' ' && dash_length(text, end) == 0 && text[end] != ':' &&
         text[end] != ',' && text[end] != ')' && text[end] != '|')
    ++end;
  if (end == at) return {Part::kOther, at};
  return {part_of_letters(text.substr(at, end - at)), end};
}

// The longest run of words that can be a time, as places in the text where it may end.
std::vector<std::size_t> possible_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  bool minutes = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const Word word = word_at(text, at);
    if (word.part == Part::kOther) break;
    if (word.part == Part::kClock) minutes = true;
    if (word.part == Part::kMeridiem) minutes = true;
    at = word.end;
    const bool usable = minutes && word.part != Part::kBareHour;
    if (usable) ends.push_back(at);
  }
  return ends;
}

// Behind what may stand between a time and its words.
std::size_t words_begin(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t dash = dash_length(text, at);
    const bool dot = text.compare(at, 2, "\u00b7") == 0;
    const bool bullet = text.compare(at, 3, "\u2022") == 0;
    if (dash != 0) {
      at += dash;
    } else if (dot || bullet) {
      at += dot ? 2 : 3;
    } else if (std::string_view(" :,|)]").find(text[at]) != std::string_view::npos) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

bool is_filler(std::string_view word) {
  constexpr std::array<std::string_view, 10> kWords{"at",  "from", "on", "time", "um",
                                                    "von", "de",   "le", "@",    "start"};
  return one_of(word, kWords) || (word.size() >= 3 && weekday_in(word));
}

// Without the dates in it, and without weekdays and small words before the first digit.
std::string without_date(std::string_view text) {
  std::string rest(text);
  const auto dates = dates_in(text);
  for (const DateText& date : dates | std::views::reverse)
    rest.replace(date.begin, date.end - date.begin, " ");
  for (;;) {
    const std::size_t begin = rest.find_first_not_of(" ,;:|@-\t\n");
    if (begin == std::string::npos) return {};
    rest.erase(0, begin);
    const std::size_t end = rest.find_first_of(" ,:;");
    if (end == std::string::npos || !is_filler(to_lower(rest.substr(0, end)))) return rest;
    rest.erase(0, end);
  }
}

// "Noon – Lunch", "Midnight: Fireworks", but not "Noon is when we eat".
bool begins_with_word_for_time(std::string_view text) {
  const std::string lower = to_lower(text);
  for (const std::string_view word : {"noon", "midnight"}) {
    if (!lower.starts_with(word)) continue;
    const std::string_view behind = trim(std::string_view(lower).substr(word.size()));
    return !behind.empty() && (behind.front() == ':' || word_at(behind, 0).part == Part::kTo);
  }
  return false;
}

}  // namespace

std::optional<LeadingTime> leading_time(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" [(");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view text = line.substr(begin, kLongestTime);
  if (!is_digit(text.front()) && !begins_with_word_for_time(text)) return std::nullopt;
  const auto ends = possible_ends(text);
  for (const std::size_t end : ends | std::views::reverse) {
    const TimeCell cell = parse_time_cell(text.substr(0, end));
    if (cell.kind != TimeCell::Kind::kTime) continue;
    const bool more_digits = begin + end < line.size() && is_digit(line[begin + end]);
    if (more_digits) continue;
    return LeadingTime{cell, words_begin(line, begin + end)};
  }
  return std::nullopt;
}

TimeCell whole_time(std::string_view text) {
  TimeCell cell = parse_time_cell(text);
  if (cell.kind != TimeCell::Kind::kNone || text.size() > 2 * kLongestTime) return cell;
  const std::string rest = without_date(text);
  if (rest.empty() || rest.size() == text.size()) return {};
  return parse_time_cell(rest);
}

bool begins_with_time(std::string_view text) {
  if (leading_time(text)) return true;
  const std::string rest = without_date(text);
  return !rest.starts_with('(') && leading_time(rest).has_value();
}

}  // namespace roomsign::formats::html
