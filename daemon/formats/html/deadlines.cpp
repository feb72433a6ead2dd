#include "daemon/formats/html/deadlines.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"

namespace roomsign::formats::html {
namespace {

// The full stop of the sentence that begins at `from`, not that of "3. Mai"; else the line's end.
std::size_t end_of_sentence(std::string_view line, std::size_t from) {
  for (std::size_t at = line.find(". ", from); at != line.npos; at = line.find(". ", at + 1)) {
    const bool of_day = at > 0 && is_digit(line[at - 1]) && (at < 3 || !is_digit(line[at - 3]));
    if (!of_day) return at;
  }
  return line.size();
}

}  // namespace

bool speaks_of_deadlines(std::string_view text) {
  constexpr std::array<std::string_view, 26> kPhrases{
      " deadline ",         " deadlines ",  " submission ",   " submissions ",   " submit ",
      " notification ",     " due ",        " camera ready ", " notifications ", " rebuttal ",
      " extended to ",      " early bird ", " posted ",       " published ",     " last updated ",
      " updated on ",       " modified ",   " frist ",        " einreichung ",   " einreichungen ",
      " einreichfrist ",    " soumission ", " soumissions ",  " closes ",        " anmeldeschluss ",
      " registration ends "};
  std::string words = " " + to_lower(text) + " ";
  std::ranges::replace_if(
      words, [](char c) { return std::string_view(".,:;()!-/").find(c) != std::string_view::npos; },
      ' ');
  return std::ranges::any_of(
      kPhrases, [&](std::string_view phrase) { return words.find(phrase) != std::string::npos; });
}

std::vector<std::string> without_deadlines(const std::vector<std::string>& lines) {
  std::vector<std::string> kept;
  for (const std::string& line : lines) {
    if (!speaks_of_deadlines(line)) {
      kept.push_back(line);
      continue;
    }
    for (std::size_t from = 0; from < line.size();) {
      const std::size_t end = end_of_sentence(line, from);
      std::string sentence = line.substr(from, end - from);
      if (!speaks_of_deadlines(sentence)) kept.push_back(std::move(sentence));
      from = end + 2;
    }
  }
  return kept;
}

}  // namespace roomsign::formats::html
