#include "daemon/formats/reading/cancelled.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/base/text.hpp"

namespace roomsign::formats {
namespace {

// As fold_name() makes them.
bool is_word(std::string_view folded) {
  static const std::array<std::string, 11> kWords{"cancelled",
                                                  "canceled",
                                                  "abgesagt",
                                                  fold_name("entf\u00e4llt"),
                                                  fold_name("annul\u00e9"),
                                                  fold_name("annul\u00e9e"),
                                                  "cancelado",
                                                  "cancelada",
                                                  "annullato",
                                                  "afgelast",
                                                  "geannuleerd"};
  return std::ranges::find(kWords, folded) != kWords.end();
}

bool has_lower_case(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

// A bracket around the whole text is left out.
std::string_view inside_bracket(std::string_view text) {
  const bool bracket = (text.starts_with('(') && text.ends_with(')')) ||
                       (text.starts_with('[') && text.ends_with(']'));
  return bracket ? trim(text.substr(1, text.size() - 2)) : text;
}

constexpr std::array<std::string_view, 5> kMarks{" ", ":", "-", "\u2013", "\u2014"};

std::string_view without_marks_in_front(std::string_view text) {
  const auto* mark = kMarks.begin();
  while (mark != kMarks.end()) {
    mark = std::ranges::find_if(kMarks, [&](auto known) { return text.starts_with(known); });
    if (mark != kMarks.end()) text.remove_prefix(mark->size());
  }
  return text;
}

std::string_view without_marks_behind(std::string_view text) {
  const auto* mark = kMarks.begin();
  while (mark != kMarks.end()) {
    mark = std::ranges::find_if(kMarks, [&](auto known) { return text.ends_with(known); });
    if (mark != kMarks.end()) text.remove_suffix(mark->size());
  }
  return text;
}

// Whether the word, cut off the title at a blank, is set off from `rest`: by a mark at its end, by
// brackets, or by capitals where the rest has others.
bool stands_apart(std::string_view word, std::string_view rest) {
  const bool marked = word.ends_with(':') || inside_bracket(word) != word;
  return marked || (!has_lower_case(word) && has_lower_case(rest));
}

std::string_view without_colon(std::string_view word) {
  return word.ends_with(':') ? word.substr(0, word.size() - 1) : word;
}

}  // namespace

bool is_cancelled(std::string_view text) {
  text = inside_bracket(trim(text));
  return text.size() >= 6 && text.size() <= 16 && text.find(' ') == std::string_view::npos &&
         is_word(fold_name(text));
}

std::optional<std::string_view> without_cancelled(std::string_view title) {
  title = trim(title);
  const std::size_t first = title.find(' ');
  if (first == std::string_view::npos) return std::nullopt;
  const std::string_view opener = title.substr(0, first);
  const std::string_view behind = without_marks_in_front(title.substr(first));
  if (is_cancelled(without_colon(opener)) && !behind.empty()) {
    const bool mark = first + 1 + behind.size() < title.size();
    if (mark || stands_apart(opener, behind)) return behind;
  }
  const std::size_t last = title.rfind(' ');
  const std::string_view closer = title.substr(last + 1);
  const std::string_view before = without_marks_behind(title.substr(0, last));
  if (is_cancelled(closer) && !before.empty()) {
    const bool mark = before.size() < last;
    if (mark || stands_apart(closer, before)) return before;
  }
  return std::nullopt;
}

void take_cancelled(schedule::Session& session) {
  const auto rest = without_cancelled(session.title);
  if (!rest && !is_cancelled(session.title)) return;
  session.status = schedule::Status::kCancelled;
  if (rest) session.title = std::string(*rest);
}

}  // namespace roomsign::formats
