#include "render/sdl/decode.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <SDL.h>
#include <SDL_image.h>
#include <fmt/format.h>

#include "render/sdl/png.hpp"
#include "render/sdl/surface.hpp"
#include "tests/render/sdl/pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sanitizers.hpp"

namespace roomsign::render {
namespace {

constexpr Size kBox{200, 100};

// A PNG of columns: red, green and blue, each a third.
std::string flag(Size size) {
  Picture picture(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      picture.view().row(y)[x] = 0xFF000000U | 0xFF0000U >> 8 * (3 * x / size.width);
    }
  }
  return encode_png(picture);
}

std::string svg(const std::string& content) {
  return fmt::format(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 10' width='40' "
      "height='10'>{}</svg>",
      content);
}

// A JPEG, red on the left and blue on the right, whose EXIF says how the camera was held.
std::string photograph(Size size, char orientation) {
  Picture picture(size);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      picture.view().row(y)[x] = x < size.width / 2 ? 0xFFFF0000U : 0xFF0000FFU;
    }
  }
  const Surface surface(SDL_CreateRGBSurfaceWithFormatFrom(picture.pixels.data(), size.width,
                                                           size.height, 32, size.width * 4,
                                                           SDL_PIXELFORMAT_ARGB8888));
  void* const library = SDL_LoadObject("libSDL2_image-2.0.so.0");
  const auto save =
      reinterpret_cast<decltype(&IMG_SaveJPG_RW)>(SDL_LoadFunction(library, "IMG_SaveJPG_RW"));
  std::string bytes(100'000, '\0');
  SDL_RWops* const stream = SDL_RWFromMem(bytes.data(), static_cast<int>(bytes.size()));
  if (save(surface.get(), stream, 0, 95) != 0) throw std::runtime_error(SDL_GetError());
  bytes.resize(static_cast<std::size_t>(SDL_RWtell(stream)));
  SDL_RWclose(stream);
  std::string exif(
      "\xFF\xE1\0\x1E"
      "Exif\0\0"
      "MM\0\x2A\0\0\0\x08\0\x01"
      "\x01\x12\0\x03\0\0\0\x01\0?\0\0",
      32);
  std::ranges::replace(exif, '?', orientation);
  return bytes.insert(2, exif);
}

std::string refusal(const std::string& bytes) {
  try {
    decode_image(bytes, kBox, Framing::kWhole);
    return "none";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

TEST_CASE("a PNG is decoded in its own size, or as it fits into the box") {
  CHECK(decode_image(flag({30, 20}), kBox, Framing::kWhole).size() == Size{30, 20});
  const Image large = decode_image(flag({900, 300}), kBox, Framing::kWhole);
  CHECK(large.size() == Size{200, 67});
  CHECK(large.row(30)[10] == 0xFFFF0000U);
  CHECK(large.row(30)[100] == 0xFF00FF00U);
  CHECK(large.row(30)[190] == 0xFF0000FFU);
}

TEST_CASE("a photograph stands upright, however the camera was held") {
  const auto is_red = [](std::uint32_t pixel) {
    return (pixel & 0xFF0000U) > (pixel & 0xFFU) << 16U;
  };
  const Image plain = decode_image(photograph({64, 32}, 1), kBox, Framing::kWhole);
  CHECK(plain.size() == Size{64, 32});
  CHECK(is_red(plain.row(16)[8]));
  CHECK_FALSE(is_red(plain.row(16)[56]));
  const Image turned = decode_image(photograph({64, 32}, 6), kBox, Framing::kWhole);
  CHECK(turned.size() == Size{32, 64});
  CHECK(is_red(turned.row(8)[16]));
  CHECK_FALSE(is_red(turned.row(56)[16]));
}

TEST_CASE("what is cut has the box's shape and is of the picture's middle") {
  const Image square = decode_image(flag({900, 300}), {100, 100}, Framing::kCut);
  CHECK(square.size() == Size{100, 100});
  CHECK(square.pixels() == std::vector<std::uint32_t>(10'000, 0xFF00FF00U));
}

TEST_CASE("what is cut of a tall picture is nearer to its top, where faces are") {
  Picture tall({100, 200});
  for (int y = 0; y < 200; ++y) {
    std::fill_n(tall.view().row(y), 100, y < 25 || y >= 125 ? 0xFFFF0000U : 0xFF00FF00U);
  }
  const Image square = decode_image(encode_png(tall), {100, 100}, Framing::kCut);
  CHECK(square.pixels() == std::vector<std::uint32_t>(10'000, 0xFF00FF00U));
}

TEST_CASE("a WebP is decoded, lossy and lossless") {
  using namespace std::string_literals;  // one pixel each
  for (const std::string& webp :
       {"RIFF\x22\0\0\0WEBPVP8 \x16\0\0\0\x30\x01\0\x9D\x01\x2A\x01\0\x01\0\x0E\xC0\xFE\x25"
        "\xA4\0\x03\x70\0\0\0\0"s,
        "RIFF\x1A\0\0\0WEBPVP8L\x0D\0\0\0\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07\0"s}) {
    CHECK(decode_image(webp, kBox, Framing::kWhole).size() == Size{1, 1});
  }
}

TEST_CASE("an SVG is drawn as large as the box allows, and is transparent where it is empty") {
  const Image image = decode_image(svg("<rect x='20' y='0' width='20' height='10' fill='#fff'/>"),
                                   kBox, Framing::kWhole);
  CHECK(image.size() == Size{200, 50});
  CHECK(image.row(25)[50] == 0U);
  CHECK(image.row(25)[150] == 0xFFFFFFFFU);
}

TEST_CASE("transparency is premultiplied") {
  const Image image =
      decode_image(svg("<rect width='40' height='10' fill='#ff0000' fill-opacity='0.5'/>"), kBox,
                   Framing::kWhole);
  const std::uint32_t pixel = image.row(20)[100];
  CHECK((pixel >> 24U) == (pixel >> 16U & 255U));
  CHECK((pixel >> 24U) / 2 == 63U);
}

TEST_CASE("what is no picture, is damaged or too large is refused with the reason") {
  CHECK(refusal("GIF89a") == "this is no PNG, JPEG, WebP or SVG");
  const std::string png = flag({90, 60});
  CHECK(refusal(png.substr(0, 40)).starts_with("it is damaged: "));
  const test::LeaksOfLibraries sdl_image;  // the text of an SVG that it refuses
  CHECK(refusal("<svg").starts_with("it is damaged: "));
  std::string huge = png;
  huge.replace(16, 8, std::string("\0\0\x2E\xE0\0\0\x20\x8D", 8));
  CHECK(refusal(huge) == "12000 x 8333 pixels are too many: save it with at most 24 million");
}

}  // namespace
}  // namespace roomsign::render
