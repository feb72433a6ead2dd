#include "daemon/schedule/wording.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string>
#include <vector>

#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

// As fold_name() writes them.
constexpr std::array<std::string_view, 17> kPlaceholders{
    "tba",        "tbc",         "tbd",   "tobeannounced", "tobeconfirmed", "todo",
    "comingsoon", "notitle",     "na",    "nosession",     "untitled",      "unknown",
    "none",       "placeholder", "dummy", "loremipsum",    "undefined"};

// Of foreign letters every byte counts: only whole words are compared.
bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// Of these and numbers alone no title is made.
constexpr std::array<std::string_view, 10> kRoles{"contributed", "guest", "invited",      "keynote",
                                                  "lightning",   "paper", "presentation", "speaker",
                                                  "talk",        "title"};

bool is_role_or_number(std::string_view word) {
  return std::ranges::binary_search(kRoles, word) ||
         word.find_first_not_of("0123456789") == word.npos;
}

// Lower case, sorted, each once.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_word_byte(text[i])) continue;
    if (i > begin) words.push_back(to_lower(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  std::ranges::sort(words);
  const auto repeated = std::ranges::unique(words);
  words.erase(repeated.begin(), repeated.end());
  return words;
}

}  // namespace

bool is_placeholder(std::string_view text) {
  const std::string folded = fold_name(text);
  if (folded.empty() || std::ranges::find(kPlaceholders, folded) != kPlaceholders.end())
    return true;
  const auto all = words(text);
  return std::ranges::all_of(all, is_role_or_number) && std::isalpha(all.back().front()) != 0;
}

bool are_alike(std::string_view a, std::string_view b) {
  const auto of_a = words(a);
  const auto of_b = words(b);
  std::vector<std::string> common;
  std::ranges::set_intersection(of_a, of_b, std::back_inserter(common));
  return !common.empty() && 2 * common.size() >= std::min(of_a.size(), of_b.size());
}

}  // namespace roomsign::schedule
