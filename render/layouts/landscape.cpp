// Wider than tall: the hero on the left, what comes next on the right.
#include <algorithm>

#include "render/layouts/hero.hpp"
#include "render/layouts/layouts.hpp"
#include "render/layouts/lists.hpp"
#include "render/layouts/progress.hpp"

namespace roomsign::render {
namespace {

constexpr double kGap = 7;         // from the hero to the line between
constexpr double kListIndent = 4;  // from that line to the list
constexpr double kListShare = 0.35;
constexpr double kListNarrowest = 44;

}  // namespace

void draw_session_landscape(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  const int gap = sheet.px(kGap);
  const int indent = sheet.px(kListIndent);
  const int list_width =
      std::max(sheet.px(kListNarrowest), static_cast<int>((box.width - gap - indent) * kListShare));
  const int below = progress_height(sheet, screen.progress);
  const Rect list = {box.right() - list_width, box.y, list_width, box.height};
  const Rect beside = {box.x, box.y, list.x - indent - gap - box.x, box.height};

  HeroAlone alone(sheet, screen, {box.x, box.y, box.width, box.height - below}, page);
  Lists lists(sheet, screen, list);
  if (lists.height() > 0) {
    const Hero hero(sheet, screen, {beside.x, beside.y, beside.width, beside.height - below}, page);
    if (hero.whole() || !alone.is_worth_it(hero)) {
      lists.draw(box.y);
      sheet.canvas().fill({list.x - indent, box.y, sheet.hair(), box.height}, sheet.theme.rule);
      draw_progress(sheet, screen.progress, beside);
      return hero.draw();
    }
  }
  leave_out_lists(sheet, screen);
  draw_progress(sheet, screen.progress, box);
  alone.draw();
}

}  // namespace roomsign::render
