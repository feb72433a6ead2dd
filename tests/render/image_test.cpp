#include "render/image.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

using Pixels = std::vector<std::uint32_t>;

constexpr std::uint32_t kRed = 0xFFFF0000;
constexpr std::uint32_t kBlue = 0xFF0000FF;
constexpr std::uint32_t kClear = 0;

TEST_CASE("an image in half its size is the average of each four pixels, transparency included") {
  const Image image({4, 2}, {kRed, kBlue, kRed, kClear,  //
                             kBlue, kRed, kRed, kClear});
  CHECK(image.scaled({2, 1}).pixels() == Pixels{0xFF800080, 0x80800000});
}

TEST_CASE("an image is seen upright, however the camera was held") {
  constexpr std::uint32_t kA = 0xFF00000A;
  constexpr std::uint32_t kB = 0xFF00000B;
  constexpr std::uint32_t kC = 0xFF00000C;
  constexpr std::uint32_t kD = 0xFF00000D;
  constexpr std::uint32_t kE = 0xFF00000E;
  constexpr std::uint32_t kF = 0xFF00000F;
  const auto seen = [&](int orientation, Size size) {
    const Image image = upright(Image({3, 2}, {kA, kB, kC,  //
                                               kD, kE, kF}),
                                orientation);
    CHECK(image.size() == size);
    return image.pixels();
  };
  CHECK(seen(1, {3, 2}) == Pixels{kA, kB, kC, kD, kE, kF});
  CHECK(seen(2, {3, 2}) == Pixels{kC, kB, kA, kF, kE, kD});  // mirrored
  CHECK(seen(3, {3, 2}) == Pixels{kF, kE, kD, kC, kB, kA});  // upside down
  CHECK(seen(4, {3, 2}) == Pixels{kD, kE, kF, kA, kB, kC});
  CHECK(seen(5, {2, 3}) == Pixels{kA, kD, kB, kE, kC, kF});
  CHECK(seen(6, {2, 3}) == Pixels{kD, kA, kE, kB, kF, kC});  // a quarter clockwise
  CHECK(seen(7, {2, 3}) == Pixels{kF, kC, kE, kB, kD, kA});
  CHECK(seen(8, {2, 3}) == Pixels{kC, kF, kB, kE, kA, kD});  // a quarter back
}

TEST_CASE("a size that divides no pixel evenly takes parts of pixels") {
  const Image image({3, 1}, {0xFF000000, 0xFF808080, 0xFFFFFFFF});
  // Two thirds of the first and one of the second, and the other way round.
  CHECK(image.scaled({2, 1}).pixels() == Pixels{0xFF2B2B2B, 0xFFD5D5D5});
}

TEST_CASE("a larger image has what lies between, and its edges stay what they were") {
  const Image image({2, 1}, {0xFF000000, 0xFF808080});
  CHECK(image.scaled({4, 1}).pixels() == Pixels{0xFF000000, 0xFF202020, 0xFF606060, 0xFF808080});
}

TEST_CASE("an even image stays even in every size") {
  const Image image({7, 5}, Pixels(35, 0xC0204060));
  for (const Size size : {Size{1, 1}, Size{3, 2}, Size{6, 9}, Size{40, 4}, Size{41, 37}}) {
    const Image& scaled = image.scaled(size);
    REQUIRE(scaled.size() == size);
    CHECK(scaled.pixels() ==
          Pixels(static_cast<std::size_t>(size.width * size.height), 0xC0204060));
  }
}

TEST_CASE("the last size asked for is kept, and its own size is the image itself") {
  const Image image({4, 4}, Pixels(16, kRed));
  const Image* half = &image.scaled({2, 2});
  CHECK(&image.scaled({2, 2}) == half);
  CHECK(&image.scaled({4, 4}) == &image);
}

TEST_CASE("fit and cover keep the shape, touch two sides of the box and never vanish") {
  CHECK(fit_size({400, 100}, {200, 200}) == Size{200, 50});
  CHECK(fit_size({100, 400}, {200, 200}) == Size{50, 200});
  CHECK(cover_size({400, 100}, {200, 200}) == Size{800, 200});
  CHECK(cover_size({100, 400}, {200, 200}) == Size{200, 800});
  CHECK(fit_size({10, 10}, {300, 200}) == Size{200, 200});
  CHECK(fit_size({20'000, 1}, {100, 100}) == Size{100, 1});
  CHECK(cover_size({1920, 1080}, {1920, 1080}) == Size{1920, 1080});
}

}  // namespace
}  // namespace roomsign::render
