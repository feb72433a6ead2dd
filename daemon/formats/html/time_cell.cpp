#include "daemon/formats/html/time_cell.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/length.hpp"

namespace roomsign::formats::html {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Lower case; every kind of blank is ' ', every kind of dash and arrow is '-'.
std::string plain(std::string_view text) {
  std::string out = to_lower(text);
  std::ranges::replace_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  std::ranges::replace(out, '~', '-');
  if (is_ascii(out)) return out;
  std::u32string letters = decode_utf8(out);
  for (char32_t& c : letters) {
    if (c == U'\u00a0' || (c >= U'\u2000' && c <= U'\u200b') || c == U'\u202f') {
      c = U' ';
    } else if ((c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212' || c == U'\u2192' ||
               c == U'\uff5e') {
      c = U'-';
    }
  }
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
  if (zone == "hrs" || zone == "h" || zone == "uhr") return std::string();
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
  bool range = false;
  if (eat_separator(cursor)) {
    range = true;
    if (!cursor.at_end()) {
      const auto end = eat_clock(cursor);
      if (!end) return cell;
      cell.end = end->clock;
    }
  }
  if (!cursor.at_end()) {
    auto zone = zone_behind(cursor.rest());
    if (!zone) return cell;
    cell.zone = std::move(*zone);
  }
  const bool marked = cell.start.meridiem != Meridiem::kNone;
  if (start->bare_hour && !marked && !(range && cell.end)) return cell;
  if (start->bare_digits && !marked && !range && !bare_digits) return cell;
  cell.kind = TimeCell::Kind::kTime;
  return cell;
}

}  // namespace

TimeCell parse_time_cell(std::string_view text, bool bare_digits) {
  const std::string all = plain(text);
  TimeCell cell = parse_plain(without_brackets(trim(all)), bare_digits);
  if (cell.kind != TimeCell::Kind::kNone) return cell;
  const std::size_t line_end = text.find('\n');
  if (line_end != std::string_view::npos) {
    const std::string first = plain(text.substr(0, line_end));
    if (!trim(first).empty()) cell = parse_plain(without_brackets(trim(first)), bare_digits);
  }
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
