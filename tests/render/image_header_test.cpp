#include "render/image_header.hpp"

#include <string>

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

using namespace std::string_literals;

const std::string kPng = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\x01\0\0\0\x02\x08\x06"s;
const std::string kJpeg =
    "\xFF\xD8\xFF\xE0\0\x04JF\xFF\xFF\xC4\0\x02\xFF\xC2\0\x11\x08\x12\x34\x56\x78\x03"s;

TEST_CASE("the size of a PNG and of a JPEG is told from their headers") {
  CHECK(image_header(kPng) == ImageHeader{ImageKind::kPng, {1025, 2}});
  CHECK(image_header(kJpeg) == ImageHeader{ImageKind::kJpeg, {0x5678, 0x1234}});
}

TEST_CASE("an SVG is known with and without a declaration, a comment and a byte order mark") {
  for (const auto* text :
       {"<svg>", "<?xml version=\"1.0\"?>\n<!-- x --><svg xmlns='y'>", "\xEF\xBB\xBF \n<svg/>"}) {
    CHECK(image_header(text) == ImageHeader{ImageKind::kSvg, {}});
  }
}

TEST_CASE("other bytes, and every header cut short, are nothing") {
  for (const std::string& bytes :
       {""s, "GIF89a\x01\0\x01\0"s, "<html><svg>"s.substr(0, 6), "hello <svg>"s,
        "\xFF\xD8\xFF\xE0"s, "\xFF\xD8\xFF\xE0\xFF\xFF"s, "\xFF\xD8\xFF\xE0\0\0\0\0\0\0\0\0\0"s}) {
    CHECK_FALSE(image_header(bytes));
  }
  for (std::size_t length = 0; length < 24; ++length) {
    CHECK_FALSE(image_header(kPng.substr(0, length)));
  }
  for (std::size_t length = 0; length < 22; ++length) {
    CHECK_FALSE(image_header(kJpeg.substr(0, length)));
  }
}

}  // namespace
}  // namespace roomsign::render
