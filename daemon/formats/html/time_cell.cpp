#include "daemon/formats/html/time_cell.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/length.hpp"
#include "daemon/formats/reading/words.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// In ASCII what other letters write: blanks, dashes and arrows of every kind, wide digits and
// colons, and the signs behind hours and minutes ("12時00分" is "12h00").
char32_t plain_letter(char32_t c) {
  const bool blank = c == U'\u00a0' || (c >= U'\u2000' && c <= U'\u200b') || c == U'\u202f';
  const bool footnote = c == U'\u2020' || c == U'\u2021';
  if (blank || footnote || c == U'\u5206') return U' ';
  const bool dash = (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212' || c == U'\u2192' ||
                    c == U'\u301c' || c == U'\uff5e';
  if (dash) return U'-';
  if (c >= U'\uff10' && c <= U'\uff1a') return c - U'\uff10' + U'0';
  return c == U'\u6642' ? U'h' : c;
}

// Lower case and plain letters.
std::string plain(std::string_view text) {
  std::string out = to_lower(text);
  std::ranges::replace_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  std::ranges::replace(out, '~', '-');
  if (is_ascii(out)) return out;
  std::u32string letters = decode_utf8(out);
  std::ranges::transform(letters, letters.begin(), plain_letter);
  return encode_utf8(letters);
}

// A cursor over the plain text, which eats what it recognises.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  void blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  bool at_end() {
    blanks();
    return rest_.empty();
  }
  bool eat(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool eat(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  // Whole words only: no letter may follow.
  bool eat_word(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    if (rest_.size() > word.size() && is_letter(rest_[word.size()])) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  std::string_view digits() {
    const auto end = std::ranges::find_if_not(rest_, [](char c) { return c >= '0' && c <= '9'; });
    const std::string_view found(rest_.begin(), end);
    rest_.remove_prefix(found.size());
    return found;
  }
  std::string_view rest() const { return rest_; }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }

 private:
  std::string_view rest_;
};

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// "am", "a.m.", "p. m.", and the "noon" of "12:00 noon".
Meridiem eat_meridiem(Cursor& cursor) {
  Cursor trial = cursor;
  trial.blanks();
  if (trial.eat_word("noon")) {
    cursor = trial;
    return Meridiem::kPm;
  }
  const bool pm = trial.eat('p');
  if (!pm && !trial.eat('a')) return Meridiem::kNone;
  trial.eat('.');
  trial.blanks();
  if (!trial.eat('m')) return Meridiem::kNone;
  if (!trial.rest().empty() && Cursor::is_letter(trial.rest().front())) return Meridiem::kNone;
  trial.eat('.');
  cursor = trial;
  return pm ? Meridiem::kPm : Meridiem::kAm;
}

struct ReadClock {
  Clock clock;
  bool bare_hour = false;    // "9"
  bool bare_digits = false;  // "0940"
};

bool valid(const Clock& clock) {
  if (clock.minute > 59) return false;
  if (clock.meridiem != Meridiem::kNone && !clock.fixed) return clock.hour >= 1 && clock.hour <= 12;
  return clock.hour <= 23 || (clock.hour == 24 && clock.minute == 0);
}

// The minutes behind an hour, ":30" or ".30" or "h30"; false: a separator without two digits.
bool eat_minutes(Cursor& cursor, ReadClock& read) {
  Cursor trial = cursor;
  if (!trial.eat(':') && !trial.eat('.') && !trial.eat('h')) return true;
  const auto digits = trial.digits();
  if (digits.empty()) {  // "9h", and the full stop of "9."
    if (cursor.eat_word("h")) read.bare_hour = false;
    return true;
  }
  if (digits.size() != 2) return false;
  read.clock.minute = number(digits);
  read.bare_hour = false;
  trial.eat(":00");  // seconds
  cursor = trial;
  return true;
}

// "14.00 Uhr", "9:00 h", "1600 hrs": that it is a time. "2 h" alone is rather how long.
void eat_unit(Cursor& cursor, ReadClock& read) {
  Cursor trial = cursor;
  trial.blanks();
  if (trial.eat_word("uhr")) {
    read.bare_hour = false;
  } else if (!trial.eat_word("hrs") && !trial.eat_word("hs") && !trial.eat_word("h")) {
    return;
  }
  read.bare_digits = false;
  cursor = trial;
}

std::optional<ReadClock> eat_clock(Cursor& cursor) {
  cursor.blanks();
  if (cursor.eat_word("noon")) return ReadClock{.clock = {.hour = 12, .fixed = true}};
  if (cursor.eat_word("midnight")) return ReadClock{.clock = {.hour = 0, .fixed = true}};
  const auto digits = cursor.digits();
  if (digits.empty() || digits.size() > 4 || digits.size() == 3) return std::nullopt;
  ReadClock read;
  if (digits.size() == 4) {
    read.clock.hour = number(digits.substr(0, 2));
    read.clock.minute = number(digits.substr(2));
    read.bare_digits = true;
  } else {
    read.clock.hour = number(digits);
    read.bare_hour = true;
    if (!eat_minutes(cursor, read)) return std::nullopt;
  }
  read.clock.padded = digits.size() > 1 && digits.front() == '0';
  read.clock.meridiem = eat_meridiem(cursor);
  eat_unit(cursor, read);
  if (!valid(read.clock)) return std::nullopt;
  return read;
}

bool eat_separator(Cursor& cursor) {
  cursor.blanks();
  if (cursor.eat('-')) {
    while (cursor.eat('-')) {
    }
    return true;
  }
  constexpr std::array kWords{"to", "until", "till", "bis", "\u00e0", "a", "hasta"};
  return std::ranges::any_of(kWords, [&](const char* word) { return cursor.eat_word(word); });
}

void eat_weekday(Cursor& cursor) {
  constexpr std::array kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun",
                             "die", "mit", "don", "fre", "sam", "son"};
  for (const std::string_view day : kDays) {
    if (!cursor.rest().starts_with(day)) continue;
    while (!cursor.rest().empty() && Cursor::is_letter(cursor.rest().front())) {
      cursor.eat(cursor.rest().front());
    }
    cursor.eat('.');
    cursor.blanks();
    cursor.eat(',');
    return;
  }
}

// What may stand behind a time: one short word of letters, perhaps with an offset: "PST", "GMT+2".
std::optional<std::string> zone_behind(std::string_view rest) {
  std::string_view zone = trim(rest);
  if (zone.size() > 2 && zone.front() == '(' && zone.back() == ')') {
    zone = trim(zone.substr(1, zone.size() - 2));
  }
  const auto letters = std::ranges::find_if_not(zone, [](char c) { return c >= 'a' && c <= 'z'; });
  const auto length = letters - zone.begin();
  const auto offset = std::string_view(letters, zone.end());
  if (length < 2 || length > 5) return std::nullopt;
  if (offset.find_first_not_of("+-:0123456789 ") != std::string_view::npos) return std::nullopt;
  if (!offset.empty() && offset.front() != '+' && offset.front() != '-' && offset.front() != ' ') {
    return std::nullopt;
  }
  std::string upper(zone);
  std::ranges::transform(upper, upper.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return upper;
}

// "/ 11:00 EDT", "(14:00-15:00 EDT)", "(UTC-7)": the same time once more, for those elsewhere.
bool says_time_elsewhere(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("/|()"), text.size());
    Cursor cursor(trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (cursor.at_end()) continue;
    if (eat_clock(cursor) && eat_separator(cursor) && !eat_clock(cursor)) return false;
    const auto zone = zone_behind(cursor.rest());
    if (!zone || !zone_called(*zone).zone) return false;
  }
  return true;
}

// "PST", "CEST / 11:00 EDT", "(14:00 EDT)"; none where more follows the time.
std::optional<std::string> zone_before_time_elsewhere(std::string_view rest) {
  if (auto zone = zone_behind(rest)) return zone;
  const std::size_t at = rest.find_first_of("/|(");
  if (at == std::string_view::npos || !says_time_elsewhere(rest.substr(at))) return std::nullopt;
  const std::string_view own = trim(rest.substr(0, at));
  return own.empty() ? std::string() : zone_behind(own);
}

// "3:00 PM onwards", "18:00 - late": what says no more than that the end is open.
bool eat_open_end(Cursor& cursor) {
  constexpr std::array<std::string_view, 13> kWords{"onwards",  "onward",   "late",  "end",  "open",
                                                    "open end", "open-end", "close", "ende", "tbd",
                                                    "tba",      "tbc",      "?"};
  Cursor trial = cursor;
  const bool parted = eat_separator(trial);
  const std::string_view word = trim(trial.rest());
  const bool open = one_of(word, kWords) && (parted || word.starts_with("onward"));
  if (open) cursor = Cursor({});
  return open;
}

// Off the end: "18:00 *", "18:00+", "9:00:".
std::string_view without_trailing_marks(std::string_view text) {
  while (!text.empty() && std::string_view("*+: ").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

bool is_undecided(std::string_view text) {
  constexpr std::array kWords{"", "-", "--", "tbd", "tba", "tbc", "?", "t.b.d.", "t.b.a."};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return word == text; });
}

std::string_view without_brackets(std::string_view text) {
  if (text.size() > 1 && ((text.front() == '(' && text.back() == ')') ||
                          (text.front() == '[' && text.back() == ']'))) {
    return trim(text.substr(1, text.size() - 2));
  }
  return text;
}

// Takes "(30 min)" off the end.
std::optional<std::chrono::minutes> take_length(std::string_view& text) {
  const std::size_t open = text.rfind('(');
  if (!text.ends_with(')') || open == std::string_view::npos || open == 0) return std::nullopt;
  const auto length = length_of(text.substr(open + 1, text.size() - open - 2));
  if (length) text = trim(text.substr(0, open));
  return length;
}

// "from 9:00", "ab 9 Uhr": words that say nothing more than the time itself.
void eat_preposition(Cursor& cursor) {
  constexpr std::array<std::string_view, 9> kWords{"from", "at",  "ab", "von",  "um",
                                                   "de",   "ca.", "c.", "desde"};
  std::ranges::any_of(kWords, [&](std::string_view word) { return cursor.eat_word(word); });
  cursor.blanks();
}

TimeCell parse_plain(std::string_view text, bool bare_digits) {
  TimeCell cell;
  cell.length = take_length(text);
  text = without_trailing_marks(text);
  if (is_undecided(text)) {
    cell.kind = TimeCell::Kind::kUndecided;
    return cell;
  }
  Cursor cursor(text);
  eat_weekday(cursor);
  eat_preposition(cursor);
  const auto start = eat_clock(cursor);
  if (!start) return cell;
  cell.start = start->clock;
  cell.open_end = eat_open_end(cursor);
  const bool range = cell.open_end || eat_separator(cursor);
  if (range && !cursor.at_end()) {
    const auto end = eat_clock(cursor);
    if (!end) return cell;
    cell.end = end->clock;
  }
  if (!cursor.at_end()) {
    auto zone = zone_before_time_elsewhere(cursor.rest());
    if (!zone) return cell;
    cell.zone = std::move(*zone);
  }
  const bool marked = cell.start.meridiem != Meridiem::kNone;
  if (start->bare_hour && !marked && !(range && cell.end)) return cell;
  if (start->bare_digits && !marked && !range && !bare_digits) return cell;
  cell.kind = TimeCell::Kind::kTime;
  return cell;
}

// The time in a cell's first line; what is below it is its end, if it is nothing but a time.
TimeCell parse_lines(std::string_view first, std::string_view below, bool bare_digits) {
  const std::string start = plain(first);
  if (trim(start).empty()) return {};
  TimeCell cell = parse_plain(without_brackets(trim(start)), bare_digits);
  const std::string end = plain(below);
  const TimeCell other = parse_plain(without_brackets(trim(end)), bare_digits);
  const bool both = cell.kind == TimeCell::Kind::kTime && other.kind == TimeCell::Kind::kTime;
  const bool plain_times = !cell.end && !other.end && !cell.length && !other.length;
  if (both && plain_times && cell.zone.empty() && other.zone.empty()) cell.end = other.start;
  return cell;
}

}  // namespace

TimeCell parse_time_cell(std::string_view text, bool bare_digits) {
  const std::string all = plain(text);
  TimeCell cell = parse_plain(without_brackets(trim(all)), bare_digits);
  if (cell.kind != TimeCell::Kind::kNone) return cell;
  const std::size_t line_end = text.find('\n');
  if (line_end != std::string_view::npos)
    cell = parse_lines(text.substr(0, line_end), text.substr(line_end + 1), bare_digits);
  if (cell.kind == TimeCell::Kind::kNone) {
    const std::size_t colon = all.find(':');
    cell.looks_wrong = all.size() < 24 && colon != std::string::npos && colon > 0 &&
                       colon + 1 < all.size() &&
                       std::isdigit(static_cast<unsigned char>(all[colon - 1])) != 0 &&
                       std::isdigit(static_cast<unsigned char>(all[colon + 1])) != 0;
  }
  return cell;
}

}  // namespace roomsign::formats::html
