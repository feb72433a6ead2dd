// The frame that every scene shares, and that never moves between them: room and event at the top
// left, the clock at the top right, small print at the bottom.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// Each draws the frame and returns the box that is left for the scene. `band`: the height that a
// band takes of the bottom; 0: there is none.
Rect draw_frame(Sheet& sheet, const Screen& screen, int band);
Rect draw_bar_frame(Sheet& sheet, const Screen& screen, int band);   // room and clock on the left
Rect draw_tall_frame(Sheet& sheet, const Screen& screen, int band);  // the clock, the room below it

// Of a sign that knows neither room, event nor time; the scene has the whole page then.
bool has_frame(const Screen& screen);
Rect draw_no_frame(Sheet& sheet, const Screen& screen, int band);

// Which of `pages` it is; `page` may be any number.
int page_shown(long page, int pages);

// Short marks, one a page, the current one longer; their right and lower ends are given. They and
// the gap above them take kPageMarks u of height.
inline constexpr double kPageMarks = 2.4;
void draw_page_marks(Sheet& sheet, int pages, int page, int right, int bottom);

}  // namespace roomsign::render
