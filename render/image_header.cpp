#include "render/image_header.hpp"

#include <algorithm>
#include <cstddef>

namespace roomsign::render {
namespace {

// A number of `length` bytes, the high one first; the caller knows that they are there.
int number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  unsigned value = 0;
  for (const char byte : bytes.substr(at, length)) {
    value = value << 8U | static_cast<unsigned char>(byte);
  }
  return static_cast<int>(value & 0x7FFFFFFFU);
}

// The low byte first.
int small_end_at(std::string_view bytes, std::size_t at, std::size_t length) {
  unsigned value = 0;
  for (std::size_t i = length; i > 0; --i) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
  }
  return static_cast<int>(value & 0x7FFFFFFFU);
}

std::optional<ImageHeader> png(std::string_view bytes) {
  constexpr std::string_view kStart("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  if (!bytes.starts_with(kStart) || bytes.size() < kStart.size() + 8) return std::nullopt;
  return ImageHeader{ImageKind::kPng, {number_at(bytes, 16, 4), number_at(bytes, 20, 4)}};
}

// What EXIF says in the first directory of its TIFF; 1 where it says nothing.
int orientation(std::string_view tiff) {
  constexpr int kOrientation = 0x0112;
  constexpr std::size_t kEntry = 12;  // tag, type, count, value
  const bool is_small_end = tiff.starts_with("II");
  if (!is_small_end && !tiff.starts_with("MM")) return 1;
  const auto number = [&](std::size_t at, std::size_t length) {
    if (at + length > tiff.size()) return 0;
    return is_small_end ? small_end_at(tiff, at, length) : number_at(tiff, at, length);
  };
  const auto directory = static_cast<std::size_t>(number(4, 4));
  const auto entries = static_cast<std::size_t>(number(directory, 2));
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntry;
    if (number(entry, 2) != kOrientation) continue;
    const int value = number(entry + 8, 2);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

// Whether a segment begins a frame, and with it says the size.
bool begins_frame(unsigned char marker) {
  const bool is_other = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
  return marker >= 0xC0 && marker <= 0xCF && !is_other;
}

std::optional<ImageHeader> jpeg(std::string_view bytes) {
  if (!bytes.starts_with("\xFF\xD8\xFF")) return std::nullopt;
  constexpr std::size_t kFrame = 9;  // marker, length, depth, height, width
  constexpr std::string_view kExif("Exif\0\0", 6);
  int held = 1;
  for (std::size_t at = 2; at + kFrame <= bytes.size();) {
    if (bytes[at] != '\xFF') return std::nullopt;
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {  // filling
      ++at;
    } else if (begins_frame(marker)) {
      return ImageHeader{
          ImageKind::kJpeg, {number_at(bytes, at + 7, 2), number_at(bytes, at + 5, 2)}, held};
    } else {
      const auto length = static_cast<std::size_t>(number_at(bytes, at + 2, 2));
      const auto content = bytes.substr(at + 4, std::max<std::size_t>(length, 2) - 2);
      if (marker == 0xE1 && content.starts_with(kExif)) {
        held = orientation(content.substr(kExif.size()));
      }
      at += 2 + length;
    }
  }
  return std::nullopt;
}

// Its first chunk says the size: of a lossy picture, of a lossless one, or of one with extras.
std::optional<ImageHeader> webp(std::string_view bytes) {
  constexpr std::size_t kLongest = 30;
  if (!bytes.starts_with("RIFF") || bytes.size() < kLongest) return std::nullopt;
  if (bytes.substr(8, 4) != "WEBP") return std::nullopt;
  const auto chunk = bytes.substr(12, 4);
  constexpr int kSide = 0x3FFF;
  if (chunk == "VP8 " && bytes.substr(23, 3) == "\x9D\x01\x2A") {
    return ImageHeader{ImageKind::kWebp,
                       {small_end_at(bytes, 26, 2) & kSide, small_end_at(bytes, 28, 2) & kSide}};
  }
  if (chunk == "VP8L" && bytes[20] == '\x2F') {
    const int sides = small_end_at(bytes, 21, 4);
    return ImageHeader{ImageKind::kWebp, {(sides & kSide) + 1, (sides >> 14 & kSide) + 1}};
  }
  if (chunk == "VP8X") {
    return ImageHeader{ImageKind::kWebp,
                       {small_end_at(bytes, 24, 3) + 1, small_end_at(bytes, 27, 3) + 1}};
  }
  return std::nullopt;
}

// After a declaration, comments and a document type, which may be long.
std::optional<ImageHeader> svg(std::string_view bytes) {
  constexpr std::size_t kFar = 4096;
  const auto start = bytes.substr(0, kFar);
  const auto first = start.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string_view::npos || start[first] != '<') return std::nullopt;
  if (start.find("<svg") == std::string_view::npos) return std::nullopt;
  return ImageHeader{ImageKind::kSvg, {}};
}

}  // namespace

std::optional<ImageHeader> image_header(std::string_view bytes) {
  for (const auto read : {png, jpeg, webp, svg}) {
    if (const auto header = read(bytes)) return header;
  }
  return std::nullopt;
}

}  // namespace roomsign::render
