#include "render/syllables.hpp"

#include <cstddef>

#include "render/characters.hpp"

namespace roomsign::render {
namespace {

bool in(char32_t value, char32_t first, char32_t last) { return value >= first && value <= last; }

// Around a place between two letters; 0 where there is none.
struct Letters {
  char32_t before = 0;
  char32_t after = 0;
  char32_t behind = 0;  // after that
};

// Lao has what Thai has, 0x80 further on. A vowel that is written before its consonant begins a
// syllable; a short "a", "am", and the signs of repetition and abbreviation end one.
bool thai_or_lao(const Letters& at, char32_t block) {
  const auto is = [&](char32_t value, char32_t thai) { return value == block + thai; };
  const bool pair =
      is(at.before, 0x30) || is(at.before, 0x33) || is(at.before, 0x46) || is(at.before, 0x2f);
  const bool letter = in(at.after, block + 0x01, block + 0x2e);
  return in(at.after, block + 0x40, block + 0x44) || (pair && letter);
}

// A consonant that carries a vowel or a letter below it begins a syllable, one that stands bare or
// is silent mostly ends one, and so does what follows a shortened vowel.
bool khmer(const Letters& at) {
  constexpr char32_t kShort = 0x17d0;
  constexpr char32_t kBelow = 0x17d2;  // the next letter stands below
  const bool carries = in(at.behind, 0x17b6, 0x17ca) || at.behind == kShort || at.behind == kBelow;
  return in(at.after, 0x1780, 0x17b3) && carries && at.before != kBelow && at.before != kShort;
}

// Every consonant begins a syllable but those that are silenced or have the next one below them.
bool burmese(const Letters& at) {
  constexpr char32_t kDot = 0x1037;
  constexpr char32_t kBelow = 0x1039;
  constexpr char32_t kSilent = 0x103a;
  const bool ends = at.behind == kSilent || at.behind == kBelow || at.behind == kDot;
  return in(at.after, 0x1000, 0x102a) && !ends && at.before != kBelow;
}

bool begins_syllable(const Letters& at) {
  if (in(at.after, 0x0e00, 0x0e7f)) return thai_or_lao(at, 0x0e00);
  if (in(at.after, 0x0e80, 0x0eff)) return thai_or_lao(at, 0x0e80);
  if (in(at.after, 0x1780, 0x17ff)) return khmer(at);
  return in(at.after, 0x1000, 0x109f) && burmese(at);
}

}  // namespace

bool runs_on(char32_t value) {
  return in(value, 0x0e00, 0x0eff) || in(value, 0x1000, 0x109f) || in(value, 0x1780, 0x17ff);
}

std::vector<std::string_view> syllables(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const std::size_t next = at + point.length;
    const char32_t behind = next < text.size() ? code_point_at(text, next).value : 0;
    if (runs_on(before) && begins_syllable({before, point.value, behind})) {
      parts.push_back(text.substr(begin, at - begin));
      begin = at;
    }
    before = point.value;
    at = next;
  }
  if (begin < text.size()) parts.push_back(text.substr(begin));
  return parts;
}

}  // namespace roomsign::render
