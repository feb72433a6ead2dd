// The line above a day's programme: what the day is, and how long until it begins.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// Draws the headline at the top of the box, its aside beside it or, where that is too wide, below;
// in a low box on one line, without an aside that is too wide.
// Returns the height taken, with the gap below; 0 where there is none.
int draw_headline(Sheet& sheet, const Screen& screen, const Rect& box);

}  // namespace roomsign::render
