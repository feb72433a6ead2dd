#include "render/sdl/draw_list.hpp"

#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

using test::difference;
using test::RandomCalls;

constexpr Size kSize{320, 200};
constexpr Color kGround{11, 16, 32};
constexpr Color kText{244, 246, 251};

Picture drawn(const DrawList& list, Typesetter& typesetter) {
  Picture picture(list.size());
  PixelCanvas canvas(picture.view(), typesetter);
  list.replay(canvas, {0, 0, list.size().width, list.size().height});
  return picture;
}

TEST_CASE("a list replayed gives the bytes of the same calls on the canvas itself") {
  Typesetter typesetter;
  for (unsigned seed = 0; seed < 40; ++seed) {
    DrawList list(kSize, typesetter);
    RandomCalls(seed).draw(list, 20);
    Picture picture(kSize);
    PixelCanvas canvas(picture.view(), typesetter);
    RandomCalls(seed).draw(canvas, 20);
    INFO("seed " << seed);
    CHECK(difference(drawn(list, typesetter), picture).empty());
  }
}

TEST_CASE("drawing the changed parts over the picture before gives the picture after") {
  Typesetter typesetter;
  for (unsigned seed = 0; seed < 120; ++seed) {
    RandomCalls random(seed);
    const int same = random.number(0, 12);
    const unsigned shared = random.number(0, 1'000);
    DrawList before(kSize, typesetter);
    DrawList after(kSize, typesetter);
    for (DrawList* list : {&before, &after}) RandomCalls(shared).draw(*list, same);
    for (int i = random.number(0, 4); i > 0; --i) random.one(before);
    for (int i = random.number(0, 4); i > 0; --i) random.one(after);
    for (DrawList* list : {&before, &after}) {
      RandomCalls rest(shared + 1);
      for (int i = 0; i < same; ++i) rest.one(*list);
    }
    Picture picture = drawn(before, typesetter);
    PixelCanvas canvas(picture.view(), typesetter);
    for (const Rect& part : changed_parts(before, after)) after.replay(canvas, part);
    INFO("seed " << seed);
    CHECK(difference(picture, drawn(after, typesetter)).empty());
  }
}

TEST_CASE("changed parts lie within the picture, are few and do not overlap") {
  Typesetter typesetter;
  for (unsigned seed = 0; seed < 40; ++seed) {
    DrawList before(kSize, typesetter);
    DrawList after(kSize, typesetter);
    RandomCalls random(seed);
    random.draw(before, 20);
    random.draw(after, 20);
    const auto parts = changed_parts(before, after);
    CHECK(parts.size() <= 12);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Rect& a = parts[i];
      CHECK((a.x >= 0 && a.y >= 0 && a.right() <= kSize.width && a.bottom() <= kSize.height));
      for (std::size_t j = i + 1; j < parts.size(); ++j) {
        const Rect& b = parts[j];
        CHECK((a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y));
      }
    }
  }
}

void draw_clock(DrawList& list, const char* last_digit) {
  const Font font{Face::kBold, 60, 0};
  list.clear(kGround);
  list.text("Room 5AB", 10, 60, font, kText);
  list.text("8:5", 150, 150, font, kText);
  list.text(last_digit, 260, 150, font, kText);
  list.fill({10, 180, 300, 8}, kText, 4);
}

TEST_CASE("between two minutes only the digit that changed is drawn") {
  Typesetter typesetter;
  DrawList before(kSize, typesetter);
  DrawList after(kSize, typesetter);
  draw_clock(before, "2");
  draw_clock(after, "3");
  const auto parts = changed_parts(before, after);
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].x >= 255);
  CHECK(parts[0].width < 50);
  CHECK(parts[0].height < 50);
}

TEST_CASE("equal lists have no changed part, and another ground changes everything") {
  Typesetter typesetter;
  DrawList before(kSize, typesetter);
  DrawList same(kSize, typesetter);
  draw_clock(before, "2");
  draw_clock(same, "2");
  CHECK(changed_parts(before, same).empty());

  DrawList other(kSize, typesetter);
  other.clear({255, 255, 255});
  CHECK(changed_parts(before, other) == std::vector<Rect>{{0, 0, kSize.width, kSize.height}});
}

TEST_CASE("what a clear covers is forgotten") {
  Typesetter typesetter;
  DrawList before(kSize, typesetter);
  DrawList after(kSize, typesetter);
  RandomCalls(7).draw(before, 20);
  draw_clock(before, "2");
  draw_clock(after, "2");
  CHECK(changed_parts(before, after).empty());
}

}  // namespace
}  // namespace roomsign::render
