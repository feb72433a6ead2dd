#include "render/layout.hpp"

#include <array>

#include "render/layouts/frame.hpp"
#include "render/layouts/layouts.hpp"
#include "render/layouts/mirrored.hpp"
#include "render/layouts/scenes.hpp"

namespace roomsign::render {
namespace {

struct Layout {
  bool (*suits)(Size size);
  void (*draw_session)(Sheet& sheet, const Screen& screen, const Rect& box, long page);
};

// The first that suits; the last suits all.
constexpr std::array<Layout, 2> kLayouts = {{
    {[](Size size) { return size.height > size.width; }, draw_session_portrait},
    {[](Size) { return true; }, draw_session_landscape},
}};

void draw_session(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  for (const Layout& layout : kLayouts) {
    if (layout.suits(sheet.canvas().size())) return layout.draw_session(sheet, screen, box, page);
  }
}

}  // namespace

Drawn draw(const Screen& screen, const Theme& theme, Canvas& canvas, long page) {
  Drawn drawn;
  Mirrored mirrored(canvas);
  Canvas& shown = screen.right_to_left ? static_cast<Canvas&>(mirrored) : canvas;
  Sheet sheet(shown, theme, drawn, screen.right_to_left);
  const Rect box = draw_frame(sheet, screen);
  switch (screen.scene) {
    case Scene::kSession:
      draw_session(sheet, screen, box, page);
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
  }
  return drawn;
}

}  // namespace roomsign::render
