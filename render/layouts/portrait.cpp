// Taller than wide: the hero above, what comes next below.
#include <algorithm>

#include "render/layouts/frame.hpp"
#include "render/layouts/hero.hpp"
#include "render/layouts/layouts.hpp"
#include "render/layouts/list.hpp"

namespace roomsign::render {
namespace {

constexpr int kListPercent = 48;  // of the scene's height, at most
constexpr double kRuleGap = 4.4;  // above and, less a little, below the line between

// Draws the lists at the bottom, a line above them; returns the height taken.
int draw_lists(Sheet& sheet, const Screen& screen, const Rect& box) {
  const int times = std::max(time_column(sheet, screen.also_now, type::kList),
                             time_column(sheet, screen.list, type::kList));
  const int most = box.height * kListPercent / 100;
  const int between = sheet.px(2);
  Section now(sheet, screen.also_heading, screen.also_now, times, {box.x, 0, box.width, most});
  const int taken = now.height() > 0 ? now.height() + between : 0;
  Section next(sheet, screen.list_heading, screen.list, times, {box.x, 0, box.width, most - taken});
  const int height = next.height() > 0 ? taken + next.height() : now.height();
  const int top = box.bottom() - height;
  for (const Entry& entry : now.left_out()) sheet.drawn.lost.push_back(entry.title);
  now.draw(top);
  next.draw(top + taken);
  if (height == 0) return 0;
  const int rule = top - sheet.px(kRuleGap) * 2 / 3;
  sheet.rule(box.x, rule, box.width);
  return box.bottom() - rule + sheet.px(kRuleGap);
}

}  // namespace

void draw_session_portrait(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  Rect hero = box;
  hero.height -= draw_lists(sheet, screen, box);
  hero.height -= draw_progress(sheet, screen.progress, hero);
  draw_hero(sheet, screen, hero, page);
}

}  // namespace roomsign::render
