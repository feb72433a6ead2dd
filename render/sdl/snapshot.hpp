// Snapshot: the picture of a Screen in memory, without a panel, a window system or SDL_Init.
//
// Pixel for pixel what a Display shows.
#pragma once

#include "render/layout.hpp"
#include "render/picture.hpp"
#include "render/sdl/typesetter.hpp"

namespace roomsign::render {

struct Snapshot {
  Picture picture;
  Drawn drawn;
};

// One typesetter for many pictures saves opening the fonts each time; it is given the theme's.
Snapshot snapshot(const Screen& screen, const Theme& theme, Size size, long page,
                  Typesetter& typesetter);
Snapshot snapshot(const Screen& screen, const Theme& theme, Size size, long page = 0);

}  // namespace roomsign::render
