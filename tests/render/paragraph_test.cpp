#include "render/paragraph.hpp"

#include <limits>

#include "render/characters.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_canvas.hpp"

namespace roomsign::render {
namespace {

using test::RecordingCanvas;
using Lines = std::vector<std::string>;

constexpr Font kTen = {.face = Face::kRegular, .size = 10};  // most letters are 6 wide, blanks 3
constexpr int kAnyLines = std::numeric_limits<int>::max();

Paragraph broken(std::string_view text, int width, Balance balance = Balance::kFull,
                 int max_lines = kAnyLines) {
  RecordingCanvas canvas({1000, 1000});
  return break_lines(canvas, text, kTen, width, max_lines, balance);
}

}  // namespace

TEST_CASE("a text that fits stays on one line, an empty one has none") {
  CHECK(broken("one two", 100).lines == Lines{"one two"});
  CHECK(broken("", 100).lines.empty());
  CHECK(broken("  ", 100).lines.empty());
}

TEST_CASE("a title is set on lines of equal length, running text on full ones") {
  const auto title = "Advances in Machine Learning for Systems";
  CHECK(broken(title, 190, Balance::kEven).lines ==
        Lines{"Advances in Machine", "Learning for Systems"});
  CHECK(broken(title, 190, Balance::kFull).lines ==
        Lines{"Advances in Machine Learning", "for Systems"});
}

TEST_CASE("no word is left alone on the last line where another break avoids it") {
  const auto title = "Efficiency Challenges of ML Systems";
  const Lines lines = broken(title, 170, Balance::kFull).lines;
  REQUIRE(lines.size() == 2);
  CHECK(lines == Lines{"Efficiency Challenges of", "ML Systems"});
  CHECK(broken("Unreasonable Effectiveness", 130).lines == Lines{"Unreasonable", "Effectiveness"});
}

TEST_CASE("balance never costs a line") {
  const auto text = "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh iiiiiiiii jjjjjjjjjj";
  for (int width = 60; width < 400; width += 7) {
    CHECK(broken(text, width, Balance::kEven).lines.size() ==
          broken(text, width, Balance::kFull).lines.size());
  }
}

TEST_CASE("a line breaks behind a hyphen only where the whole word is too wide for a line") {
  CHECK(broken("Deep Multi-agent Learning", 80).lines == Lines{"Deep", "Multi-agent", "Learning"});
  CHECK(broken("Multi-agent Learning", 45).lines.front() == "Multi-");
  CHECK(broken("State-of-the-art", 60).lines == Lines{"State-of-", "the-art"});
  CHECK(broken("one - two -", 30).lines == Lines{"one -", "two -"});
}

TEST_CASE("Chinese breaks between characters, not before a comma") {
  CHECK(broken("面向大规模分布式系统", 50, Balance::kEven).lines ==
        Lines{"面向大规模", "分布式系统"});
  for (const auto& line : broken("分布式，系统，机器，学习", 40).lines) {
    CHECK_FALSE(line.starts_with("，"));
  }
}

TEST_CASE("a soft hyphen is seen only where a line breaks at it") {
  const auto title = "Donau\u00ADdampf\u00ADschiff fahren";
  CHECK(broken(title, 200).lines == Lines{"Donaudampfschiff fahren"});
  CHECK(broken(title, 100).lines == Lines{"Donaudampfschiff", "fahren"});
  CHECK(broken(title, 75).lines == Lines{"Donaudampf-", "schiff fahren"});
  CHECK(broken(title, 50).lines == Lines{"Donau-", "dampf-", "schiff", "fahren"});
  CHECK_FALSE(broken(title, 50).forced);
}

TEST_CASE("a Korean word is broken only where it is too wide for a line") {
  CHECK(broken("기계 학습과 시스템", 70).lines == Lines{"기계", "학습과 시스템"});
  CHECK(broken("기계학습시스템", 40).lines == Lines{"기계학습", "시스템"});
  CHECK_FALSE(broken("기계학습시스템", 40).forced);
}

TEST_CASE("Thai breaks at its blanks, and between syllables only where it is too wide for a line") {
  const std::string run = "การเรียนรู้ของเครื่อง";
  CHECK(broken("ระบบ " + run, 140).lines == Lines{"ระบบ", run});
  CHECK_FALSE(broken("ระบบ " + run, 140).within_run);
  const Paragraph narrow = broken(run, 90);
  CHECK(narrow.lines == Lines{"การเรียนรู้ของ", "เครื่อง"});
  CHECK(narrow.within_run);
  CHECK_FALSE(narrow.forced);
}

TEST_CASE("no line begins within an emoji, a flag or a syllable") {
  for (const char* text : {"👩‍💻👩‍💻👩‍💻👩‍💻", "🇩🇪🇩🇪🇩🇪🇩🇪",
                           "👍🏽👍🏽👍🏽", "क्षिक्षिक्षिक्षि", "น้ำน้ำน้ำน้ำ"}) {
    CAPTURE(text);
    const std::size_t one = character_end(text, 0);
    for (int width = 10; width < 60; width += 7) {
      for (const std::string& line : broken(text, width).lines) {
        CHECK(std::string_view(text).starts_with(line));
        CHECK(line.size() % one == 0);
      }
    }
  }
}

TEST_CASE("no code point is too much for the rules of breaking") {
  std::string text;
  for (char32_t value = 0x20; value < 0x20000; ++value) {
    if (value >= 0xD800 && value < 0xE000) continue;
    if (value >= 0x10000) text += static_cast<char>(0xF0U | value >> 18U);
    if (value >= 0x10000) text += static_cast<char>(0x80U | (value >> 12U & 0x3FU));
    if (value >= 0x800 && value < 0x10000) text += static_cast<char>(0xE0U | value >> 12U);
    if (value >= 0x800) text += static_cast<char>(0x80U | (value >> 6U & 0x3FU));
    if (value >= 0x80 && value < 0x800) text += static_cast<char>(0xC0U | value >> 6U);
    text += static_cast<char>(value < 0x80 ? value : 0x80U | (value & 0x3FU));
    if (value % 64 != 63) continue;
    CHECK_FALSE(broken(text, 1'000).lines.empty());
    text.clear();
  }
}

TEST_CASE("a line that would run the other way than its paragraph says so, and no other does") {
  // Hebrew, that has a line of English: as is every line of a text from the right.
  const Lines lines = broken("שלום עולם machine learning systems", 120).lines;
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == "שלום עולם machine");
  CHECK(lines[1] == "\u200Flearning systems");
  CHECK(broken("machine learning שלום עולם", 100).lines ==
        Lines{"machine learning", "\u200Eשלום עולם"});
}

TEST_CASE("a word too wide for a line is broken inside, and said to be") {
  const Paragraph paragraph = broken("see https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 80);
  CHECK(paragraph.forced);
  std::string joined;
  RecordingCanvas canvas({1, 1});
  for (const auto& line : paragraph.lines) {
    CHECK(canvas.measure(line, kTen) <= 80);
    joined += line;
  }
  CHECK(joined == "see https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  CHECK_FALSE(broken("see the page", 80).forced);
}

TEST_CASE("text beyond the last line ends in an ellipsis within the width") {
  const Paragraph paragraph = broken("one two three four five six seven", 60, Balance::kFull, 2);
  CHECK(paragraph.cut);
  REQUIRE(paragraph.lines.size() == 2);
  CHECK(paragraph.lines[0] == "one two");
  CHECK(paragraph.lines[1] == "three four…");
  CHECK_FALSE(broken("one two three", 60, Balance::kFull, 2).cut);
  CHECK(broken("one", 60, Balance::kFull, 0).lines.empty());
}

TEST_CASE("a cut falls between words where it costs little, and never inside a character") {
  RecordingCanvas canvas({1000, 1000});
  CHECK(cut_line(canvas, "one two three", kTen, 1000) == "one two three");
  CHECK(cut_line(canvas, "Mary Smith, Jo", kTen, 75) == "Mary Smith…");
  CHECK(cut_line(canvas, "Mary Smith · Works", kTen, 75) == "Mary Smith…");
  CHECK(cut_line(canvas, "Mary Smith,· Works", kTen, 75) == "Mary Smith…");
  CHECK(cut_line(canvas, "Donaudampfschiff", kTen, 60) == "Donaudam…");
  CHECK(cut_line(canvas, "ääääääää", kTen, 30) == "ääää…");
  CHECK(cut_line(canvas, "e\u0301e\u0301e\u0301e\u0301", kTen, 31) == "e\u0301e\u0301…");
}

TEST_CASE("a text is set at the largest size that fits its box") {
  RecordingCanvas canvas({1000, 1000});
  std::vector<int> sizes;
  for (int size = 10; size <= 50; ++size) sizes.push_back(size);
  const std::string title = "Navigating Scaling and Efficiency Challenges of ML Systems";
  const Size box = {300, 120};
  const auto at = [&](std::span<const int> some) {
    return fit_lines(canvas, title, Face::kDisplay, some, 1.12, box, 9, Balance::kEven);
  };
  const Fitted best = at(sizes);
  CHECK_FALSE(best.paragraph.cut);
  CHECK(best.height() <= box.height);
  for (const auto& line : best.paragraph.lines) {
    CHECK(canvas.measure(line, best.font) <= box.width);
  }
  for (const int size : sizes) {
    const Fitted one = at(std::span(&size, 1));
    const bool fits = !one.paragraph.cut && !one.paragraph.forced;
    CHECK(fits == (size <= best.font.size));
  }
}

TEST_CASE(
    "a Thai title too long for a line is as large as other titles, one that fits is not broken") {
  RecordingCanvas canvas({1000, 1000});
  const std::vector<int> sizes = {10, 20, 30};
  const auto fitted = [&](std::string_view text, int width) {
    return fit_lines(canvas, text, Face::kDisplay, sizes, 1.1, {width, 200}, 9, Balance::kEven);
  };
  const std::string_view run = "การเรียนรู้ของเครื่อง";
  const std::string longer = std::string(run).append(run);
  CHECK(fitted(longer, 140).font.size == 20);
  CHECK_FALSE(fitted(longer, 140).paragraph.forced);
  CHECK(fitted(run, canvas.measure(run, kTen)).font.size == 10);
  CHECK(fitted(run, canvas.measure(run, kTen)).paragraph.lines.size() == 1);
}

TEST_CASE("what does not fit at the smallest size is cut there, not shrunk further") {
  RecordingCanvas canvas({1000, 1000});
  const std::vector<int> sizes = {20, 30, 40};
  const Fitted fitted = fit_lines(canvas, "one two three four five six", Face::kDisplay, sizes, 1.1,
                                  {80, 50}, 9, Balance::kEven);
  CHECK(fitted.font.size == 20);
  CHECK(fitted.paragraph.cut);
  CHECK(fitted.height() <= 50);
}

}  // namespace roomsign::render
