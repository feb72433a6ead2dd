// The frame that every scene shares, and that never moves between them: room and event at the top
// left, the clock at the top right, small print at the bottom.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// Draws the frame; returns the box that is left for the scene.
Rect draw_frame(Sheet& sheet, const Screen& screen);

// Short marks, one a page, the current one longer; their right end at `right`, their middle at `y`.
void draw_page_marks(Sheet& sheet, int pages, int page, int right, int y);

}  // namespace roomsign::render
