// The layouts, one file each. layout.cpp says which suits which panel.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

void draw_landscape(Sheet& sheet, const Screen& screen, long page);
void draw_portrait(Sheet& sheet, const Screen& screen, long page);

}  // namespace roomsign::render
