#include "render/sdl/turned_panel.hpp"

#include "render/sdl/memory_panel.hpp"
#include "render/sdl/panel_display.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

using test::difference;

const Theme kDark = *built_in_theme("dark");
constexpr std::array kTurns = {Turn::kQuarter, Turn::kHalf, Turn::kThreeQuarters};

// Pixel by pixel and without thinking of speed: what somebody sees who lies down to the left.
Picture quarter_turned(const Picture& picture) {
  Picture turned({picture.size.height, picture.size.width});
  for (int y = 0; y < picture.size.height; ++y) {
    for (int x = 0; x < picture.size.width; ++x) {
      turned.view().row(x)[picture.size.height - 1 - y] = picture.at(x, y);
    }
  }
  return turned;
}

Picture as_on_panel(Picture picture, Turn turn) {
  for (int degrees = 0; degrees < static_cast<int>(turn); degrees += 90) {
    picture = quarter_turned(picture);
  }
  return picture;
}

const Picture& panel_of(const Display& display) {
  const auto& turned =
      dynamic_cast<const TurnedPanel&>(dynamic_cast<const PanelDisplay&>(display).panel());
  return dynamic_cast<const MemoryPanel&>(turned.panel()).picture();
}

TEST_CASE("a turned panel shows the turned pixels of a snapshot of the upright size") {
  Typesetter typesetter;
  for (const Turn turn : kTurns) {
    const Size panel{811, 477};  // no multiple of a block
    const Size upright = turn == Turn::kHalf ? panel : Size{477, 811};
    PanelDisplay display(std::make_unique<TurnedPanel>(std::make_unique<MemoryPanel>(panel), turn));
    CHECK(display.size() == upright);
    INFO(display.description());
    for (const auto& sample : test::sample_screens()) {
      INFO(sample.name);
      const bool fade = sample.name.size() % 3 == 0;
      display.show(sample.screen, kDark, {.fade = fade});
      const auto expected = snapshot(sample.screen, kDark, upright, 0, typesetter).picture;
      CHECK(difference(panel_of(display), as_on_panel(expected, turn)) == "");
    }
  }
}

TEST_CASE("parts are turned as the whole is, and presented where they lie") {
  class Remembering : public MemoryPanel {
   public:
    using MemoryPanel::MemoryPanel;
    void present(const std::vector<Rect>& parts) override { presented = parts; }
    std::vector<Rect> presented;
  };
  const Size size{100, 70};
  for (const Turn turn : kTurns) {
    auto owned = std::make_unique<Remembering>(size);
    const Remembering& inner = *owned;
    TurnedPanel panel(std::move(owned), turn);
    test::RandomCalls random(static_cast<unsigned>(turn));
    Picture upright(panel.pixels().size);
    for (int i = 0; i < 50; ++i) {
      const int x = random.number(0, upright.size.width - 1);
      const int y = random.number(0, upright.size.height - 1);
      const Rect part{x, y, random.number(1, upright.size.width - x),
                      random.number(1, upright.size.height - y)};
      const auto value = 0xFF000000U | static_cast<Pixel>(random.number(0, 0xFFFFFF));
      for (Pixels pixels : {panel.pixels(), upright.view()}) {
        for (int row = part.y; row < part.bottom(); ++row) {
          std::fill_n(pixels.row(row) + part.x, part.width, value);
        }
      }
      panel.present({part});
      REQUIRE(difference(inner.picture(), as_on_panel(upright, turn)) == "");
      CHECK(inner.presented == std::vector<Rect>{turned(part, turn, size)});
    }
  }
}

TEST_CASE("a turned panel says by how much") {
  const TurnedPanel panel(std::make_unique<MemoryPanel>(Size{320, 240}), Turn::kQuarter);
  CHECK(panel.description() == "offscreen, 320x240, turned by 90 degrees");
}

}  // namespace
}  // namespace roomsign::render
