// fold_name(): of Unicode's case folding and decomposition, what names of rooms and sessions need.
// The facts are those of UnicodeData.txt.
#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>

#include "daemon/base/text.hpp"

namespace roomsign {
namespace {

// From U+00C0 to U+017F, letters that are an ASCII letter with a mark: that letter, and the mark as
// a letter that stands for its place in kMarks. A blank: no such letter.
constexpr std::string_view kBases =
    "aaaaaa ceeeeiiii nooooo  uuuuy  aaaaaa ceeeeiiii nooooo  uuuuy y"
    "aaaaaaccccccccdd  eeeeeeeeeegggggggghh  iiiiiiiii   jjkk llllll "
    "   nnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz ";
constexpr std::string_view kMarkOfBase =
    "abcdef gabceabce dabcde  abceb  abcdef gabceabce dabcde  abceb e"
    "hhiijjbbcckkllll  hhiikkjjllcciikkggcc  ddhhiijjk   ccgg bbggll "
    "   bbggll   hhiimm  bbggllbbccggllggll  ddhhiiffmmjjccccebbkkll ";
constexpr std::u32string_view kMarks =
    U"\u0300\u0301\u0302\u0303\u0308\u030A\u0327\u0304\u0306\u0328\u0307\u030C\u030B";
static_assert(kBases.size() == 0x180 - 0xC0 && kMarkOfBase.size() == kBases.size());

struct Marked {
  char32_t letter;
  std::u32string_view parts;
};

// Small letters of Greek and Cyrillic with a mark.
constexpr Marked kMarked[] = {
    {U'ά', U"α\u0301"}, {U'έ', U"ε\u0301"}, {U'ή', U"η\u0301"}, {U'ί', U"ι\u0301"},
    {U'ό', U"ο\u0301"}, {U'ύ', U"υ\u0301"}, {U'ώ', U"ω\u0301"}, {U'ϊ', U"ι\u0308"},
    {U'ϋ', U"υ\u0308"}, {U'й', U"и\u0306"}, {U'ѐ', U"е\u0300"}, {U'ё', U"е\u0308"},
    {U'ѓ', U"г\u0301"}, {U'ї', U"і\u0308"}, {U'ќ', U"к\u0301"}, {U'ѝ', U"и\u0300"},
    {U'ў', U"у\u0306"},
};

bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

// Blocks in which a small letter follows its capital.
bool is_capital_of_a_pair(char32_t c) {
  if (in(c, 0x0139, 0x0148) || in(c, 0x0179, 0x017E)) return c % 2 == 1;
  const bool pairs = in(c, 0x0100, 0x0177) || in(c, 0x0460, 0x0481) || in(c, 0x048A, 0x04BF) ||
                     in(c, 0x04D0, 0x052F) || in(c, 0x1E00, 0x1E95) || in(c, 0x1EA0, 0x1EFF);
  return pairs && c != 0x0138 && c % 2 == 0;
}

char32_t small_greek(char32_t c) {
  if (in(c, 0x0391, 0x03AB)) return c + 0x20;
  if (in(c, 0x0388, 0x038A)) return c + 0x25;
  switch (c) {
    case U'Ά':
      return U'ά';
    case U'Ό':
      return U'ό';
    case U'Ύ':
      return U'ύ';
    case U'Ώ':
      return U'ώ';
    case U'ς':
      return U'σ';
    default:
      return c;
  }
}

char32_t small(char32_t c) {
  if (in(c, 'A', 'Z') || (in(c, 0xC0, 0xDE) && c != 0xD7)) return c + 0x20;
  if (in(c, 0x0386, 0x03CE)) return small_greek(c);
  if (in(c, 0x0410, 0x042F)) return c + 0x20;
  if (in(c, 0x0400, 0x040F)) return c + 0x50;
  if (in(c, 0x0531, 0x0556)) return c + 0x30;  // Armenian
  return is_capital_of_a_pair(c) ? c + 1 : c;
}

bool is_punctuation(char32_t c) {
  if (c < 0x80) return !in(c, '0', '9') && !in(c, 'A', 'Z') && !in(c, 'a', 'z');
  // Blanks, signs and controls of Latin-1, but its digits and letters.
  if (c < 0xC0) return std::u32string_view(U"ª²³µ¹º¼½¾").find(c) == std::u32string_view::npos;
  // Blanks, dashes, quotation marks, bullets; the joiners among them are said by no one.
  return in(c, 0x2000, 0x206F) || in(c, 0x3000, 0x3003) || in(c, 0x3008, 0x3011) || c == 0x1680 ||
         c == 0x061C || c == 0xFEFF || c == 0xD7 || c == 0xF7;
}

bool is_digit(char32_t c) { return in(c, '0', '9'); }

void append(std::u32string& out, char32_t c) {
  if (c < 0x80) {
    out += small(c);
    return;
  }
  if (c == U'ß' || c == U'ẞ') {
    out += U"ss";
    return;
  }
  if (const std::size_t i = c - 0xC0; c >= 0xC0 && i < kBases.size() && kBases[i] != ' ') {
    out += static_cast<char32_t>(kBases[i]);
    out += kMarks[static_cast<std::size_t>(kMarkOfBase[i] - 'a')];
    return;
  }
  c = small(c);
  const auto* const marked = std::ranges::find(kMarked, c, &Marked::letter);
  if (marked != std::end(kMarked)) {
    out += marked->parts;
  } else {
    out += c;
  }
}

}  // namespace

std::string fold_name(std::string_view text) {
  std::u32string out;
  bool parted = false;  // from the letter before by something that is no letter
  for (const char32_t code : decode_utf8(text)) {
    if (is_punctuation(code)) {
      parted = true;
      continue;
    }
    if (parted && is_digit(code) && !out.empty() && is_digit(out.back())) out += U' ';
    parted = false;
    append(out, code);
  }
  return encode_utf8(out);
}

}  // namespace roomsign
