#include "render/sdl/decode.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include <SDL.h>
#include <SDL_image.h>
#include <fmt/format.h>

#include "render/image_header.hpp"
#include "render/sdl/surface.hpp"

namespace roomsign::render {
namespace {

// The functions that are wanted of SDL_image; it stays loaded.
struct Library {
  decltype(&IMG_LoadTyped_RW) load = nullptr;
  decltype(&IMG_LoadSizedSVG_RW) load_svg = nullptr;

  Library() {
    void* const library = SDL_LoadObject("libSDL2_image-2.0.so.0");
    if (library == nullptr) {
      throw std::runtime_error("pictures need SDL_image: install Debian's libsdl2-image-2.0-0");
    }
    load = reinterpret_cast<decltype(load)>(SDL_LoadFunction(library, "IMG_LoadTyped_RW"));
    load_svg =
        reinterpret_cast<decltype(load_svg)>(SDL_LoadFunction(library, "IMG_LoadSizedSVG_RW"));
    if (load == nullptr || load_svg == nullptr) {
      throw std::runtime_error("pictures need SDL_image 2.6 or newer");
    }
  }
};

// SDL_image's names.
const char* name_of(ImageKind kind) {
  switch (kind) {
    case ImageKind::kPng:
      return "PNG";
    case ImageKind::kJpeg:
      return "JPG";
    case ImageKind::kWebp:
      return "WEBP";
    case ImageKind::kSvg:
      break;
  }
  return "SVG";
}

Surface load(std::string_view bytes, ImageKind kind, Size box) {
  static const Library library;
  SDL_RWops* stream = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
  if (kind != ImageKind::kSvg) {
    return Surface(library.load(stream, 1, name_of(kind)));
  }
  Surface surface(library.load_svg(stream, box.width, box.height));
  SDL_RWclose(stream);
  return surface;
}

// 0xAARRGGBB. What was loaded is gone before anything else needs memory.
Surface converted(Surface loaded) {
  if (loaded == nullptr) throw std::runtime_error(fmt::format("it is damaged: {}", SDL_GetError()));
  Surface surface(SDL_ConvertSurfaceFormat(loaded.get(), SDL_PIXELFORMAT_ARGB8888, 0));
  if (surface == nullptr) throw std::runtime_error(SDL_GetError());
  return surface;
}

// The part of the image's middle that has the box's shape; of a tall one somewhat above, where
// faces are.
Image cut(const Image& image, Size box) {
  const Size size = fit_size(box, image.size());
  const int left = (image.size().width - size.width) / 2;
  const int top = (image.size().height - size.height) / 4;
  std::vector<std::uint32_t> pixels;
  pixels.reserve(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  for (int y = top; y < top + size.height; ++y) {
    pixels.insert(pixels.end(), image.row(y) + left, image.row(y) + left + size.width);
  }
  return {size, std::move(pixels)};
}

bool is_within(Size size, Size box) { return size.width <= box.width && size.height <= box.height; }

void check_size(Size size) {
  if (static_cast<std::int64_t>(size.width) * size.height <= kMostImagePixels) return;
  throw std::runtime_error(
      fmt::format("{} x {} pixels are too many: save it with at most {} million", size.width,
                  size.height, kMostImagePixels / 1'000'000));
}

}  // namespace

Image decode_image(std::string_view bytes, Size box, Framing framing) {
  const auto header = image_header(bytes);
  if (!header) throw std::runtime_error("this is no PNG, JPEG, WebP or SVG");
  check_size(header->size);
  Image image =
      upright(premultiplied(*converted(load(bytes, header->kind, box))), header->orientation);
  if (framing == Framing::kCut) image = cut(image, box);
  if (is_within(image.size(), box)) return image;
  const Size size = fit_size(image.size(), box);
  return {size, image.scaled(size).pixels()};
}

}  // namespace roomsign::render
