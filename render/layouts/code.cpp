#include "render/layouts/code.hpp"

#include <algorithm>

namespace roomsign::render {

void draw_code(Sheet& sheet, const QrCode& code, const Rect& box, Align align) {
  const int module = std::min(box.width, box.height) / (code.size + 2 * kQuietZone);
  if (module < 1) return;
  const Color white = {255, 255, 255};
  const bool dark_theme = contrast(sheet.theme.ground, white) > contrast(sheet.theme.text, white);
  const Color bright = dark_theme ? sheet.theme.text : white;
  const Color dark = dark_theme ? sheet.theme.ground : sheet.theme.text;
  const int side = module * (code.size + 2 * kQuietZone);
  const int spare = box.width - side;
  const Rect tile = {box.x + (align == Align::kRight ? spare : spare / 2),
                     box.y + (box.height - side) / 2, side, side};
  sheet.canvas().fill(tile, bright, module * 2);
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0, end = 0; x < code.size; x = std::max(end, x + 1)) {
      for (end = x; end < code.size && code.at(end, y); ++end) {
      }
      if (end == x) continue;
      const int column = sheet.right_to_left() ? code.size - end : x;  // a mirrored code is none
      sheet.canvas().fill({tile.x + (column + kQuietZone) * module,
                           tile.y + (y + kQuietZone) * module, (end - x) * module, module},
                          dark);
    }
  }
}

}  // namespace roomsign::render
