// Characters: the little that layouts must know of UTF-8. Pure; ill-formed bytes count as one
// character each and pass through unchanged, so no function here fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace roomsign::render {

struct CodePoint {
  char32_t value = 0;  // U+FFFD for an ill-formed byte
  std::size_t length = 1;
};

// Needs at < text.size().
CodePoint code_point_at(std::string_view text, std::size_t at);

// Where the character that begins at `at` ends: a code point with the combining marks, variation
// selectors and joiners that follow it, so that a cut never tears an accent or an emoji apart.
// Needs at < text.size().
std::size_t character_end(std::string_view text, std::size_t at);

// Capitals for labels: Latin, Greek and Cyrillic by one simple rule for all languages ("ß" becomes
// "SS"); every other script stays as it is. capitals("Später · 9 min") == "SPÄTER · 9 MIN".
std::string capitals(std::string_view text);

}  // namespace roomsign::render
