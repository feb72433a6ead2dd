// Pictures for languages that are read from the right.

#include <algorithm>
#include <string>

#include "render/layout.hpp"
#include "render/qr.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recording_canvas.hpp"
#include "tests/support/sample_screens.hpp"

namespace roomsign::render {
namespace {

using test::DrawnFill;
using test::DrawnText;
using test::RecordingCanvas;

constexpr Size kPanel{1920, 1080};

RecordingCanvas picture(Screen screen, bool right_to_left) {
  screen.right_to_left = right_to_left;
  RecordingCanvas canvas(kPanel);
  draw(screen, built_in_theme("dark").value(), canvas);
  return canvas;
}

bool is_number(const std::string& text) {
  return text.find_first_not_of("0123456789:") == std::string::npos;
}

const DrawnText* find(const RecordingCanvas& canvas, const std::string& text) {
  const auto found = std::ranges::find(canvas.texts, text, &DrawnText::text);
  return found == canvas.texts.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("what is read from the right is the mirrored picture, with the same words") {
  for (const auto& [name, screen] : test::sample_screens()) {
    const RecordingCanvas plain = picture(screen, false);
    const RecordingCanvas mirrored = picture(screen, true);
    CAPTURE(name);
    for (const auto& text : plain.texts) {
      // Numbers are set digit by digit, and labels without space between their letters.
      if (is_number(text.text) || text.font.tracking != 0) continue;
      if (text.text.find_first_of("0123456789") != std::string::npos) continue;
      CAPTURE(text.text);
      const auto reflected = [&](const DrawnText& other) {
        return other.text == text.text && other.baseline == text.baseline &&
               std::abs(kPanel.width - other.ink.right() - text.ink.x) <= 1;
      };
      const bool alone = std::ranges::count(plain.texts, text.baseline, &DrawnText::baseline) == 1;
      if (alone) CHECK(std::ranges::any_of(mirrored.texts, reflected));
    }
  }
}

TEST_CASE("a mirrored bar grows from the right") {
  auto screen = test::sample_talk();
  screen.list.clear();
  screen.list_heading.clear();
  screen.progress.permille = 250;
  const auto canvas = picture(screen, true);
  const Color accent = built_in_theme("dark")->accent;
  const auto bar = std::ranges::find(canvas.fills, accent, &DrawnFill::color);
  REQUIRE(bar != canvas.fills.end());
  const int margin = kPanel.height * 6 / 100;
  CHECK(std::abs(bar->rect.right() - (kPanel.width - margin)) <= 1);
  CHECK(std::abs(bar->rect.width - (kPanel.width - 2 * margin) / 4) <= 1);
}

TEST_CASE(
    "digits of a mirrored clock stand in their order, and what halves the day at their left") {
  const auto canvas = picture(test::sample_talk(), true);
  const int baseline = std::ranges::max_element(canvas.texts, {}, [](const DrawnText& text) {
                         return is_number(text.text) ? text.font.size : 0;
                       })->baseline;
  std::vector<DrawnText> clock;
  std::ranges::copy_if(canvas.texts, std::back_inserter(clock), [&](const DrawnText& text) {
    return text.baseline == baseline && is_number(text.text);
  });
  std::ranges::sort(clock, {}, [](const DrawnText& text) { return text.ink.x; });
  std::string time;
  for (const auto& text : clock) time += text.text;
  CHECK(time == "8:52");
  const DrawnText* half = find(canvas, "AM");
  REQUIRE(half != nullptr);
  CHECK(half->ink.right() <= clock.front().ink.x);
  CHECK(clock.back().ink.right() < kPanel.width / 2);
}

TEST_CASE("a line of more than a number is set as one, so that its order is its letters'") {
  auto screen = test::sample_talk();
  screen.progress.range = "8:20 – 9:15";
  CHECK(find(picture(screen, true), "8:20 – 9:15") != nullptr);
  CHECK(find(picture(screen, false), "8:20 – 9:15") == nullptr);  // in cells
}

TEST_CASE("joined letters are not torn apart") {
  for (const auto& text : picture(test::sample_break(), true).texts) CHECK(text.font.tracking == 0);
}

TEST_CASE("a QR code is never mirrored") {
  Screen screen;
  screen.scene = Scene::kMessage;
  screen.headline = "T";
  screen.qr = "https://example.org/";
  const auto code = qr_code(screen.qr).value();
  const auto canvas = picture(screen, true);
  // The tile is the largest shape; what is dark lies on it.
  const auto tile = *std::ranges::max_element(
      canvas.fills, {}, [](const DrawnFill& fill) { return fill.rect.width * fill.rect.height; });
  const int module = tile.rect.width / (code.size + 2 * kQuietZone);
  const auto is_dark = [&](int x, int y) {
    const int px = tile.rect.x + (x + kQuietZone) * module + module / 2;
    const int py = tile.rect.y + (y + kQuietZone) * module + module / 2;
    return std::ranges::any_of(canvas.fills, [&](const DrawnFill& fill) {
      return fill.color != tile.color && fill.rect.x <= px && px < fill.rect.right() &&
             fill.rect.y <= py && py < fill.rect.bottom();
    });
  };
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size; ++x) {
      CAPTURE(x, y);
      REQUIRE(is_dark(x, y) == code.at(x, y));
    }
  }
}

}  // namespace roomsign::render
