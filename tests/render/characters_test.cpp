#include "render/characters.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = character_end(text, at)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a character keeps its accents, and an emoji its parts") {
  CHECK(count_characters("abc") == 3);
  CHECK(count_characters("äß€") == 3);
  CHECK(count_characters("e\u0301a\u0308\u0304") == 2);
  CHECK(count_characters("👩‍💻👍🏽❤️") == 3);
}

TEST_CASE("syllables, flags and pointed letters are one character each") {
  CHECK(count_characters("क्षि") == 1);  // Devanagari: two letters, a virama, a vowel
  CHECK(count_characters("हिन्दी") == 2);
  CHECK(count_characters("น้ำ") == 1);    // Thai: a tone and a vowel behind
  CHECK(count_characters("שָׁלוֹם") == 4);  // Hebrew with points
  CHECK(count_characters("🇩🇪🇫🇷") == 2);
  CHECK(count_characters("🏴\U000E0067\U000E0062\U000E007F") == 1);
  CHECK(count_characters("\u1112\u1161\u11AB") == 1);  // Hangul in its letters
  CHECK(count_characters("1\uFE0F\u20E3") == 1);
}

TEST_CASE("every letter has a script, and what belongs to none is common") {
  CHECK(script_of('a') == script("Latn"));
  CHECK(script_of(U'ж') == script("Cyrl"));
  CHECK(script_of(U'ع') == script("Arab"));
  CHECK(script_of(U'か') == script("Hira"));
  CHECK(script_of(U'東') == script("Hani"));
  CHECK(script_of('1') == kCommonScript);
  CHECK(script_of(0x0301) == kCommonScript);
  CHECK(is_emoji(U'😀'));
  CHECK_FALSE(is_emoji(U'→'));
  CHECK(is_ignorable(kSoftHyphen));
  CHECK_FALSE(is_ignorable('-'));
}

TEST_CASE("ill-formed bytes are characters of one byte, and nothing is read beyond the end") {
  CHECK(count_characters("\xff\xc3") == 2);
  CHECK(count_characters("\xe4\xb8") == 2);
  CHECK(count_characters("\xf0\x9f\x91") == 3);
  CHECK(capitals("a\xff\xe4") == "A\xff\xe4");
}

TEST_CASE("labels are set in capitals in every script that has them") {
  CHECK(capitals("Next in 9 min") == "NEXT IN 9 MIN");
  CHECK(capitals("Später · Größe") == "SPÄTER · GRÖSSE");
  CHECK(capitals("à suivre, œuvre, ÿ") == "À SUIVRE, ŒUVRE, Ÿ");
  CHECK(capitals("żółć, čeština, ľalia") == "ŻÓŁĆ, ČEŠTINA, ĽALIA");
  CHECK(capitals("ώρα για διάλειμμα, τέλος") == "ΏΡΑ ΓΙΑ ΔΙΆΛΕΙΜΜΑ, ΤΈΛΟΣ");
  CHECK(capitals("далее ёлка їжа") == "ДАЛЕЕ ЁЛКА ЇЖА");
  CHECK(capitals("Phòng Hội nghị, ươ, tiếng Việt") == "PHÒNG HỘI NGHỊ, ƯƠ, TIẾNG VIỆT");
  CHECK(capitals("știință și educație, ǎ ǐ") == "ȘTIINȚĂ ȘI EDUCAȚIE, Ǎ Ǐ");
  CHECK(capitals("茶歇 ÷ ×") == "茶歇 ÷ ×");
}

}  // namespace roomsign::render
