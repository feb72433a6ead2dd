#include "render/syllables.hpp"

#include <string>
#include <vector>

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

using Parts = std::vector<std::string_view>;

}  // namespace

TEST_CASE("Thai and Lao syllables begin with the vowel before them, and end with a short one") {
  CHECK(syllables("การเรียนรู้ของเครื่อง") == Parts{"การ", "เรียนรู้ของ", "เครื่อง"});
  CHECK(syllables("ประชุมสำหรับ") == Parts{"ประ", "ชุมสำ", "หรับ"});
  CHECK(syllables("ການຮຽນຮູ້ຂອງເຄື່ອງ") == Parts{"ການຮຽນຮູ້ຂອງ", "ເຄື່ອງ"});
}

TEST_CASE("a Khmer syllable begins with a consonant that carries something") {
  CHECK(syllables("ការរៀនម៉ាស៊ីន") == Parts{"ការ", "រៀន", "ម៉ា", "ស៊ីន"});
  CHECK(syllables("ប្រព័ន្ធ") == Parts{"ប្រ", "ព័ន្ធ"});
}

TEST_CASE("a Burmese syllable begins with a consonant that is not silenced") {
  CHECK(syllables("စက်သင်ယူမှု") == Parts{"စက်", "သင်", "ယူ", "မှု"});
  CHECK(syllables("သတ္တု") == Parts{"သတ္တု"});
}

TEST_CASE("no other script has syllables here, nor is there one before the first letter") {
  CHECK(syllables("Systems 2025").size() == 1);
  CHECK(syllables("機械学習").size() == 1);
  CHECK(syllables("เครื่อง").size() == 1);
  CHECK(syllables("").empty());
}

TEST_CASE("the parts are the text, whatever is in it") {
  const std::vector<std::string> letters = {
      "แ", "ะ", "ก", "ๆ", "ำ", "x", " ", "က", "\u1039", "\u103a", "ក", "\u17d2", "\xff", "ລ", "ເ"};
  std::string text;
  for (const auto& first : letters) {
    for (const auto& second : letters) {
      for (const auto& third : letters) text.append(first).append(second).append(third);
    }
  }
  std::string joined;
  for (const std::string_view part : syllables(text)) {
    CHECK_FALSE(part.empty());
    joined += part;
  }
  CHECK(joined == text);
}

}  // namespace roomsign::render
