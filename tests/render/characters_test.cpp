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
  CHECK(capitals("茶歇 ÷ ×") == "茶歇 ÷ ×");
}

}  // namespace roomsign::render
