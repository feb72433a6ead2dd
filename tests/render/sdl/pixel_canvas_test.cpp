#include "render/sdl/pixel_canvas.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

constexpr Color kBlack{0, 0, 0};
constexpr Color kWhite{255, 255, 255};

// A black picture to draw on.
struct Paper {
  explicit Paper(Size size = {400, 200}) : picture(size), canvas(picture.view(), typesetter) {}
  Picture picture;
  Typesetter typesetter;
  PixelCanvas canvas;

  // The smallest rectangle that holds everything that is not black.
  Rect ink() const {
    Rect box{picture.size.width, picture.size.height, 0, 0};
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < picture.size.height; ++y) {
      for (int x = 0; x < picture.size.width; ++x) {
        if (picture.at(x, y) == pixel(kBlack)) continue;
        box.x = std::min(box.x, x);
        box.y = std::min(box.y, y);
        right = std::max(right, x + 1);
        bottom = std::max(bottom, y + 1);
      }
    }
    return right == 0 ? Rect{} : Rect{box.x, box.y, right - box.x, bottom - box.y};
  }
};

TEST_CASE("clear sets every pixel and fill exactly its rectangle") {
  Paper paper({8, 6});
  paper.canvas.clear({1, 2, 3});
  paper.canvas.fill({2, 1, 3, 4}, {250, 251, 252});
  for (int y = 0; y < 6; ++y) {
    for (int x = 0; x < 8; ++x) {
      const bool inside = x >= 2 && x < 5 && y >= 1 && y < 5;
      CHECK(paper.picture.at(x, y) == (inside ? 0xFFFAFBFCU : 0xFF010203U));
    }
  }
}

TEST_CASE(
    "a picture fills its box, lets the ground through where it is transparent, and is cut off") {
  Paper paper({6, 4});
  paper.canvas.clear({0, 0, 100});
  const auto image = std::make_shared<const Image>(
      Size{2, 1}, std::vector<std::uint32_t>{0xFFC80000, 0x80640000});  // full red, half of it
  paper.canvas.picture(image, {1, 1, 2, 1});
  CHECK(paper.picture.at(1, 1) == 0xFFC80000U);
  CHECK(paper.picture.at(2, 1) == 0xFF640032U);
  CHECK(paper.picture.at(0, 1) == 0xFF000064U);
  CHECK(paper.picture.at(3, 1) == 0xFF000064U);
  paper.canvas.picture(image, {-1, 3, 2, 50});
  CHECK(paper.picture.at(0, 3) == 0xFF640032U);
  paper.canvas.picture(image, {2, 2, 0, 5});
  paper.canvas.picture(image, {90, 90, 5, 5});
}

TEST_CASE("a picture through round corners of half its side is a circle") {
  Paper paper({40, 40});
  paper.canvas.clear(kBlack);
  const auto image =
      std::make_shared<const Image>(Size{10, 10}, std::vector<std::uint32_t>(100, 0xFFFFFFFF));
  paper.canvas.picture(image, {0, 0, 40, 40}, 20);
  Paper circle({40, 40});
  circle.canvas.clear(kBlack);
  circle.canvas.fill({0, 0, 40, 40}, kWhite, 20);
  CHECK(paper.picture == circle.picture);
}

TEST_CASE("what lies outside the picture is cut off") {
  Paper paper({20, 20});
  paper.canvas.fill({-5, -5, 10, 10}, kWhite, 3);
  paper.canvas.fill({15, 15, 100, 100}, kWhite, 9);
  paper.canvas.fill({50, 2, 5, 5}, kWhite);
  paper.canvas.fill({3, 3, -4, 5}, kWhite, 2);
  const Font font{Face::kBold, 40, 0};
  paper.canvas.text("Way out", -60, 10, font, kWhite);
  paper.canvas.text("Below", 3, 90, font, kWhite);
  paper.canvas.text("Above", 3, -20, font, kWhite);
  CHECK(paper.picture.at(0, 0) == pixel(kWhite));
  CHECK(paper.picture.at(19, 19) == pixel(kWhite));
}

TEST_CASE("round corners are symmetrical, soft at the edge and full inside") {
  Paper paper({64, 40});
  paper.canvas.fill({2, 2, 60, 36}, kWhite, 12);
  int soft = 0;
  for (int y = 2; y < 38; ++y) {
    for (int x = 2; x < 62; ++x) {
      const Pixel here = paper.picture.at(x, y);
      CHECK(here == paper.picture.at(63 - x, y));
      CHECK(here == paper.picture.at(x, 39 - y));
      if (here != pixel(kWhite) && here != pixel(kBlack)) ++soft;
    }
  }
  CHECK(paper.picture.at(2, 2) == pixel(kBlack));
  CHECK(paper.picture.at(14, 2) == pixel(kWhite));
  CHECK(paper.picture.at(2, 14) == pixel(kWhite));
  CHECK(soft > 4 * 8);
  CHECK(soft < 4 * 40);
}

TEST_CASE("a bar's radius is at most half its height, so that its ends are half circles") {
  Paper wide({60, 12});
  Paper half({60, 12});
  wide.canvas.fill({0, 1, 60, 10}, kWhite, 1'000);
  half.canvas.fill({0, 1, 60, 10}, kWhite, 5);
  CHECK(wide.picture == half.picture);
}

TEST_CASE("text stays inside the box that its metrics and its measure promise") {
  for (const Face face :
       {Face::kDisplay, Face::kBold, Face::kSemiBold, Face::kMedium, Face::kRegular}) {
    for (const int size : {12, 24, 37, 60, 97}) {
      const Font font{face, size, 0};
      Paper paper({1'400, 260});
      const Metrics metrics = paper.canvas.metrics(font);
      const std::string words = "jÅgfy Éa (Q) 10:40";
      paper.canvas.text(words, 20, 150, font, kWhite);
      const Rect ink = paper.ink();
      INFO("size " << size << ", ink " << ink.x << " " << ink.y << " " << ink.right() << " "
                   << ink.bottom());
      CHECK(metrics.cap_height > size / 2);
      CHECK(metrics.ascent > metrics.cap_height);
      CHECK(ink.y >= 150 - metrics.ascent - 1 - size / 25);  // the ring of the Å
      CHECK(ink.bottom() <= 150 + metrics.descent);
      CHECK(ink.x >= 20 - size / 4);  // a j hangs out to the left
      CHECK(ink.right() <= 20 + paper.canvas.measure(words, font));
      CHECK(ink.right() >= 20 + paper.canvas.measure(words, font) - size / 6);
    }
  }
}

TEST_CASE("a capital stands on the baseline and is cap height tall") {
  const Font font{Face::kSemiBold, 64, 0};
  Paper paper;
  paper.canvas.text("H", 50, 120, font, kWhite);
  const Rect ink = paper.ink();
  CHECK(ink.bottom() == 120);
  CHECK(ink.height == paper.canvas.metrics(font).cap_height);
}

TEST_CASE("letters that hang out to the left or tower above do not move the line") {
  const Font font{Face::kRegular, 80, 0};
  const auto right_edge = [&](const std::string& words) {
    Paper paper;
    paper.canvas.text(words, 100, 130, font, kWhite);
    return paper.ink().right() - paper.canvas.measure(words, font);
  };
  Paper plain;
  plain.canvas.text("H", 100, 150, font, kWhite);
  const int baseline = plain.ink().bottom();
  Paper tower;  // two accents above a capital: higher than the font's ascent
  tower.canvas.text("H\u1EA8\u1EEE", 100, 150, font, kWhite);
  CHECK(tower.ink().bottom() - baseline <= 2);  // only the round foot of the U is lower
  CHECK(std::abs(right_edge("jH") - right_edge("HH")) <= 1);
}

TEST_CASE("tracking adds its pixels after every character") {
  Typesetter typesetter;
  Picture picture({400, 100});
  PixelCanvas canvas(picture.view(), typesetter);
  const Font plain{Face::kSemiBold, 30, 0};
  Font tracked = plain;
  tracked.tracking = 4;
  CHECK(std::abs(canvas.measure("UP NEXT", tracked) - canvas.measure("UP NEXT", plain) - 7 * 4) <=
        1);
  CHECK(std::abs(canvas.measure("É", tracked) - canvas.measure("É", plain) - 4) <= 1);

  Paper paper;
  paper.canvas.text("UP NEXT", 10, 100, tracked, kWhite);
  const int end = 10 + canvas.measure("UP NEXT", tracked) - 4;
  CHECK(std::abs(paper.ink().right() - end) <= 3);
}

TEST_CASE("empty and invisible text draws nothing and measures nothing") {
  Paper paper;
  const Font font{Face::kMedium, 20, 0};
  const Font tracked{Face::kMedium, 20, 3};
  CHECK(paper.canvas.measure("", font) == 0);
  CHECK(paper.canvas.measure("", tracked) == 0);
  CHECK(paper.canvas.measure(" ", font) > 2);
  for (const char* text : {"", " ", "\u200B", "\u00A0"}) {
    paper.canvas.text(text, 50, 50, font, kWhite);
    paper.canvas.text(text, 50, 50, tracked, kWhite);
  }
  CHECK(paper.ink() == Rect{});
}

TEST_CASE("text is laid over what is there in exactly its colour") {
  Paper paper;
  paper.canvas.clear({20, 30, 40});
  paper.canvas.text("\u2588\u2588", 10, 150, {Face::kBold, 150, 0}, {200, 100, 50});
  Paper stem;
  stem.canvas.clear({20, 30, 40});
  stem.canvas.text("I", 100, 150, {Face::kBold, 150, 0}, {200, 100, 50});
  const auto& pixels = stem.picture.pixels;
  CHECK(std::count(pixels.begin(), pixels.end(), pixel({200, 100, 50})) > 1'000);
  for (const Pixel p : pixels) CHECK((p & 0xFFU) >= 40);  // every mixture lies between the two
}

TEST_CASE("an endless line is drawn as far as the picture goes, in bounded memory") {
  Paper paper({800, 60});
  const Font font{Face::kRegular, 32, 0};
  const std::string endless(300'000, 'm');
  paper.canvas.text(endless, 0, 40, font, kWhite);
  CHECK(paper.ink().right() > 790);
  CHECK(paper.typesetter.cached_bytes() < Typesetter::kCacheBytes);
  CHECK(paper.canvas.measure(endless, font) > 300'000 * 20);
}

TEST_CASE("what was set lately is kept within its bound, and comes out the same again") {
  Paper paper({900, 120});
  const Font font{Face::kDisplay, 90, 0};
  paper.canvas.text("Room 5AB", 10, 100, font, kWhite);
  const Picture before = paper.picture;
  for (int i = 0; i < 400; ++i) {
    paper.canvas.text("Session number " + std::to_string(i), 0, 100, font, kWhite);
    REQUIRE(paper.typesetter.cached_bytes() <= Typesetter::kCacheBytes);
  }
  paper.canvas.clear(kBlack);
  paper.canvas.text("Room 5AB", 10, 100, font, kWhite);
  CHECK(paper.picture == before);
}

TEST_CASE("a long text is taken apart between characters, never within one") {
  Typesetter typesetter;
  const Font font{Face::kRegular, 20, 0};
  std::string text;
  for (int i = 0; i < 300; ++i) text += "é";
  const int one = typesetter.measure("éééééééééé", font);
  CHECK(std::abs(typesetter.measure(text, font) - 30 * one) <= 30);
}

TEST_CASE("a clipped canvas draws the same pixels inside, and none outside") {
  const auto draw_on = [](PixelCanvas& canvas) {
    canvas.clear({9, 9, 9});
    canvas.fill({30, 20, 200, 90}, {0, 90, 200}, 30);
    canvas.text("Überraschung", 20, 100, {Face::kDisplay, 60, 0}, kWhite);
  };
  Paper whole;
  draw_on(whole.canvas);
  Paper part;
  part.canvas.clip({50, 40, 101, 51});
  draw_on(part.canvas);
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < 400; ++x) {
      const bool inside = x >= 50 && x < 151 && y >= 40 && y < 91;
      const Pixel expected = inside ? whole.picture.at(x, y) : pixel(kBlack);
      if (part.picture.at(x, y) != expected) FAIL("differs at " << x << ", " << y);
    }
  }
}

}  // namespace
}  // namespace roomsign::render
