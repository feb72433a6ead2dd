#include "daemon/base/text.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace roomsign;

TEST_CASE("UTF-8 goes to code points and back") {
  const std::string text = "Aé€😀";
  CHECK(decode_utf8(text) == U"Aé€😀");
  CHECK(encode_utf8(U"Aé€😀") == text);
  CHECK(is_valid_utf8(text));
}

TEST_CASE("Every ill-formed byte becomes one replacement character") {
  const auto bad = GENERATE(as<std::string>{}, "\x80", "\xC0\xAF", "\xE2\x82", "\xED\xA0\x80",
                            "\xF4\x90\x80\x80", "\xFF", "\xC3");
  CHECK_FALSE(is_valid_utf8(bad));
  CHECK(decode_utf8(bad) == std::u32string(bad.size(), U'\uFFFD'));
}

TEST_CASE("Blanks at the ends go, no-break ones too") {
  CHECK(trim(" \t\xC2\xA0 a b \xC2\xA0\n") == "a b");
  CHECK(trim("\xC2\xA0").empty());
  CHECK(trim("").empty());
}

TEST_CASE("Splitting keeps empty parts") {
  CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
}

TEST_CASE("A word starts a text only as a whole") {
  CHECK(starts_with_word("Keynote: x", "keynote"));
  CHECK(starts_with_word("PANEL", "panel"));
  CHECK_FALSE(starts_with_word("Panels and more", "panel"));
  CHECK_FALSE(starts_with_word("Pan", "panel"));
}

TEST_CASE("A clean line is one line") {
  CHECK(clean_line("  Two\n\tlines\xC2\xA0 here  ") == "Two lines here");
  CHECK(clean_line("bell\x07 and\x1B[31m colour") == "bell and[31m colour");
  CHECK(clean_line("").empty());
  CHECK(clean_line(" \n ").empty());
}

TEST_CASE("What is clean stays as it is, in every script and up to the limit") {
  for (const auto* text : {"a", "Türen & Gates: 5 o'clock", "\u4e2d\u6587 \u65e5\u672c",
                           "Ω \U0001F48C", "~", "naïve façade"}) {
    INFO(text);
    CHECK(clean_line(text) == text);
    CHECK(clean_line(text, decode_utf8(text).size()) == text);
    CHECK(clean_line(std::string(" ") + text + "\t") == text);
    CHECK(clean_line(std::string(text) + " \u00a0 " + text) == std::string(text) + " " + text);
    CHECK(clean_line(std::string(text) + "\u200b") == text);
    CHECK(clean_line(std::string(text) + "\u00e9" + text, 1) == "\u2026");
  }
}

TEST_CASE("A clean line has nothing that turns the direction of its neighbours") {
  CHECK(clean_line("a\u202Eb\u2066c\u2069d\u200Fe\uFEFF") == "abcde");
}

TEST_CASE("A clean line has at most four marks on a base") {
  std::string zalgo = "a";
  for (int i = 0; i < 50; ++i) zalgo += "\u0301";
  CHECK(decode_utf8(clean_line(zalgo + "b")).size() == 6);
}

TEST_CASE("Marks of other scripts are not piled up either, and words need no more") {
  std::string pile = "\u0E01";
  for (int i = 0; i < 50; ++i) pile += "\u0E47";
  CHECK(decode_utf8(clean_line(pile)).size() == 5);
  std::string joined = "a";
  for (int i = 0; i < 50; ++i) joined += "\u200D\u0301";
  CHECK(std::ranges::count(decode_utf8(clean_line(joined)), U'\u0301') == 4);
  for (const auto* word : {"สวัสดีครับ ที่นี่", "שָׁלוֹם עֲלֵיכֶם", "مُدَرِّسٌ"}) CHECK(clean_line(word) == word);
}

TEST_CASE("A soft hyphen stays within its word, once") {
  CHECK(clean_line("Donau\u00ADschiff") == "Donau\u00ADschiff");
  CHECK(clean_line("\u00ADDonau\u00AD\u00ADschiff\u00AD fahren\u00AD") ==
        "Donau\u00ADschiff fahren");
  CHECK(clean_line("\u00AD \u00AD").empty());
  CHECK(clean_line("abcd\u00ADefgh", 6) == "abcd…");
}

TEST_CASE("A clean line replaces what has no meaning") {
  CHECK(clean_line("a\xFF\uE000z") == "a\uFFFD\uFFFDz");
}

TEST_CASE("A clean line is cut with an ellipsis and never longer than its limit") {
  CHECK(clean_line("abcdef", 6) == "abcdef");
  CHECK(clean_line("abcdefg", 6) == "abcde…");
  CHECK(clean_line("abcd  fg", 6) == "abcd…");
  CHECK(clean_line("abcdef gh", 6) == "abcde…");  // also where a word ends at the limit
  CHECK(clean_line("abcdef ", 6) == "abcdef");
  CHECK(decode_utf8(clean_line(std::string(100'000, 'x'))).size() == 300);
  CHECK(clean_line("abc", 0).empty());
}

TEST_CASE("Names that people typed compare by letters and digits") {
  CHECK(fold_name("Room 5-AB") == fold_name("room 5ab"));
  CHECK(fold_name("Saal “Zwölf” – 1") == fold_name("saal zwölf 1"));
  CHECK(fold_name("Hall A") != fold_name("Hall B"));
}

TEST_CASE("Numbers stay apart: a floor and a room are not another floor's room") {
  CHECK(fold_name("Room 1.11") == fold_name("room 1-11"));
  CHECK(fold_name("Room 1.11") == fold_name("Room 1 / 11"));
  CHECK(fold_name("Room 1.11") != fold_name("Room 11.1"));
  CHECK(fold_name("Room 1.11") != fold_name("Room 111"));
  CHECK(fold_name("H.1301") == fold_name("H 1301"));
  CHECK(fold_name(fold_name("Room 1.11")) == fold_name("Room 1.11"));
}

TEST_CASE("Names compare without regard to case in Latin, Greek and Cyrillic") {
  const auto [a, b] = GENERATE(table<std::string, std::string>({
      {"Hörsaal 1", "HÖRSAAL 1"},
      {"Großer Saal", "GROSSER SAAL"},
      {"GROẞER SAAL", "großer saal"},
      {"Sala Ñandú", "SALA ÑANDÚ"},
      {"ŁÓDŹ", "łódź"},
      {"Þingvellir Æ Ø", "þINGVELLIR æ ø"},
      {"Αίθουσα Ω", "ΑΊΘΟΥΣΑ ω"},
      {"ΧΏΡΟΣ", "χώρος"},
      {"Зал Ёлка", "ЗАЛ ёЛКА"},
      {"Phòng Họp Ạ", "PHÒNG HỌP ạ"},
      {"« Salle · 2 »", "salle 2"},
      {"O\u2019Hara", "O'HARA"},
  }));
  INFO(a << " / " << b);
  CHECK(fold_name(a) == fold_name(b));
}

TEST_CASE("A letter with its mark is the letter and then the mark") {
  const auto [composed, decomposed] = GENERATE(table<std::string, std::string>({
      {"H\u00F6rsaal", "Ho\u0308rsaal"},
      {"H\u00D6RSAAL", "HO\u0308RSAAL"},
      {"Sal \u00C5", "sal A\u030A"},
      {"\u0160koda", "S\u030Ckoda"},
      {"\u0419", "\u0438\u0306"},
      {"\u038F", "\u03C9\u0301"},
  }));
  CHECK(fold_name(composed) == fold_name(decomposed));
}

TEST_CASE("Letters that tell rooms apart stay apart") {
  const auto [a, b] = GENERATE(table<std::string, std::string>(
      {{"Sal Å", "Sal A"}, {"Hall ½", "Hall"}, {"Зал И", "Зал Й"}, {"Rum Ø", "Rum O"}}));
  CHECK(fold_name(a) != fold_name(b));
}

TEST_CASE("The distance of two words counts letters, not bytes") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("Hörsaal", "Horsaal") == 1);
  CHECK(edit_distance("", "ö") == 1);
}

TEST_CASE("Words that are further apart than it matters are told so by their lengths") {
  CHECK(edit_distance("kitten", "sitting", 3) == 3);
  CHECK(edit_distance("kitten", "kit", 2) > 2);
  CHECK(edit_distance("ööö", "", 2) > 2);
  CHECK(edit_distance("ööö", "", 3) == 3);
  const std::string endless(std::size_t{50} << 20U, 'x');
  CHECK(edit_distance(endless, "room", 3) > 3);
  CHECK(edit_distance("room", endless, 3) > 3);
}
