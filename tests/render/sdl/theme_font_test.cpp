// A theme's own fonts.
#include "render/sdl/theme_font.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/pixel_canvas.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"
#include "tests/support/typefaces.hpp"

namespace roomsign::render {
namespace {

using test::difference;

constexpr Face kAllFaces[] = {Face::kDisplay, Face::kBold, Face::kSemiBold, Face::kMedium,
                              Face::kRegular};

TypefacePtr serif() { return test::typeface(test::kSerif, test::kBoldSerif); }

Theme in_serif() {
  Theme theme = *built_in_theme("dark");
  theme.typeface = serif();
  return theme;
}

std::string fault_of(const std::string& bytes) {
  return font_fault({std::make_shared<const std::string>(bytes), 0});
}

// Top and bottom of a word's ink, relative to the baseline.
std::pair<int, int> reach(Typesetter& typesetter, std::string_view word, const Font& font) {
  int top = -10'000;
  int bottom = 10'000;
  typesetter.lay(word, font, 0, 100'000, [&](const Run& run, int) {
    top = std::max(top, run.top);
    bottom = std::min(bottom, run.top - run.height);
  });
  return {top, bottom};
}

// The bytes of an OpenType file.
class Bytes {
 public:
  Bytes& number(std::uint32_t value, int length) {
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      bytes_ += static_cast<char>(value >> static_cast<unsigned>(shift) & 255U);
    }
    return *this;
  }
  Bytes& fixed(int value) { return number(static_cast<std::uint32_t>(value) << 16U, 4); }
  Bytes& text(std::string_view text) {
    bytes_ += text;
    return *this;
  }
  const std::string& str() const { return bytes_; }

 private:
  std::string bytes_;
};

struct Instance {
  int weight;
  int slant;
};

// A variable font of nothing but its axes, weight and slant, and its named instances.
std::string variable_font(const std::vector<Instance>& instances) {
  Bytes fvar;
  fvar.number(1, 2).number(0, 2).number(16, 2).number(2, 2);  // version, axes' offset, reserved
  fvar.number(2, 2).number(20, 2);                            // axes, bytes each
  fvar.number(static_cast<std::uint32_t>(instances.size()), 2).number(12, 2);
  fvar.text("wght").fixed(100).fixed(400).fixed(900).number(0, 2).number(256, 2);
  fvar.text("slnt").fixed(-10).fixed(0).fixed(0).number(0, 2).number(257, 2);
  for (const auto& [weight, slant] : instances) {
    fvar.number(258, 2).number(0, 2).fixed(weight).fixed(slant);
  }
  Bytes file;
  file.number(0x00010000, 4).number(1, 2).number(16, 2).number(0, 2).number(0, 2);
  file.text("fvar").number(0, 4).number(28, 4).number(static_cast<std::uint32_t>(fvar.str().size()),
                                                      4);
  return file.text(fvar.str()).str();
}

TEST_CASE("of a variable font each face takes the instance of its weight that is regular else") {
  const std::string full =
      variable_font({{100, 0}, {400, 0}, {400, -10}, {500, 0}, {600, 0}, {700, 0}, {700, -10}});
  CHECK(font_index(full, Face::kRegular) >> 16 == 2);
  CHECK(font_index(full, Face::kMedium) >> 16 == 4);
  CHECK(font_index(full, Face::kSemiBold) >> 16 == 5);
  CHECK(font_index(full, Face::kDisplay) >> 16 == 5);
  CHECK(font_index(full, Face::kBold) >> 16 == 6);
  const std::string two = variable_font({{700, -10}, {350, 0}, {900, 0}});
  CHECK(font_index(two, Face::kMedium) >> 16 == 2);
  CHECK(font_index(two, Face::kBold) >> 16 == 3);
  CHECK(font_index(variable_font({}), Face::kBold) == 0);
  CHECK(font_index(*test::face_file(test::kSerif).bytes, Face::kBold) == 0);
  CHECK(font_index("no font", Face::kBold) == 0);
}

TEST_CASE("a file that is no font, or has not the letters, is named as what it is") {
  CHECK(font_fault(test::face_file(test::kSerif)).empty());
  CHECK(font_fault(test::face_file(test::kMath)).empty());
  CHECK(fault_of("") == "this is no font with Latin letters");
  CHECK(fault_of("no font") == "this is no font with Latin letters");
  const std::string whole = *test::face_file(test::kSerif).bytes;
  CHECK(fault_of(whole.substr(0, 2'000)) == "this is no font with Latin letters");
  const std::string noto = "/usr/share/fonts/truetype/noto/";
  CHECK(font_fault(test::face_file(noto + "NotoColorEmoji.ttf")) ==
        "this is no font with Latin letters");
  CHECK_FALSE(font_fault(test::face_file(noto + "NotoSansThai-Regular.ttf")).empty());
  CHECK_FALSE(font_fault(test::face_file(noto + "NotoSansSymbols2-Regular.ttf")).empty());
}

TEST_CASE("capitals of any typeface stand on the baseline and are as tall as Inter's") {
  Typesetter typesetter;
  for (const int size : {16, 40, 100}) {
    for (const Face face : kAllFaces) {
      typesetter.use(nullptr);
      const int wanted = reach(typesetter, "H", {face, size}).first;
      for (const auto& typeface : {serif(), test::typeface(test::kBlack, test::kBlack)}) {
        typesetter.use(typeface);
        CAPTURE(size, static_cast<int>(face));
        for (const char* word : {"H", "E", "IHE", "HÉ"}) {
          const auto [top, bottom] = reach(typesetter, word, {face, size});
          CHECK(bottom == 0);
          if (word[1] != '\xC3') CHECK(std::abs(top - wanted) <= 1);
        }
      }
    }
  }
}

TEST_CASE("no typeface's letters reach beyond a line's ascent, nor far below its descent") {
  Typesetter typesetter;
  std::string ascii;
  for (char c = '!'; c <= '~'; ++c) ascii += c;
  for (const auto& typeface : {serif(), test::typeface(test::kMath, test::kBlack)}) {
    typesetter.use(typeface);
    for (const Face face : kAllFaces) {
      const auto [top, bottom] = reach(typesetter, ascii, {face, 100});
      CHECK(top <= typesetter.metrics({face, 100}).ascent + 1);
      CHECK(bottom >= -31);
    }
  }
}

TEST_CASE("a theme's typeface draws what it has, Inter and the fallbacks the rest") {
  Typesetter typesetter;
  const Font font{Face::kRegular, 40};
  const auto width = [&](const char* text) { return typesetter.measure(text, font); };
  const int letters = width("Room");
  const int arrow = width("⇧");  // Inter has it, the serif not
  const int hebrew = width("שלום");
  typesetter.use(serif());
  CHECK(width("Room") != letters);
  CHECK(width("⇧") == arrow);
  CHECK(width("שלום") == hebrew);
  CHECK(std::abs(width("Room ⇧") - width("Room ") - arrow) <= 1);
  std::u32string missing;
  typesetter.add_missing("Room ⇧ שלום 東京 😀 \U00013000", font, missing);
  CHECK(missing == U"\U00013000");
}

TEST_CASE("one file for some faces leaves Inter the others") {
  Typesetter typesetter;
  const auto widths = [&] {
    std::vector<int> found;
    for (const Face face : kAllFaces) found.push_back(typesetter.measure("Größe 12", {face, 40}));
    return found;
  };
  const auto inter = widths();
  Typeface titles;
  titles[static_cast<std::size_t>(Face::kDisplay)] = test::face_file(test::kBoldSerif);
  typesetter.use(std::make_shared<const Typeface>(titles));
  const auto found = widths();
  CHECK(found[0] != inter[0]);
  CHECK(std::equal(found.begin() + 1, found.end(), inter.begin() + 1));
}

TEST_CASE("another typeface forgets what was set in the one before, and the first comes back") {
  Typesetter typesetter;
  const Font font{Face::kMedium, 30};
  const int inter = typesetter.measure("Later today", font);
  typesetter.use(serif());
  CHECK(typesetter.cached_bytes() == 0);
  CHECK(typesetter.measure("Later today", font) != inter);
  typesetter.use(nullptr);
  CHECK(typesetter.measure("Later today", font) == inter);
}

TEST_CASE("a file that cannot be opened when it is needed is as good as none") {
  Typesetter typesetter;
  const int inter = typesetter.measure("Room", {Face::kBold, 30});
  Typeface broken;
  broken.fill({std::make_shared<const std::string>("no font"), 0});
  typesetter.use(std::make_shared<const Typeface>(broken));
  CHECK(typesetter.measure("Room", {Face::kBold, 30}) == inter);
}

TEST_CASE("a display that gets another typeface shows all of it, and all of the old one again") {
  constexpr Size kSize{640, 360};
  const Theme inter = *built_in_theme("dark");
  const Theme serif = in_serif();
  auto owned = std::make_unique<MemoryPanel>(kSize);
  const auto* panel = owned.get();
  PanelDisplay display(std::move(owned));
  for (const auto& sample : test::sample_screens()) {
    INFO(sample.name);
    for (const Theme& theme : {inter, serif, inter}) {
      display.show(sample.screen, theme, {});
      CHECK(difference(panel->picture(), snapshot(sample.screen, theme, kSize).picture) == "");
    }
  }
}

}  // namespace
}  // namespace roomsign::render
