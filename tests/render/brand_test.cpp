// Logo and background, in the sample screens.
#include <vector>

#include "render/layout.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_canvas.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

using test::RecordingCanvas;

constexpr Size kSizes[] = {{1920, 1080}, {1080, 1920}, {800, 480}, {3840, 2160}, {480, 800}};

ImagePtr plain_image(Size size) {
  const auto pixels = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
  return std::make_shared<const Image>(size, std::vector<std::uint32_t>(pixels, 0xFFFFFFFF));
}

Theme with_logo(Size size) {
  Theme theme = *built_in_theme("dark");
  theme.logo = plain_image(size);
  return theme;
}

bool overlap(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

const test::DrawnText* find(const RecordingCanvas& canvas, const std::string& text) {
  for (const auto& drawn : canvas.texts) {
    if (drawn.text == text) return &drawn;
  }
  return nullptr;
}

TEST_CASE("a logo of any shape keeps it, lies on the panel, and under no text") {
  for (const auto& [name, screen] : test::sample_screens()) {
    if (screen.scene == Scene::kEmergency) continue;  // nothing but what to do
    for (const Size size : kSizes) {
      for (const Size shape : {Size{400, 100}, Size{300, 300}, Size{60, 200}, Size{1200, 60}}) {
        CAPTURE(name, size.width, size.height, shape.width, shape.height);
        RecordingCanvas canvas(size);
        draw(screen, with_logo(shape), canvas);
        REQUIRE(canvas.pictures.size() == 1);
        const Rect box = canvas.pictures.front().box;
        CHECK((box.x >= 0 && box.y >= 0));
        CHECK((box.right() <= size.width && box.bottom() <= size.height));
        CHECK(std::abs(box.width * shape.height - box.height * shape.width) <=
              std::max(shape.width, shape.height));
        for (const auto& text : canvas.texts) {
          CAPTURE(text.text);
          CHECK_FALSE(overlap(box, text.ink));
        }
      }
    }
  }
}

TEST_CASE("neither the clock nor the room moves for a logo") {
  for (const auto& [name, screen] : test::sample_screens()) {
    for (const Size size : kSizes) {
      CAPTURE(name, size.width, size.height);
      RecordingCanvas without(size);
      RecordingCanvas with(size);
      draw(screen, *built_in_theme("dark"), without);
      draw(screen, with_logo({400, 100}), with);
      const int scene = size.width < size.height ? size.width : size.height;
      std::vector<test::DrawnText> tops[2];
      for (const auto& text : without.texts) {
        if (text.baseline < scene * 20 / 100) tops[0].push_back(text);
      }
      for (const auto& text : with.texts) {
        if (text.baseline < scene * 20 / 100) tops[1].push_back(text);
      }
      CHECK(tops[0] == tops[1]);
    }
  }
}

TEST_CASE("a logo stands where it stood, all day long") {
  for (const Size size : kSizes) {
    std::vector<Rect> places;
    for (const auto& screen : {test::sample_talk(), test::sample_break(), test::sample_agenda(),
                               test::sample_several_days(), test::sample_programme_over()}) {
      RecordingCanvas canvas(size);
      draw(screen, with_logo({300, 120}), canvas);
      places.push_back(canvas.pictures.front().box);
    }
    CHECK(places == std::vector<Rect>(places.size(), places.front()));
  }
}

TEST_CASE("small print stands beside a logo at the foot") {
  RecordingCanvas canvas({1080, 1920});
  draw(test::sample_agenda(), with_logo({300, 120}), canvas);
  const Rect logo = canvas.pictures.front().box;
  const auto* address = find(canvas, "mlforsystems.org");
  REQUIRE(address != nullptr);
  CHECK(address->ink.x > logo.right());
  CHECK(address->baseline < logo.bottom());
}

TEST_CASE("a background covers the panel, whatever its shape, before anything is drawn on it") {
  for (const Size size : kSizes) {
    for (const Size shape : {Size{100, 100}, Size{640, 100}, Size{100, 640}}) {
      Theme theme = *built_in_theme("dark");
      theme.background = plain_image(shape);
      RecordingCanvas canvas(size);
      draw(test::sample_talk(), theme, canvas);
      REQUIRE(canvas.pictures.size() == 1);
      const Rect box = canvas.pictures.front().box;
      CHECK((box.x <= 0 && box.y <= 0));
      CHECK((box.right() >= size.width && box.bottom() >= size.height));
      CHECK(canvas.calls.starts_with("clear #0b1020\npicture "));
    }
  }
}

}  // namespace
}  // namespace roomsign::render
