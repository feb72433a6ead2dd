// Words in the texts that people write into schedules.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace roomsign::formats {

// Whether `word` is one of `words`, letter by letter.
bool one_of(std::string_view word, std::span<const std::string_view> words);

// How many there are between blanks.
std::size_t count_words(std::string_view text);

}  // namespace roomsign::formats
