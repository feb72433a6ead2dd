// The event's own look, the same in every scene: the background under everything, and the logo.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// Clears the canvas to the theme's ground, with its background if it has one.
void draw_ground(Sheet& sheet);

// The logo between room and clock, right beside the clock's place, in the height from `top` to
// `bottom`. Returns whether it has room there, which depends on the room's and the event's names
// and on nothing that changes during a day: neither of them ever moves for it.
bool draw_logo_on_top(Sheet& sheet, const Screen& screen, int top, int bottom);

// The logo at the lower left of the box; returns its size, nothing where there is none.
Size draw_logo_at_foot(Sheet& sheet, const Rect& box);

}  // namespace roomsign::render
