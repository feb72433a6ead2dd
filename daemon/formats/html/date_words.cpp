#include "daemon/formats/html/date_words.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Dashes, quotation marks and dots of three bytes: U+2000..U+203F.
bool is_mark(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("\xe2\x80");
}

}  // namespace

std::vector<DateWord> date_words(std::string_view lower) {
  std::vector<DateWord> words;
  const auto in_word = [&](std::size_t at) { return is_letter(lower[at]) && !is_mark(lower, at); };
  for (std::size_t i = 0; i < lower.size();) {
    std::size_t end = i;
    if (is_digit(lower[i])) {
      while (end < lower.size() && is_digit(lower[end])) ++end;
    } else if (in_word(i)) {
      while (end < lower.size() && in_word(end)) ++end;
    } else {
      i += is_mark(lower, i) ? 3 : 1;
      continue;
    }
    words.push_back({lower.substr(i, end - i), i, end});
    i = end;
  }
  return words;
}

bool is_number(const DateWord& word) { return is_digit(word.text.front()); }

int number(const DateWord& word) {
  int value = 0;
  for (const char c : word.text) value = value * 10 + (c - '0');
  return value;
}

std::optional<int> day_number(const DateWord& word) {
  if (!is_number(word) || word.text.size() > 2) return std::nullopt;
  const int day = number(word);
  return day >= 1 && day <= 31 ? std::optional(day) : std::nullopt;
}

std::optional<std::chrono::year> year_number(const DateWord& word) {
  if (!is_number(word) || word.text.size() != 4) return std::nullopt;
  const int year = number(word);
  return year >= 1990 && year <= 2099 ? std::optional(std::chrono::year(year)) : std::nullopt;
}

std::optional<std::chrono::year> year_behind_apostrophe(const DateWord& word,
                                                        std::string_view lower) {
  const std::string_view before = lower.substr(0, word.begin);
  if (!before.ends_with('\'') && !before.ends_with("\u2019")) return std::nullopt;
  if (!is_number(word) || word.text.size() != 2) return std::nullopt;
  return std::chrono::year(2000 + number(word));
}

std::optional<std::chrono::month> month_called(std::string_view word) {
  constexpr std::array<std::array<std::string_view, 6>, 12> kMonths{{
      {"january", "januar", "janvier", "enero", "gennaio", "janeiro"},
      {"february", "februar", "f\u00e9vrier", "febrero", "febbraio", "fevereiro"},
      {"march", "m\u00e4rz", "mars", "marzo", "marzo", "mar\u00e7o"},
      {"april", "april", "avril", "abril", "aprile", "abril"},
      {"may", "mai", "mai", "mayo", "maggio", "maio"},
      {"june", "juni", "juin", "junio", "giugno", "junho"},
      {"july", "juli", "juillet", "julio", "luglio", "julho"},
      {"august", "august", "ao\u00fbt", "agosto", "agosto", "agosto"},
      {"september", "september", "septembre", "septiembre", "settembre", "setembro"},
      {"october", "oktober", "octobre", "octubre", "ottobre", "outubro"},
      {"november", "november", "novembre", "noviembre", "novembre", "novembro"},
      {"december", "dezember", "d\u00e9cembre", "diciembre", "dicembre", "dezembro"},
  }};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (one_of(word, kMonths[i])) return std::chrono::month(static_cast<unsigned>(i + 1));
  }
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool short_form =
        word.size() <= 4 && (kMonths[i][0].starts_with(word) || kMonths[i][1].starts_with(word));
    if (short_form) return std::chrono::month(static_cast<unsigned>(i + 1));
  }
  return std::nullopt;
}

std::optional<std::chrono::weekday> weekday_called(std::string_view word) {
  constexpr std::array<std::array<std::string_view, 5>, 7> kDays{{
      {"sunday", "sonntag", "dimanche", "domingo", "domenica"},
      {"monday", "montag", "lundi", "lunes", "luned\u00ec"},
      {"tuesday", "dienstag", "mardi", "martes", "marted\u00ec"},
      {"wednesday", "mittwoch", "mercredi", "mi\u00e9rcoles", "mercoled\u00ec"},
      {"thursday", "donnerstag", "jeudi", "jueves", "gioved\u00ec"},
      {"friday", "freitag", "vendredi", "viernes", "venerd\u00ec"},
      {"saturday", "samstag", "samedi", "s\u00e1bado", "sabato"},
  }};
  if (word.size() < 3) return std::nullopt;
  for (unsigned day = 0; day < kDays.size(); ++day) {
    const bool short_form = word.size() <= 5 && kDays[day][0].starts_with(word);
    if (short_form || one_of(word, kDays[day])) return std::chrono::weekday(day);
  }
  return std::nullopt;
}

}  // namespace roomsign::formats::html
