// The frame that every scene shares, and that never moves between them: room and event at the top
// left, the clock at the top right, small print at the bottom.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// Draws the frame; returns the box that is left for the scene.
Rect draw_frame(Sheet& sheet, const Screen& screen);

// Short marks, one a page, the current one longer; their right and lower ends are given. They and
// the gap above them take kPageMarks u of height.
inline constexpr double kPageMarks = 2.4;
void draw_page_marks(Sheet& sheet, int pages, int page, int right, int bottom);

}  // namespace roomsign::render
