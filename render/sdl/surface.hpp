// Surface: SDL's pictures in memory, owned.
#pragma once

#include <memory>

#include <SDL_surface.h>

#include "render/image.hpp"

namespace roomsign::render {

struct SurfaceDeleter {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceDeleter>;

// A copy of a surface in SDL_PIXELFORMAT_ARGB8888, premultiplied.
Image premultiplied(const SDL_Surface& surface);

}  // namespace roomsign::render
