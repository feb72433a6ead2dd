#include "render/layout.hpp"

#include <algorithm>
#include <array>

#include "render/layouts/bands.hpp"
#include "render/layouts/frame.hpp"
#include "render/layouts/han.hpp"
#include "render/layouts/layouts.hpp"
#include "render/layouts/mirrored.hpp"
#include "render/layouts/scenes.hpp"

namespace roomsign::render {
namespace {

struct Layout {
  bool (*suits)(Size size);
  int side;  // the shorter side in u: fewer on bars, which are read from as far as other panels
  Rect (*draw_frame)(Sheet& sheet, const Screen& screen, int band);
  void (*draw_session)(Sheet& sheet, const Screen& screen, const Rect& box, long page);
};

bool is_bar(int longer, int shorter) { return longer >= 3 * shorter; }

// The first that suits; the last suits all.
constexpr std::array<Layout, 4> kLayouts = {{
    {[](Size size) { return is_bar(size.height, size.width); }, 70, draw_tall_frame,
     draw_session_portrait},
    {[](Size size) { return is_bar(size.width, size.height); }, 50, draw_bar_frame,
     draw_session_landscape},
    {[](Size size) { return size.height > size.width; }, 100, draw_frame, draw_session_portrait},
    {[](Size) { return true; }, 100, draw_frame, draw_session_landscape},
}};

const Layout& layout_for(Size size) {
  return *std::ranges::find_if(kLayouts, [&](const Layout& layout) { return layout.suits(size); });
}

void draw_framed(const Layout& layout, Sheet& sheet, const Screen& screen, long page) {
  const Bands bands(sheet, screen.bands);
  const auto draw_frame = has_frame(screen) ? layout.draw_frame : draw_no_frame;
  const Rect box = draw_frame(sheet, screen, bands.height());
  switch (screen.scene) {
    case Scene::kSession:
      layout.draw_session(sheet, screen, box, page);
      break;
    case Scene::kAgenda:
      draw_agenda(sheet, screen, box, page);
      break;
    case Scene::kMessage:
      draw_message(sheet, screen, box);
      break;
    case Scene::kWaiting:
      draw_waiting(sheet, screen, box);
      break;
    case Scene::kLobby:
      draw_lobby(sheet, screen, box, page);
      break;
    case Scene::kEmergency:
      break;  // has no frame
  }
  bands.draw(page);
}

}  // namespace

Drawn draw(const Screen& screen, const Theme& theme, Canvas& canvas, long page) {
  Drawn drawn;
  canvas.write_han(han_of(screen));
  const Layout& layout = layout_for(canvas.size());
  Mirrored mirrored(canvas);
  Canvas& shown = screen.right_to_left ? static_cast<Canvas&>(mirrored) : canvas;
  Sheet sheet(shown, theme, drawn, {.side = layout.side, .right_to_left = screen.right_to_left});
  if (screen.scene == Scene::kEmergency) {
    draw_emergency(sheet, screen);
  } else {
    draw_framed(layout, sheet, screen, page);
  }
  drawn.missing = canvas.missing();
  return drawn;
}

}  // namespace roomsign::render
