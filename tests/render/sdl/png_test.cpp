#include "render/sdl/png.hpp"

#include <stdexcept>

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

Picture gradient(Size size) {
  Picture picture(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      picture.view().row(y)[x] =
          pixel({static_cast<std::uint8_t>(x * 7), static_cast<std::uint8_t>(y * 3),
                 static_cast<std::uint8_t>(x ^ y)});
    }
  }
  return picture;
}

TEST_CASE("a picture survives the way into a PNG file and back") {
  for (const Size size : {Size{1, 1}, Size{37, 5}, Size{300, 200}}) {
    const Picture picture = gradient(size);
    CHECK(decode_png(encode_png(picture)) == picture);
  }
}

TEST_CASE("the same picture gives the same file") {
  const Picture picture = gradient({64, 64});
  CHECK(encode_png(picture) == encode_png(picture));
  CHECK(encode_png(picture).substr(1, 3) == "PNG");
}

TEST_CASE("a broken PNG is refused wherever it is torn") {
  const std::string bytes = encode_png(gradient({20, 20}));
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{7}, std::size_t{40}, bytes.size() / 2}) {
    CHECK_THROWS_AS(decode_png(bytes.substr(0, length)), std::runtime_error);
  }
}

}  // namespace
}  // namespace roomsign::render
