// Pictures as PNG files of a third of the size: with a palette of at most 256 colours.
//
// The commonest colours are kept as they are; a rarer one, of a letter's edge, becomes one that is
// near to it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <png.h>

#include "render/picture.hpp"
#include "render/sdl/png.hpp"

namespace roomsign::test {

// The most by which a channel of a pixel may be another one in the file, of 255.
inline constexpr int kRounding = 3;

// The most by which a channel differs.
inline int apart(render::Pixel a, render::Pixel b) {
  if (a == b) return 0;
  int most = 0;
  for (const unsigned shift : {16U, 8U, 0U}) {
    const int difference =
        static_cast<int>(a >> shift & 255U) - static_cast<int>(b >> shift & 255U);
    most = std::max(most, std::abs(difference));
  }
  return most;
}

// The commonest colours, as many as it takes for each of the picture's to be within kRounding of
// one.
inline std::vector<render::Pixel> palette(const render::Picture& picture) {
  std::unordered_map<render::Pixel, long> counts;
  for (const render::Pixel pixel : picture.pixels) ++counts[pixel];
  std::vector<std::pair<long, render::Pixel>> commonest;
  commonest.reserve(counts.size());
  for (const auto& [pixel, count] : counts) commonest.emplace_back(-count, pixel);
  std::ranges::sort(commonest);
  std::vector<render::Pixel> taken;
  for (const auto& [count, pixel] : commonest) {
    const bool near = std::ranges::any_of(
        taken, [&](render::Pixel other) { return apart(pixel, other) <= kRounding; });
    if (!near) taken.push_back(pixel);
  }
  return taken;
}

inline std::string encode_indexed(const render::Picture& picture,
                                  const std::vector<render::Pixel>& taken) {
  std::array<png_byte, 256 * 3> map{};
  for (std::size_t i = 0; i < taken.size(); ++i) {
    map.at(i * 3) = static_cast<png_byte>(taken[i] >> 16U);
    map.at(i * 3 + 1) = static_cast<png_byte>(taken[i] >> 8U);
    map.at(i * 3 + 2) = static_cast<png_byte>(taken[i]);
  }
  std::unordered_map<render::Pixel, png_byte> index;
  std::vector<png_byte> pixels;
  pixels.reserve(picture.pixels.size());
  for (const render::Pixel pixel : picture.pixels) {
    auto known = index.find(pixel);
    if (known == index.end()) {
      const auto nearest = std::ranges::min_element(
          taken, {}, [&](render::Pixel other) { return apart(pixel, other); });
      known = index.emplace(pixel, static_cast<png_byte>(nearest - taken.begin())).first;
    }
    pixels.push_back(known->second);
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.size.width);
  image.height = static_cast<png_uint_32>(picture.size.height);
  image.format = PNG_FORMAT_RGB_COLORMAP;
  image.colormap_entries = static_cast<png_uint_32>(taken.size());
  png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(length, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &length, 0, pixels.data(), 0, map.data()) ==
      0) {
    throw std::runtime_error(std::string("PNG: ") + image.message);
  }
  bytes.resize(length);
  return bytes;
}

// A whole PNG file. No channel is more than kRounding off; of pictures with too many colours for
// that none is.
inline std::string encode_small_png(const render::Picture& picture) {
  const auto taken = palette(picture);
  return taken.size() <= 256 ? encode_indexed(picture, taken) : render::encode_png(picture);
}

}  // namespace roomsign::test
