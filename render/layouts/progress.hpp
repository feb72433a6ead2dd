// How long it still runs: time range, what remains, and a bar.
#pragma once

#include "render/layouts/sheet.hpp"
#include "render/screen.hpp"

namespace roomsign::render {

// With the gap above; 0 where there is nothing to say.
int progress_height(Sheet& sheet, const Progress& progress);

// At the bottom of the box.
void draw_progress(Sheet& sheet, const Progress& progress, const Rect& box);

}  // namespace roomsign::render
