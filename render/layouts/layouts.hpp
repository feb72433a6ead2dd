// How a session is set in each shape of panel, one file each. layout.cpp says which suits which
// panel. Each fills the box that the frame leaves.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

void draw_session_landscape(Sheet& sheet, const Screen& screen, const Rect& box, long page);
void draw_session_portrait(Sheet& sheet, const Screen& screen, const Rect& box, long page);

}  // namespace roomsign::render
