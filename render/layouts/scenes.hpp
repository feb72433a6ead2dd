// The scenes that are set alike in every shape of panel. Each fills the box that the frame leaves.
#pragma once

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// A headline, and the day in as many columns as the box is wide for: as large as all entries fit on
// one page, evenly packed; at the smallest size on several pages.
void draw_agenda(Sheet& sheet, const Screen& screen, const Rect& box, long page);

// Of each room what is on and what comes next: a row each, or cards in columns where the box is
// high or low. As large as they fit on the fewest pages.
void draw_lobby(Sheet& sheet, const Screen& screen, const Rect& box, long page);

// Large and in the middle; a QR code beside it, or below where the box is higher than wide.
void draw_message(Sheet& sheet, const Screen& screen, const Rect& box);

// For whoever installs the sign: what is waited for, and what is known.
void draw_waiting(Sheet& sheet, const Screen& screen, const Rect& box);

// The whole canvas, without a frame.
void draw_emergency(Sheet& sheet, const Screen& screen);

}  // namespace roomsign::render
