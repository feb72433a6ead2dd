// Characters: what must be known of Unicode to measure, break and cut text. Pure; ill-formed bytes
// count as one character each and pass through unchanged, so no function here fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace roomsign::render {

struct CodePoint {
  char32_t value = 0;  // U+FFFD for an ill-formed byte
  std::size_t length = 1;
};

// Needs at < text.size().
CodePoint code_point_at(std::string_view text, std::size_t at);

// Where the character that begins at `at` ends, so that nothing tears an accent, a syllable or an
// emoji apart: a code point with the marks, joiners and selectors behind it, what a joiner or a
// virama takes along, both letters of a flag. Needs at < text.size().
std::size_t character_end(std::string_view text, std::size_t at);

// A script as its ISO 15924 code: script("Arab").
using Script = std::uint32_t;
constexpr Script script(const char (&code)[5]) {
  const auto byte = [&](int i) { return static_cast<Script>(static_cast<unsigned char>(code[i])); };
  return byte(0) << 24U | byte(1) << 16U | byte(2) << 8U | byte(3);
}
inline constexpr Script kCommonScript = script("Zyyy");  // digits, punctuation, emoji; also marks

Script script_of(char32_t value);

// Letters that have no shape of their own: joiners, selectors, marks of direction, soft hyphens. A
// font need not have them.
bool is_ignorable(char32_t value);

// What is drawn as a coloured picture where nothing else is said (Emoji_Presentation).
bool is_emoji(char32_t value);

inline constexpr char32_t kSoftHyphen = 0x00AD;
inline constexpr char32_t kTextSelector = 0xFE0E;   // the emoji before it as a letter
inline constexpr char32_t kEmojiSelector = 0xFE0F;  // the letter before it as an emoji

// Capitals for labels: Latin, Greek and Cyrillic by one simple rule for all languages ("ß" becomes
// "SS"); every other script stays as it is. capitals("Später · 9 min") == "SPÄTER · 9 MIN".
std::string capitals(std::string_view text);

}  // namespace roomsign::render
