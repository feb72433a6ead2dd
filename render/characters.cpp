#include "render/characters.hpp"

#include <algorithm>
#include <array>

#include <hb.h>

namespace roomsign::render {
namespace {

void append_utf8(std::string& text, char32_t value) {
  const auto tail = [&](unsigned shift) {
    text.push_back(static_cast<char>(0x80U | ((value >> shift) & 0x3fU)));
  };
  if (value < 0x80) {
    text.push_back(static_cast<char>(value));
  } else if (value < 0x800) {
    text.push_back(static_cast<char>(0xc0U | (value >> 6U)));
    tail(0);
  } else {  // nothing that capitals() maps lies beyond the basic plane
    text.push_back(static_cast<char>(0xe0U | (value >> 12U)));
    tail(6);
    tail(0);
  }
}

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t kSize>
bool any_of(const std::array<Range, kSize>& ranges, char32_t value) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return value >= range.first && value <= range.last; });
}

constexpr char32_t kZeroWidthJoiner = 0x200d;

bool is_mark(char32_t value) {
  const auto category = hb_unicode_general_category(hb_unicode_funcs_get_default(), value);
  return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
         category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

bool is_virama(char32_t value) {
  constexpr int kViramaClass = 9;  // Canonical_Combining_Class
  return hb_unicode_combining_class(hb_unicode_funcs_get_default(), value) == kViramaClass;
}

bool continues_character(char32_t value) {
  constexpr std::array<Range, 7> kOthers = {{{0x0e33, 0x0e33},      // Thai AM, a vowel behind
                                             {0x0eb3, 0x0eb3},      // Lao AM
                                             {0x1160, 0x11ff},      // vowels and finals of jamo
                                             {0x200c, 0x200d},      // joiners
                                             {0xd7b0, 0xd7fb},      // more jamo
                                             {0x1f3fb, 0x1f3ff},    // skin tones
                                             {0xe0020, 0xe007f}}};  // tags of flags
  return value >= 0x300 && (is_mark(value) || any_of(kOthers, value));
}

bool is_half_a_flag(char32_t value) { return value >= 0x1f1e6 && value <= 0x1f1ff; }

bool in(char32_t value, char32_t first, char32_t last) { return value >= first && value <= last; }

// The simple mappings of Unicode for the three scripts that have capitals and that signs meet;
// of Latin as far as languages of today write it.
char32_t capital_of(char32_t value) {
  if (in(value, 'a', 'z') || (in(value, 0xe0, 0xfe) && value != 0xf7)) return value - 0x20;
  if (value == 0xff) return 0x178;
  if (value == 0x131) return 'I';
  // Latin Extended-A: pairs, capital first; which parity that is changes twice.
  if (in(value, 0x139, 0x148) || in(value, 0x179, 0x17e)) return value - (value + 1) % 2;
  if (in(value, 0x100, 0x177) && value != 0x138) return value - value % 2;
  // Vietnamese, Romanian, Pinyin, and letters with two marks.
  if (in(value, 0x1cd, 0x1dc) || in(value, 0x1af, 0x1b0)) return value - (value + 1) % 2;
  if (in(value, 0x1a0, 0x1a1) || in(value, 0x1f8, 0x21b) || in(value, 0x1e00, 0x1e95) ||
      in(value, 0x1ea0, 0x1eff)) {
    return value - value % 2;
  }
  if (value == 0x3c2) return 0x3a3;  // final sigma
  if (in(value, 0x3b1, 0x3c9)) return value - 0x20;
  if (value == 0x3ac) return 0x386;
  if (in(value, 0x3ad, 0x3af)) return value - 0x25;
  if (value == 0x3cc) return 0x38c;
  if (in(value, 0x3cd, 0x3ce)) return value - 0x3f;
  if (in(value, 0x430, 0x44f)) return value - 0x20;
  if (in(value, 0x450, 0x45f)) return value - 0x50;
  return value;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return {0xfffd, 1};
  char32_t value = lead & (0x7fU >> length);
  for (std::size_t i = at + 1; i < at + length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {0xfffd, 1};
    value = (value << 6U) | (byte(i) & 0x3fU);
  }
  return {value, length};
}

std::size_t character_end(std::string_view text, std::size_t at) {
  const CodePoint first = code_point_at(text, at);
  std::size_t end = at + first.length;
  bool joined = is_half_a_flag(first.value);  // takes the next one along
  while (end < text.size()) {
    const CodePoint next = code_point_at(text, end);
    if (!continues_character(next.value)) {
      const bool flag = is_half_a_flag(next.value) == is_half_a_flag(first.value);
      if (!joined || !flag || script_of(next.value) != script_of(first.value)) break;
    }
    joined = next.value == kZeroWidthJoiner || is_virama(next.value);
    end += next.length;
  }
  return end;
}

Script script_of(char32_t value) {
  constexpr Script kInherited = script("Zinh");
  const Script found = hb_unicode_script(hb_unicode_funcs_get_default(), value);
  return found == kInherited ? kCommonScript : found;
}

bool is_ignorable(char32_t value) {
  constexpr std::array<Range, 12> kIgnorable = {{{kSoftHyphen, kSoftHyphen},
                                                 {0x034f, 0x034f},
                                                 {0x061c, 0x061c},
                                                 {0x115f, 0x1160},
                                                 {0x17b4, 0x17b5},
                                                 {0x180b, 0x180f},
                                                 {0x200b, 0x200f},
                                                 {0x202a, 0x202e},
                                                 {0x2060, 0x206f},
                                                 {0xfe00, 0xfe0f},
                                                 {0xfeff, 0xfeff},
                                                 {0xe0000, 0xe0fff}}};
  return value >= kSoftHyphen && any_of(kIgnorable, value);
}

bool is_emoji(char32_t value) {
  constexpr std::array<Range, 36> kEmoji = {
      {{0x231a, 0x231b}, {0x23e9, 0x23ec},   {0x23f0, 0x23f0},   {0x23f3, 0x23f3},
       {0x25fd, 0x25fe}, {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
       {0x2693, 0x2693}, {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},
       {0x26c4, 0x26c5}, {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},
       {0x26f2, 0x26f3}, {0x26f5, 0x26f5},   {0x26fa, 0x26fa},   {0x26fd, 0x26fd},
       {0x2705, 0x2705}, {0x270a, 0x270b},   {0x2728, 0x2728},   {0x274c, 0x274c},
       {0x274e, 0x274e}, {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
       {0x27b0, 0x27b0}, {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},
       {0x2b55, 0x2b55}, {0x1f000, 0x1f0ff}, {0x1f18e, 0x1f265}, {0x1f300, 0x1faff}}};
  return value >= kEmoji.front().first && any_of(kEmoji, value);
}

std::string capitals(std::string_view text) {
  constexpr char32_t kSharpS = 0xdf;
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const char32_t capital = capital_of(point.value);
    if (point.value == kSharpS) {
      result += "SS";
    } else if (capital != point.value) {
      append_utf8(result, capital);
    } else {
      result += text.substr(at, point.length);
    }
    at += point.length;
  }
  return result;
}

}  // namespace roomsign::render
