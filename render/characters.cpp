#include "render/characters.hpp"

#include <algorithm>
#include <array>

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

constexpr char32_t kZeroWidthJoiner = 0x200d;

bool continues_character(char32_t value) {
  constexpr std::array<Range, 10> kMarks = {{{0x0300, 0x036f},
                                             {0x0591, 0x05bd},
                                             {0x064b, 0x065f},
                                             {0x0900, 0x0903},
                                             {0x093a, 0x094f},
                                             {0x1ab0, 0x1aff},
                                             {0x20d0, 0x20ff},
                                             {0x3099, 0x309a},
                                             {0xfe00, 0xfe0f},
                                             {0x1f3fb, 0x1f3ff}}};  // skin tones
  return value == kZeroWidthJoiner || std::ranges::any_of(kMarks, [&](Range range) {
           return value >= range.first && value <= range.last;
         });
}

bool in(char32_t value, char32_t first, char32_t last) { return value >= first && value <= last; }

// The simple mappings of Unicode for the three scripts that have capitals and that signs meet.
char32_t capital_of(char32_t value) {
  if (in(value, 'a', 'z') || (in(value, 0xe0, 0xfe) && value != 0xf7)) return value - 0x20;
  if (value == 0xff) return 0x178;
  if (value == 0x131) return 'I';
  // Latin Extended-A: pairs, capital first; which parity that is changes twice.
  if (in(value, 0x139, 0x148) || in(value, 0x179, 0x17e)) return value - (value + 1) % 2;
  if (in(value, 0x100, 0x177) && value != 0x138) return value - value % 2;
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
  std::size_t end = at + code_point_at(text, at).length;
  bool joined = false;  // a joiner takes the next code point along, whatever it is
  while (end < text.size()) {
    const CodePoint next = code_point_at(text, end);
    if (!joined && !continues_character(next.value)) break;
    joined = next.value == kZeroWidthJoiner;
    end += next.length;
  }
  return end;
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
