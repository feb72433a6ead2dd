#include "render/sdl/png.hpp"

#include <bit>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <png.h>

namespace roomsign::render {
namespace {

// libpng's name for our words in memory.
constexpr png_uint_32 kWords =
    std::endian::native == std::endian::little ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB;

png_image new_image() {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  return image;
}

// Three bytes a pixel: no channel of alpha in the file.
std::string packed(const Picture& picture) {
  std::string bytes;
  bytes.reserve(picture.pixels.size() * 3);
  for (const Pixel pixel : picture.pixels) {
    for (const unsigned shift : {16U, 8U, 0U}) bytes.push_back(static_cast<char>(pixel >> shift));
  }
  return bytes;
}

}  // namespace

std::string encode_png(const Picture& picture) {
  png_image image = new_image();
  image.width = static_cast<png_uint_32>(picture.size.width);
  image.height = static_cast<png_uint_32>(picture.size.height);
  image.format = PNG_FORMAT_RGB;
  const std::string pixels = packed(picture);
  png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(length, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &length, 0, pixels.data(), 0, nullptr) == 0) {
    throw std::runtime_error(fmt::format("PNG: {}", image.message));
  }
  bytes.resize(length);
  return bytes;
}

Picture decode_png(std::string_view bytes) {
  png_image image = new_image();
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
    throw std::runtime_error(fmt::format("PNG: {}", image.message));
  }
  image.format = kWords;
  Picture picture(Size{static_cast<int>(image.width), static_cast<int>(image.height)});
  const png_color black{};
  if (png_image_finish_read(&image, &black, picture.pixels.data(), 0, nullptr) == 0) {
    throw std::runtime_error(fmt::format("PNG: {}", image.message));
  }
  return picture;
}

}  // namespace roomsign::render
