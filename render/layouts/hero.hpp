// The hero: what a room's door is read for. A title as large as its box allows, what it is called
// above, who below; the talks of a session made of several; how long it still runs.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// Aside, eyebrow, title, people and parts, in the middle of the box. Parts that do not fit together
// take turns by pages.
void draw_hero(Sheet& sheet, const Screen& screen, const Rect& box, long page);

// Time range, what remains, and the bar, at the bottom of the box. Returns the height taken, with
// the gap above; 0 where there is nothing to say.
int draw_progress(Sheet& sheet, const Progress& progress, const Rect& box);

}  // namespace roomsign::render
