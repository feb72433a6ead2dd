// Taller than wide: the hero above, what comes next below.
#include <algorithm>

#include "render/layouts/hero.hpp"
#include "render/layouts/layouts.hpp"
#include "render/layouts/lists.hpp"
#include "render/layouts/progress.hpp"

namespace roomsign::render {
namespace {

constexpr double kRuleGap = 4.4;  // above and, less a little, below the line between

}  // namespace

void draw_session_portrait(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  const int below = progress_height(sheet, screen.progress);
  HeroAlone alone(sheet, screen, {box.x, box.y, box.width, box.height - below}, page);
  for (const int percent : {48, 24}) {  // of the scene's height, at most
    Lists lists(sheet, screen, {box.x, 0, box.width, box.height * percent / 100});
    if (lists.height() == 0) break;
    const int top = box.bottom() - lists.height();
    const int rule = top - sheet.px(kRuleGap) * 2 / 3;
    const Rect above = {box.x, box.y, box.width, rule - sheet.px(kRuleGap) - box.y};
    const Hero hero(sheet, screen, {above.x, above.y, above.width, above.height - below}, page);
    if (!hero.whole() && alone.is_worth_it(hero)) continue;
    lists.draw(top);
    sheet.rule(box.x, rule, box.width);
    draw_progress(sheet, screen.progress, above);
    return hero.draw();
  }
  leave_out_lists(sheet, screen);
  draw_progress(sheet, screen.progress, box);
  alone.draw();
}

}  // namespace roomsign::render
