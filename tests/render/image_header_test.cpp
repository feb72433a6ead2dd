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

// A JPEG with EXIF: a width before the orientation, each in the same order of bytes.
const std::string kHeld[] = {
    "\xFF\xD8\xFF\xE1\0\x2A"
    "Exif\0\0"
    "MM\0\x2A\0\0\0\x08\0\x02"
    "\x01\0\0\x03\0\0\0\x01\0\x07\0\0"
    "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
    "\xFF\xC0\0\x11\x08\x12\x34\x56\x78\x03"s,
    "\xFF\xD8\xFF\xE1\0\x2A"
    "Exif\0\0"
    "II\x2A\0\x08\0\0\0\x02\0"
    "\0\x01\x03\0\x01\0\0\0\x07\0\0\0"
    "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
    "\xFF\xC0\0\x11\x08\x12\x34\x56\x78\x03"s};

TEST_CASE("how a camera was held is told from a JPEG's EXIF, in both orders of bytes") {
  for (const std::string& held : kHeld) {
    CHECK(image_header(held) == ImageHeader{ImageKind::kJpeg, {0x5678, 0x1234}, 6});
  }
}

TEST_CASE("EXIF that is damaged, or lies, leaves a picture as it is") {
  const std::string& held = kHeld[0];
  const auto orientation_with = [&](std::size_t at, char byte) {
    std::string other = held;
    other[at] = byte;
    return image_header(other).value().orientation;
  };
  constexpr std::size_t kTiff = 12;
  CHECK(orientation_with(kTiff, 'X') == 1);          // no order of bytes
  CHECK(orientation_with(kTiff + 4, '\x7F') == 1);   // the directory is far outside
  CHECK(orientation_with(kTiff + 7, '\x20') == 1);   // or a little
  CHECK(orientation_with(kTiff + 9, '\x01') == 1);   // one entry only
  CHECK(orientation_with(kTiff + 31, '\x09') == 1);  // there is no ninth
  CHECK(orientation_with(kTiff + 8, '\xFF') == 6);   // more entries than there is room for
  CHECK(orientation_with(kTiff - 6, 'e') == 1);      // not EXIF
}

// Lossy, lossless, and with extras.
const std::string kWebps[] = {
    "RIFF\x2E\0\0\0WEBPVP8 \x16\0\0\0\x30\x01\0\x9D\x01\x2A\x01\x44\x02\xC3"s,
    "RIFF\x1A\0\0\0WEBPVP8L\x0D\0\0\0\x2F\0\x44\xC0\0\x10\x07\x10\x11\x11"s,
    "RIFF\x4A\0\0\0WEBPVP8X\x0A\0\0\0\x10\0\0\0\0\x04\0\x01\x03\0"s};

TEST_CASE("the size of a WebP is told from its first chunk") {
  CHECK(image_header(kWebps[0]) == ImageHeader{ImageKind::kWebp, {1025, 770}});
  CHECK(image_header(kWebps[1]) == ImageHeader{ImageKind::kWebp, {1025, 770}});
  CHECK(image_header(kWebps[2]) == ImageHeader{ImageKind::kWebp, {1025, 770}});
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
  for (const std::string& webp : kWebps) {
    for (std::size_t length = 0; length < webp.size(); ++length) {
      CHECK_FALSE(image_header(webp.substr(0, length)));
    }
  }
  for (std::size_t length = 0; length < 22; ++length) {
    CHECK_FALSE(image_header(kJpeg.substr(0, length)));
  }
}

}  // namespace
}  // namespace roomsign::render
