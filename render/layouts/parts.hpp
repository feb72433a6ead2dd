// The talks of a session made of several: titles with their speakers, each beside a bar.
#pragma once

#include <vector>

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// Adds them to the stack, which is to fit the box: as large as they fit together, else in turns by
// pages, with marks below. Where not even one fits, they are counted as left out. `parts` must
// outlive the stack. Returns whether each is shown with its whole title.
bool add_parts(Sheet& sheet, Stack& stack, int gap, const std::vector<Part>& parts, const Rect& box,
               long page);

}  // namespace roomsign::render
