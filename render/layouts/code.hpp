// A QR code on a sheet.
#pragma once

#include "render/layouts/sheet.hpp"
#include "render/qr.hpp"

namespace roomsign::render {

// As large as the box allows, its quiet zone included. Dark modules on a bright ground in every
// theme: not every reader takes them the other way round.
void draw_code(Sheet& sheet, const QrCode& code, const Rect& box, Align align);

}  // namespace roomsign::render
