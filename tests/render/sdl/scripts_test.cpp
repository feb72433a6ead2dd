// Text of many scripts, drawn by the real fonts: the Noto fonts of scripts/packages are needed.
#include <algorithm>
#include <memory>
#include <random>
#include <string>

#include "render/characters.hpp"
#include "render/sdl/draw_list.hpp"
#include "render/sdl/fonts.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/held.hpp"
#include "tests/support/sample_screens.hpp"
#include "tests/support/sanitizers.hpp"
#include "tests/support/typefaces.hpp"

namespace roomsign::render {
namespace {

constexpr Color kBlack{0, 0, 0};
constexpr Color kWhite{255, 255, 255};
constexpr Font kTitle{.face = Face::kDisplay, .size = 60};

const std::vector<std::string> kWords = {
    "Größe",    "Thời gian", "Ελλάδα",     "Привет", "مرحبا",   "שלום",    "हिन्दी", "বাংলা",
    "ห้องประชุม", "东京",      "こんにちは", "한국어", "ქართული", "հայերեն", "አማርኛ",  "தமிழ்",
    "ಕನ್ನಡ",     "ខ្មែរ",      "မြန်မာ",      "བོད་ཡིག",  "ລາວ",     "සිංහල",    "😀",    "👩‍💻"};

// The smallest box that holds all that is not black.
Rect ink_of(const Picture& picture) {
  int left = picture.size.width;
  int right = 0;
  int top = picture.size.height;
  int bottom = 0;
  for (int y = 0; y < picture.size.height; ++y) {
    for (int x = 0; x < picture.size.width; ++x) {
      if (picture.at(x, y) == pixel(kBlack)) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      top = std::min(top, y);
      bottom = y + 1;
    }
  }
  return right == 0 ? Rect{} : Rect{left, top, right - left, bottom - top};
}

class Paper {
 public:
  explicit Paper(Size size = {900, 300}, const TypefacePtr& typeface = nullptr)
      : picture(size), canvas(picture.view(), typesetter) {
    typesetter.use(typeface);
  }
  Rect written(std::string_view text, const Font& font, int x = 100, int baseline = 180) {
    canvas.clear(kBlack);
    canvas.text(text, x, baseline, font, kWhite);
    return ink_of(picture);
  }
  int width(std::string_view text) { return canvas.measure(text, kTitle); }

  Picture picture;
  Typesetter typesetter;
  PixelCanvas canvas;
};

// Inter, and what a theme may have instead of it.
TypefacePtr any_typeface() {
  const auto [light, heavy] = GENERATE(table<std::string, std::string>(
      {{"", ""}, {test::kSerif, test::kBoldSerif}, {test::kMath, test::kBlack}}));
  INFO(light);
  return light.empty() ? nullptr : test::typeface(light, heavy);
}

TEST_CASE("words of every script of the world's schedules are drawn, none by an empty box") {
  Paper paper({900, 300}, any_typeface());
  for (const std::string& word : kWords) {
    CAPTURE(word);
    for (const Face face : {Face::kDisplay, Face::kRegular}) {
      CHECK(paper.written(word, {face, 40}).width > 10);
    }
  }
  CHECK(paper.canvas.missing().empty());
}

TEST_CASE("what no font has is named once, with the package that would help") {
  Paper paper;
  paper.written("\U00013000 Room \U00013000", kTitle);
  CHECK(paper.canvas.missing() == U"\U00013000");
  CHECK(package_for(U'東') == "fonts-noto-cjk");
  CHECK(package_for(U'か') == "fonts-noto-cjk");
  CHECK(package_for(U'ع') == "fonts-noto-core");
  CHECK(package_for(U'😀') == "fonts-noto-color-emoji");
  CHECK(package_for(0x13000).empty());
}

TEST_CASE("every font of the table is in the package that is named for it") {
  for (const Fallback& fallback : fallbacks()) {
    for (const bool heavy : {false, true}) {
      INFO(fallback.regular << ", " << fallback.bold << " of " << fallback.package);
      CHECK(fallback_file(fallback, heavy).has_value());
    }
  }
}

TEST_CASE("letters of Arabic join, those of Devanagari form syllables, marks take no room") {
  Paper paper;
  CHECK(paper.width("مرحبا") < paper.width("م\u200Cر\u200Cح\u200Cب\u200Cا") - 20);
  CHECK(paper.width("क्षि") < paper.width("क") + paper.width("षि"));
  CHECK(paper.width("e\u0301") == paper.width("é"));
  CHECK(paper.width("שָׁלוֹם") == paper.width("שלום"));
}

TEST_CASE("a line from the right begins at the right") {
  Paper paper({900, 300}, any_typeface());
  const int word = paper.width("שלום ");
  const Rect one = paper.written("עולם", kTitle);
  const Rect both = paper.written("שלום עולם", kTitle);
  CHECK(std::abs(both.x - one.x) <= 1);  // the second word stands first
  CHECK(std::abs(both.width - one.width - word) <= 12);
  const Rect mixed = paper.written("שלום abc", kTitle);
  CHECK(std::abs(mixed.x - paper.written("abc", kTitle).x) <= 1);
}

TEST_CASE("brackets of a line from the right embrace what is between them") {
  Paper paper;
  const Rect ink = paper.written("(ש)", kTitle);
  const auto leftmost = [&](int y) {
    int x = ink.x;
    while (paper.picture.at(x, y) == pixel(kBlack)) ++x;
    return x;
  };
  CHECK(leftmost(ink.y + ink.height / 2) < leftmost(ink.y + 1) - 3);
  CHECK(leftmost(ink.y + ink.height / 2) < leftmost(ink.bottom() - 2) - 3);
}

TEST_CASE("emoji are coloured pictures of the text's size") {
  Paper paper;
  for (const int size : {20, 60, 109, 180}) {
    const Rect ink = paper.written("😀", {Face::kRegular, size});
    CHECK(ink.width > size);
    CHECK(ink.width < size * 13 / 10);
    CHECK(std::abs(ink.width - ink.height) <= size / 8);
  }
  const auto colored = std::ranges::count_if(paper.picture.pixels, [](Pixel p) {
    return (p >> 16U & 255U) > 200 && (p & 255U) < 100;  // yellow
  });
  CHECK(colored > 5'000);
  CHECK(paper.width("👩‍💻") == paper.width("😀"));
  CHECK(paper.width("🇩🇪") == paper.width("😀"));
}

TEST_CASE("labels are spaced between whole characters, and not where letters join") {
  Paper paper;
  Font spaced = kTitle;
  spaced.tracking = 5;
  const auto added = [&](const char* text) {
    return paper.canvas.measure(text, spaced) - paper.canvas.measure(text, kTitle);
  };
  CHECK(added("مرحبا") == 0);
  CHECK(added("हिन्दी") == 0);
  CHECK(std::abs(added("东京") - 10) <= 1);
  CHECK(std::abs(added("E\u0301E\u0301") - 10) <= 1);
}

TEST_CASE("no text draws beyond what it measures, whatever letters, faces and sizes meet") {
  std::mt19937 random(11);
  const auto any = [&](int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random);
  };
  Paper paper({1'600, 400}, any_typeface());
  for (int i = 0; i < test::rounds(200); ++i) {
    std::string text;
    for (int words = any(1, 4); words > 0; --words) {
      text += kWords[static_cast<std::size_t>(any(0, static_cast<int>(kWords.size()) - 1))];
      text += any(0, 2) == 0 ? " " : any(0, 3) == 0 ? "(12)" : "";
    }
    const Font font{static_cast<Face>(any(0, 4)), any(12, 60), any(0, 3) == 0 ? any(1, 5) : 0};
    CAPTURE(text, font.size, font.tracking);
    const Rect ink = paper.written(text, font, 300, 200);
    const Metrics metrics = paper.canvas.metrics(font);
    const int overhang = font.size / 6 + 2;  // of letters that lean out of their cell
    const int height = font.size / 2;        // of what is piled up over or under a line
    CHECK(ink.x >= 300 - overhang);
    CHECK(ink.right() <= 300 + paper.canvas.measure(text, font) + overhang);
    CHECK(ink.y >= 200 - metrics.ascent - height);
    CHECK(ink.bottom() <= 200 + metrics.descent + height);
  }
}

// Every string of a screen in words of all scripts.
Screen scribbled(Screen screen, std::mt19937& random) {
  const auto scribble = [&](std::string& text) {
    if (text.empty()) return;
    const std::size_t words = 1 + random() % (2 + text.size() / 6);
    text.clear();
    for (std::size_t i = 0; i < words; ++i) {
      if (i > 0) text += ' ';
      text += kWords[random() % kWords.size()];
    }
  };
  for (auto* text : {&screen.room, &screen.event, &screen.aside, &screen.eyebrow, &screen.title,
                     &screen.list_heading, &screen.headline, &screen.headline_aside,
                     &screen.foot_left, &screen.foot_right}) {
    scribble(*text);
  }
  for (Person& person : screen.people) {
    scribble(person.name);
    scribble(person.affiliation);
  }
  for (Part& part : screen.parts) {
    scribble(part.title);
    scribble(part.speakers);
  }
  for (Entry& entry : screen.list) {
    scribble(entry.title);
    scribble(entry.detail);
  }
  return screen;
}

// A canvas that holds every text to the panel.
class WatchedList : public DrawList {
 public:
  using DrawList::DrawList;
  void text(std::string_view text, int x, int baseline, const Font& font, Color color) override {
    const Metrics metrics = this->metrics(font);
    CAPTURE(text, x, baseline, font.size);
    CHECK(x >= 0);
    CHECK(x + measure(text, font) <= size().width);
    CHECK(baseline - metrics.cap_height >= 0);
    CHECK(baseline + metrics.descent <= size().height);
    DrawList::text(text, x, baseline, font, color);
  }
};

TEST_CASE("in words of all scripts and any typeface no picture has a text beyond the panel") {
  std::mt19937 random(5);
  Typesetter typesetter;
  typesetter.use(any_typeface());
  const Theme theme = built_in_theme("dark").value();
  for (const auto& [name, screen] : test::sample_screens()) {
    CAPTURE(name);
    for (const Size size : {Size{1920, 1080}, Size{480, 800}, Size{800, 480}}) {
      for (const Screen& words : {screen, scribbled(screen, random)}) {
        WatchedList list(size, typesetter);
        draw(words, theme, list, 0);
      }
    }
  }
}

TEST_CASE("ten thousand texts of all scripts leave no more behind than the cache may hold") {
  std::mt19937 random(3);
  Typesetter typesetter;
  for (int i = 0; i < 10'000; ++i) {
    const std::string text = kWords[random() % kWords.size()] + " " +
                             kWords[random() % kWords.size()] + std::to_string(i);
    typesetter.measure(text, {Face::kRegular, 20 + i % 3});
    REQUIRE(typesetter.cached_bytes() <= Typesetter::kCacheBytes);
  }
}

TEST_CASE("ten thousand screens leave no more behind than the first ones did") {
  PanelDisplay display(std::make_unique<MemoryPanel>(Size{200, 120}));
  const auto samples = test::sample_screens();
  const Theme themes[] = {*built_in_theme("dark"), *built_in_theme("light")};
  // Megabytes after a thousand screens: a sample's words but for the minute, and at times all new
  // ones. They are the same each round but for a number, so that as much is kept of them.
  const auto held_after = [&](int round, int new_words_each) {
    std::mt19937 random(9);
    for (int shown = 0; shown < 1'000; ++shown) {
      const Screen& sample = samples[random() % samples.size()].screen;
      Screen screen = shown % new_words_each == 0 ? scribbled(sample, random) : sample;
      if (shown % 100 < 2) screen.title += fmt::format(" {}", 10'000 + round * 1'000 + shown);
      screen.clock.time = fmt::format("{}:{:02}", random() % 24, random() % 60);
      display.show(screen, themes[shown / 100 % 2], {.page = shown});
    }
    return test::allocated_mb();
  };
  held_after(0, 5);  // the cache of texts is full then
  held_after(1, 100);
  const double before = held_after(2, 100);
  double after = before;
  for (int more = 1; more <= test::rounds(8); ++more) after = held_after(2 + more, 100);
  UNSCOPED_INFO("from " << before << " MB to " << after << " MB");
  CHECK(after - before < 0.2);
}

TEST_CASE("bad text costs bounded time and draws something") {
  Paper paper;
  std::string zalgo = "Z";
  for (int i = 0; i < 100'000; ++i) zalgo += "\u0E49\u0301";
  CHECK(paper.written(zalgo, kTitle).width > 0);
  std::string endless;
  for (int i = 0; i < 100'000; ++i) endless += i % 3 == 0 ? "ש" : i % 3 == 1 ? "न" : "\u202E";
  CHECK(paper.written(endless, kTitle).width > 500);
  CHECK(paper.written("\u202E\u2067\u200B\u00AD", kTitle) == Rect{});
  CHECK(paper.width("\u202E\u2067\u200B\u00AD") == 0);
}

}  // namespace
}  // namespace roomsign::render
