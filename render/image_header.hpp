// What kind of picture some bytes are, and how large, before anything of it is decoded.
#pragma once

#include <optional>
#include <string_view>

#include "render/geometry.hpp"

namespace roomsign::render {

enum class ImageKind { kPng, kJpeg, kWebp, kSvg };

struct ImageHeader {
  ImageKind kind;
  Size size;            // in pixels; nothing of an SVG, which has none
  int orientation = 1;  // how a JPEG's camera was held, see upright() in image.hpp
  bool operator==(const ImageHeader&) const = default;
};

// Nothing for bytes of another kind, or cut short before the size.
std::optional<ImageHeader> image_header(std::string_view bytes);

}  // namespace roomsign::render
