#include "daemon/formats/reading/words.hpp"

#include <algorithm>

#include "daemon/base/text.hpp"

namespace roomsign::formats {

bool one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [word](std::string_view known) {
    return known.size() == word.size() && (word.empty() || known[0] == word[0]) && known == word;
  });
}

std::size_t count_words(std::string_view text) {
  const auto parts = split(trim(text), ' ');
  return static_cast<std::size_t>(
      std::ranges::count_if(parts, [](auto word) { return !word.empty(); }));
}

}  // namespace roomsign::formats
