// Image: decoded pixels that may be transparent: a logo, a background, a photograph.
//
// Immutable but for what it remembers of scaling; one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "render/geometry.hpp"

namespace roomsign::render {

class Image {
 public:
  // `pixels`: 0xAARRGGBB, premultiplied, row by row; as many as the size asks for.
  Image(Size size, std::vector<std::uint32_t> pixels);

  Size size() const { return size_; }
  const std::vector<std::uint32_t>& pixels() const { return pixels_; }
  const std::uint32_t* row(int y) const {
    return pixels_.data() + static_cast<std::ptrdiff_t>(y) * size_.width;
  }

  // In another size: smaller by the average of the area each pixel covers, larger by what lies
  // between. The last one asked for is kept with the image, since a sign draws it again and again.
  const Image& scaled(Size size) const;

 private:
  Size size_;
  std::vector<std::uint32_t> pixels_;
  mutable std::unique_ptr<const Image> scaled_;
};

// As it is to be seen, of an image as a camera stored it. `orientation` is EXIF's: 1 is upright,
// 2 to 8 are turned or mirrored (Exif 2.32, tag 0x0112).
Image upright(Image image, int orientation);

using ImagePtr = std::shared_ptr<const Image>;  // null: none

// The largest size of the image's shape within `box` (fit), or the smallest that leaves nothing of
// it free (cover). Neither side is ever zero.
Size fit_size(Size image, Size box);
Size cover_size(Size image, Size box);

}  // namespace roomsign::render
