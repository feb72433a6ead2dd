#include "render/sdl/panel_display.hpp"

#include "render/sdl/blend.hpp"
#include "render/sdl/memory_panel.hpp"
#include "render/sdl/snapshot.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

using test::difference;

constexpr Size kSize{640, 360};
const Theme kDark = *built_in_theme("dark");
const Theme kLight = *built_in_theme("light");

// A panel that can be switched off, or cannot, and counts what it is asked.
class SwitchedPanel : public MemoryPanel {
 public:
  explicit SwitchedPanel(bool can_switch) : MemoryPanel(kSize), can_switch_(can_switch) {}

  void present(const std::vector<Rect>& parts) override {
    ++presents;
    for (const Rect& part : parts) presented += long{part.width} * part.height;
  }
  News pump() override { return std::exchange(news, {}); }
  bool power(bool on) override {
    ++asked;
    is_on = on || !can_switch_;
    return can_switch_;
  }

  int presents = 0;
  long presented = 0;  // pixels
  int asked = 0;
  bool is_on = true;
  News news;

 private:
  bool can_switch_;
};

struct Fixture {
  explicit Fixture(bool can_switch = false) {
    auto owned = std::make_unique<SwitchedPanel>(can_switch);
    panel = owned.get();
    display = std::make_unique<PanelDisplay>(std::move(owned));
  }
  Drawn show(const Screen& screen, const Manner& manner) {
    return display->show(screen, kDark, manner);
  }
  SwitchedPanel* panel;
  std::unique_ptr<PanelDisplay> display;
};

Picture upright(const Screen& screen) { return snapshot(screen, kDark, kSize).picture; }

// Slow and simple: each pixel is the picture's at its offset, or the nearest one of its edge.
Picture drifted(const Picture& picture, Offset by) {
  Picture moved(picture.size);
  for (int y = 0; y < picture.size.height; ++y) {
    for (int x = 0; x < picture.size.width; ++x) {
      moved.view().row(y)[x] = picture.at(std::clamp(x - by.x, 0, picture.size.width - 1),
                                          std::clamp(y - by.y, 0, picture.size.height - 1));
    }
  }
  return moved;
}

Picture dimmed(Picture picture) {
  for (Pixel& p : picture.pixels) p = mix(p, 0xFF000000U, 166);
  return picture;
}

Screen next_minute(Screen screen) {
  screen.clock.time = "8:53";
  screen.progress.remaining = "22 min left";
  return screen;
}

TEST_CASE("a drifting picture is the same one elsewhere, and its edges go on to the panel's") {
  Fixture f;
  for (const Offset drift : {Offset{8, 0}, {-8, 3}, {0, -8}, {1, 8}, {-1, -1}, {0, 0}}) {
    INFO(drift.x << ", " << drift.y);
    for (const auto& sample : test::sample_screens()) {
      f.show(sample.screen, {.drift = drift});
      CHECK(difference(f.panel->picture(), drifted(upright(sample.screen), drift)) == "");
    }
  }
}

TEST_CASE("what changes in a drifting or dim picture is what changes in an upright one") {
  const Screen talk = test::sample_talk();
  for (const Manner& manner : {Manner{.drift = {5, -7}}, Manner{.light = Light::kDim},
                               Manner{.drift = {-3, 8}, .light = Light::kDim}}) {
    Fixture f;
    f.show(talk, manner);
    f.panel->presented = 0;
    f.show(next_minute(talk), manner);
    CHECK(f.panel->presented < long{kSize.width} * kSize.height / 10);
    Picture expected = drifted(upright(next_minute(talk)), manner.drift);
    if (manner.light == Light::kDim) expected = dimmed(std::move(expected));
    CHECK(difference(f.panel->picture(), expected) == "");
  }
}

TEST_CASE("a dim picture has a third of the light, and fades there and back") {
  Fixture f;
  const Screen talk = test::sample_talk();
  f.show(talk, {});
  f.show(talk, {.fade = true, .light = Light::kDim});
  CHECK(difference(f.panel->picture(), dimmed(upright(talk))) == "");
  const Pixel text = mix(pixel(kDark.text), 0xFF000000U, 166) & 255U;
  CHECK(text > 80);
  CHECK(text < 95);
  f.show(talk, {.fade = true});
  CHECK(difference(f.panel->picture(), upright(talk)) == "");
}

TEST_CASE("what is drawn ahead is presented when it is shown, and is what is drawn then") {
  const Screen talk = test::sample_talk();
  const Screen next = next_minute(talk);
  for (const Manner& manner : {Manner{}, Manner{.drift = {1, 0}}, Manner{.light = Light::kDim}}) {
    Fixture f;
    f.show(talk, {});
    f.show(next, manner);
    const Picture expected = f.panel->picture();
    f.show(talk, {});
    const int presents = f.panel->presents;
    f.display->prepare(next, kDark, manner);
    CHECK(f.panel->presents == presents);
    CHECK(difference(f.panel->picture(), expected) == "");
    f.show(next, manner);
    CHECK(f.panel->presents == presents + 1);
    CHECK(difference(f.panel->picture(), expected) == "");
  }
}

TEST_CASE("a fade to what was drawn ahead ends in it") {
  Fixture f;
  const Screen talk = test::sample_talk();
  f.show(talk, {});
  f.display->prepare(next_minute(talk), kDark, {.fade = true});
  CHECK(difference(f.panel->picture(), upright(talk)) == "");
  f.show(next_minute(talk), {.fade = true});
  CHECK(difference(f.panel->picture(), upright(next_minute(talk))) == "");
}

TEST_CASE("what was drawn ahead leaves no trace where something else is shown or asked for") {
  const Screen talk = test::sample_talk();
  const Screen other = test::sample_screens().back().screen;
  for (const Manner& manner : {Manner{}, Manner{.fade = true}, Manner{.drift = {1, 0}}}) {
    Fixture f;
    f.show(talk, {});
    f.display->prepare(other, kDark, manner);
    CHECK(difference(f.display->frame(), upright(talk)) == "");
    f.display->prepare(other, kDark, manner);
    f.panel->news.exposed = true;
    f.display->pump();
    CHECK(difference(f.panel->picture(), upright(talk)) == "");
    f.display->prepare(other, kDark, manner);
    f.show(next_minute(talk), {});
    CHECK(difference(f.panel->picture(), upright(next_minute(talk))) == "");
    f.display->prepare(talk, kDark, {.light = Light::kOff});
    CHECK(difference(f.panel->picture(), upright(next_minute(talk))) == "");
  }
}

TEST_CASE("a panel that cannot be switched off is black, and is presented to all the same") {
  Fixture f(false);
  const Screen talk = test::sample_talk();
  f.show(talk, {});
  f.show(talk, {.fade = true, .light = Light::kOff});
  CHECK(difference(f.panel->picture(), Picture(kSize)) == "");
  CHECK_FALSE(f.display->is_off());
  const int presents = f.panel->presents;
  f.show(next_minute(talk), {.light = Light::kOff});
  CHECK(f.panel->presents == presents + 1);
  f.show(talk, {});
  CHECK(difference(f.panel->picture(), upright(talk)) == "");
}

TEST_CASE("a panel that is off is asked again and nothing is presented to it until it is on") {
  Fixture f(true);
  const Screen talk = test::sample_talk();
  f.show(talk, {});
  f.show(talk, {.light = Light::kOff});
  CHECK(f.display->is_off());
  CHECK_FALSE(f.panel->is_on);
  const int presents = f.panel->presents;
  const int asked = f.panel->asked;
  const Drawn drawn = f.show(next_minute(talk), {.light = Light::kOff});
  CHECK(drawn.pages == 1);
  CHECK(f.panel->presents == presents);
  CHECK(f.panel->asked == asked + 1);

  f.show(next_minute(talk), {.fade = true});
  CHECK_FALSE(f.display->is_off());
  CHECK(f.panel->is_on);
  CHECK(difference(f.panel->picture(), upright(next_minute(talk))) == "");
}

TEST_CASE("a display that starts at night is black before it is switched off") {
  Fixture f(true);
  f.show(test::sample_talk(), {.light = Light::kOff});
  CHECK(difference(f.panel->picture(), Picture(kSize)) == "");
  CHECK(f.display->is_off());
}

TEST_CASE("a panel that does not come on again is lost") {
  class Stuck : public MemoryPanel {
   public:
    using MemoryPanel::MemoryPanel;
    bool power(bool on) override { return !on; }
  };
  PanelDisplay display(std::make_unique<Stuck>(kSize));
  display.show(test::sample_talk(), kDark, {.light = Light::kOff});
  CHECK_THROWS_AS(display.show(test::sample_talk(), kDark, {}), std::runtime_error);
}

TEST_CASE("another theme is painted whole in the manner of the picture before") {
  Fixture f;
  const Screen talk = test::sample_talk();
  const Manner manner{.drift = {2, 2}};
  f.show(talk, manner);
  f.display->show(talk, kLight, manner);
  CHECK(difference(f.panel->picture(), drifted(snapshot(talk, kLight, kSize).picture, {2, 2})) ==
        "");
}

}  // namespace
}  // namespace roomsign::render
