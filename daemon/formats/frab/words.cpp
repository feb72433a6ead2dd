#include "daemon/formats/frab/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::frab {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// "devroom", "LIGHTNING_TALK": written for programs. "BoF" and "DJ" are not.
bool is_code(std::string_view type) {
  if (type.find(' ') != std::string_view::npos) return false;
  const bool any_lower = std::ranges::any_of(type, is_lower);
  const bool any_upper = std::ranges::any_of(type, is_upper);
  return any_lower != any_upper && (any_lower || type.size() > 3);
}

std::string as_words(std::string_view code) {
  std::string words = to_lower(code);
  std::ranges::replace(words, '_', ' ');
  std::ranges::replace(words, '-', ' ');
  if (is_lower(words.front())) words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return clean_line(words);
}

// No more than "something takes place".
bool says_nothing(std::string_view lower) {
  constexpr std::array<std::string_view, 9> kWords{"talk",         "lecture", "other",
                                                   "meta",         "vortrag", "session",
                                                   "presentation", "event",   "submission"};
  return one_of(lower, kWords);
}

bool is_e_mail(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  return text[at - 1] != ' ' && text.find('.', at) != std::string_view::npos;
}

}  // namespace

TypeWords type_words(std::string_view type) {
  TypeWords words;
  words.label = clean_line(type, 60);
  if (is_code(words.label)) words.label = as_words(words.label);
  const bool talk =
      starts_with_word(words.label, "talk") || starts_with_word(words.label, "lecture");
  if (!talk) words.kind = kind_of_label(words.label);
  if (says_nothing(to_lower(words.label))) words.label.clear();
  return words;
}

schedule::Status status_of(std::string_view state) {
  constexpr std::array<std::string_view, 3> kCancelled{"canceled", "cancelled", "withdrawn"};
  return one_of(to_lower(state), kCancelled) ? schedule::Status::kCancelled
                                             : schedule::Status::kScheduled;
}

bool is_unpublished(std::string_view state) {
  constexpr std::array<std::string_view, 4> kStates{"draft", "submitted", "rejected", "deleted"};
  return one_of(to_lower(state), kStates);
}

std::string name_of(std::string_view person) {
  return is_e_mail(person) ? std::string() : clean_line(person);
}

std::string color_of(std::string_view text) {
  text = trim(text);
  const bool hex = text.size() > 1 && text.front() == '#' &&
                   text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
  if (!hex || (text.size() != 4 && text.size() != 7)) return {};
  if (text.size() == 7) return std::string(text);
  std::string color = "#";
  for (const char digit : text.substr(1)) color.append(2, digit);
  return color;
}

}  // namespace roomsign::formats::frab
