#include "render/sdl/snapshot.hpp"

#include "render/sdl/pixel_canvas.hpp"

namespace roomsign::render {

Snapshot snapshot(const Screen& screen, const Theme& theme, Size size, long page,
                  Typesetter& typesetter) {
  typesetter.use(theme.typeface);
  Snapshot taken{Picture(size), {}};
  PixelCanvas canvas(taken.picture.view(), typesetter);
  taken.drawn = draw(screen, theme, canvas, page);
  return taken;
}

Snapshot snapshot(const Screen& screen, const Theme& theme, Size size, long page) {
  Typesetter typesetter;
  return snapshot(screen, theme, size, page, typesetter);
}

}  // namespace roomsign::render
