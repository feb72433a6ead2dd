// How the Chinese characters of a screen are written: as it says itself, else as the other letters
// on it do. One way for the whole screen, so that no title is written in two.
#pragma once

#include "render/canvas.hpp"
#include "render/screen.hpp"

namespace roomsign::render {

// By the letters: Japanese where there are kana, Korean where there is hangul, traditional Chinese
// where there is bopomofo, simplified else.
Han han_of(const Screen& screen);

}  // namespace roomsign::render
