#include "render/shrunk.hpp"

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

Picture striped(Size size) {
  Picture picture(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      if (x % 2 == 0) picture.view().row(y)[x] = pixel({255, 100, 0});
    }
  }
  return picture;
}

TEST_CASE("A small copy keeps the picture's shape, and each pixel is the mean of what it covers") {
  const auto small = shrunk(striped({400, 200}), 100);
  CHECK(small.size == Size{100, 50});
  for (const auto each : small.pixels) REQUIRE(each == pixel({128, 50, 0}));
  const auto uneven = shrunk(striped({3, 1}), 2);  // a pixel and a half each
  CHECK(uneven.size == Size{2, 1});
  CHECK(uneven.at(0, 0) == pixel({170, 67, 0}));
  CHECK(uneven.at(0, 0) == uneven.at(1, 0));
}

TEST_CASE("Portrait, panorama and the largest panel become as small as is asked for") {
  CHECK(shrunk(striped({1080, 1920}), 320).size == Size{180, 320});
  CHECK(shrunk(striped({5000, 3}), 320).size == Size{320, 1});
  CHECK(shrunk(striped({3840, 2160}), 320).size == Size{320, 180});
  CHECK(shrunk(Picture(Size{7680, 4320}), 320).at(319, 179) == pixel({0, 0, 0}));
}

TEST_CASE("What is small already stays as it is") {
  CHECK(shrunk(striped({320, 200}), 320) == striped({320, 200}));
  CHECK(shrunk(Picture(), 320) == Picture());
}

}  // namespace
}  // namespace roomsign::render
