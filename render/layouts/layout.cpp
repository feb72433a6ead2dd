#include "render/layout.hpp"

#include <array>

#include "render/layouts/layouts.hpp"

namespace roomsign::render {
namespace {

struct Layout {
  bool (*suits)(Size size);
  void (*draw)(Sheet& sheet, const Screen& screen, long page);
};

// The first that suits; the last suits all.
constexpr std::array<Layout, 2> kLayouts = {{
    {[](Size size) { return size.height > size.width; }, draw_portrait},
    {[](Size) { return true; }, draw_landscape},
}};

}  // namespace

Drawn draw(const Screen& screen, const Theme& theme, Canvas& canvas, long page) {
  Drawn drawn;
  Sheet sheet(canvas, theme, drawn);
  for (const Layout& layout : kLayouts) {
    if (!layout.suits(canvas.size())) continue;
    layout.draw(sheet, screen, page);
    break;
  }
  return drawn;
}

}  // namespace roomsign::render
