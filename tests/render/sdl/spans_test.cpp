#include "render/sdl/spans.hpp"

#include <algorithm>
#include <random>

#include "render/characters.hpp"
#include "render/sdl/fonts.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

const Fallback& fallback(Row row) { return fallbacks()[static_cast<std::size_t>(row)]; }
bool is_cjk(Row row) { return std::string_view(fallback(row).package) == "fonts-noto-cjk"; }

// The sign's own typeface as Inter is: western letters and signs.
bool has_own(char32_t character) {
  const Script of = script_of(character);
  return of == script("Latn") || of == script("Grek") || of == script("Cyrl") ||
         (of == kCommonScript && character < 0x2600);
}

// Every fallback has the blank and its script; the CJK ones also full-width signs, that for emoji
// also digits.
bool all_installed(char32_t character, Row row) {
  if (row == kOwn) return has_own(character);
  const Script wanted = fallback(row).script;
  if (character == ' ') return true;
  if (wanted == kEmojiScript) {
    return is_emoji(character) || has_own(character) || character == 0x2764;
  }
  if (is_cjk(row)) return character >= 0x1100 && character < 0xFFEF && !has_own(character);
  return script_of(character) == wanted && wanted != kCommonScript;
}

bool only_own(char32_t character, Row row) { return row == kOwn && has_own(character); }

// "own:Room |Arab<:..." with < for spans from the right.
std::string told(const Spans& line) {
  std::string text;
  for (const Span& span : line.spans) {
    if (!text.empty()) text += '|';
    const Script of = span.row < 0 ? 0 : fallback(span.row).script;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
      if (of != 0) text += static_cast<char>(of >> shift & 255U);
    }
    text += span.right_to_left ? '<' : '>';
    text += span.text;
  }
  return text;
}

std::string split(std::string_view line, Han han = Han::kSimplified) {
  return told(split_line(line, han, all_installed));
}

TEST_CASE("western text is one span of the sign's own typeface") {
  CHECK(split("Room 5AB") == ">Room 5AB");
  CHECK(split("Später · Größe — “Ωμέγα”, Привет, Thành phố Hồ Chí Minh") ==
        ">Später · Größe — “Ωμέγα”, Привет, Thành phố Hồ Chí Minh");
  CHECK(split_line("", Han::kSimplified, all_installed).spans.empty());
}

TEST_CASE("each script goes to its font, with its blanks and its punctuation") {
  CHECK(split("नमस्ते दुनिया and more") == "Deva>नमस्ते दुनिया |>and more");
  CHECK(split("Room ห้องประชุม 5") == ">Room |Thai>ห้องประชุม |>5");
  CHECK(split("「こんにちは」、世界", Han::kJapanese) == "Kana>「こんにちは」、世界");
}

TEST_CASE("a theme's typeface draws what it has, then Inter, then the fallbacks") {
  const auto provides = [](char32_t character, Row row) {
    if (row != kTheme) return all_installed(character, row);
    return character < 0x80 || character == U'é' || (character >= 0x600 && character < 0x700);
  };
  const auto spans = [&](std::string_view line) {
    return split_line(line, Han::kSimplified, provides, kTheme).spans;
  };
  constexpr Script kLatin = script("Latn");
  CHECK(spans("Room 5") == std::vector<Span>{{"Room 5", kTheme, false, kLatin}});
  CHECK(spans("Café 5") == std::vector<Span>{{"Café 5", kTheme, false, kLatin}});
  CHECK(spans("12 – 13") == std::vector<Span>{{"12 ", kTheme, false, kLatin},
                                              {"– ", kOwn, false},
                                              {"13", kTheme, false, kLatin}});
  // A blank stays with Inter's letters as with those of a fallback.
  CHECK(spans("Ωμέγα και b") ==
        std::vector<Span>{{"Ωμέγα και ", kOwn, false}, {"b", kTheme, false, kLatin}});
  // Each script of the theme's font is shaped as its own.
  CHECK(spans("a مرحبا") ==
        std::vector<Span>{{"a ", kTheme, false, kLatin}, {"مرحبا", kTheme, true, script("Arab")}});
  CHECK(told(split_line("a 東京 é", Han::kJapanese, provides, kTheme)) == ">a |Kana>東京 |>é");
  CHECK(split_line("\U00013000", Han::kSimplified, provides, kTheme).missing == U"\U00013000");
}

TEST_CASE("Chinese characters are written as the screen asks") {
  CHECK(split("东京") == "Hans>东京");
  CHECK(split("東京", Han::kTraditional) == "Hant>東京");
  CHECK(split("東京", Han::kJapanese) == "Kana>東京");
  CHECK(split("東京", Han::kKorean) == "Hang>東京");
}

TEST_CASE("what runs from the right stands in visual order, each span as it is read") {
  CHECK(split("abc שלום 12 עולם") == ">abc |Hebr<עולם|<\u0020|>12|Hebr<שלום ");
  CHECK(split("שלום abc") == ">abc|Hebr<שלום ");
  CHECK(split("(مرحبا)") == "<)|Arab<مرحبا|<(");
}

TEST_CASE("the parts of a character are never parted") {
  CHECK(split("Hi 👩‍💻!") == ">Hi |Zsye>👩‍💻|>!");
  CHECK(split("I ❤️ 1️⃣") == ">I |Zsye>❤️|> |Zsye>1️⃣");
  CHECK(split("1 ⌚︎") == ">1 ⌚︎");  // asked for as a letter
  CHECK(split("ק\u05B8") == "Hebr<ק\u05B8");
}

TEST_CASE("marks of direction and soft hyphens are not drawn") {
  CHECK(split("Donau\u00ADschiff") == ">Donauschiff");
  CHECK(split("\u200Fabc") == ">abc");
  CHECK(split("\u202E\u2067\u00AD").empty());
}

TEST_CASE("with Inter alone everything is drawn by it, and what it has not is named once") {
  const Spans line = split_line("Room 東京 東 👩‍💻 e\u0301", Han::kJapanese, only_own);
  CHECK(told(line) == ">Room 東京 東 👩‍💻 e\u0301");
  CHECK(line.missing == U"東京👩💻");
  CHECK(split_line("Größe", Han::kSimplified, only_own).missing.empty());
}

TEST_CASE("whatever comes, no letter is lost, doubled or torn from its marks") {
  const std::vector<std::string> letters = {
      "a",      "é",      " ",      "1",      "(",      "ש",      "\u05B8", "ل",  "م",
      "न",      "\u094D", "ि",      "東",     "か",     "น",      "้",       "한", "😀",
      "\u200D", "👩",     "\uFE0F", "\u0301", "\u202E", "\u2067", "."};
  std::mt19937 random(7);
  for (int i = 0; i < 2'000; ++i) {
    std::u32string wanted;
    std::string line;
    for (auto length = random() % 12; length > 0; --length) {
      const std::string& letter = letters[random() % letters.size()];
      line += letter;
      const char32_t value = code_point_at(letter, 0).value;
      if (value != 0x202E && value != 0x2067) wanted += value;
    }
    CAPTURE(line);
    std::u32string drawn;
    for (const Span& span : split_line(line, Han::kJapanese, all_installed).spans) {
      REQUIRE_FALSE(span.text.empty());
      for (std::size_t at = 0; at < span.text.size();) {
        const CodePoint point = code_point_at(span.text, at);
        drawn += point.value;
        at += point.length;
      }
    }
    std::ranges::sort(wanted);
    std::ranges::sort(drawn);
    CHECK(drawn == wanted);
  }
}

}  // namespace
}  // namespace roomsign::render
