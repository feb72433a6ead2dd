// How the Chinese characters of a screen are written: as the other letters on it say. One way for
// the whole screen, so that no title is written in two.
#pragma once

#include "render/canvas.hpp"
#include "render/screen.hpp"

namespace roomsign::render {

// Japanese where there are kana, Korean where there is hangul, simplified Chinese else.
Han han_of(const Screen& screen);

}  // namespace roomsign::render
