// Wider than tall: the hero on the left, what comes next on the right.
#include <algorithm>

#include "render/layouts/frame.hpp"
#include "render/layouts/hero.hpp"
#include "render/layouts/layouts.hpp"
#include "render/layouts/list.hpp"

namespace roomsign::render {
namespace {

constexpr double kGap = 7;         // from the hero to the line between
constexpr double kListIndent = 4;  // from that line to the list
constexpr double kListShare = 0.35;
constexpr double kListNarrowest = 44;

// Returns whether there was anything to list.
bool draw_lists(Sheet& sheet, const Screen& screen, const Rect& box) {
  const int times = std::max(time_column(sheet, screen.also_now, type::kList),
                             time_column(sheet, screen.list, type::kList));
  Section now(sheet, screen.also_heading, screen.also_now, times, box);
  Rect rest = box;
  if (now.height() > 0) {
    rest.y += now.height() + sheet.px(2);
    rest.height = box.bottom() - rest.y;
  }
  Section next(sheet, screen.list_heading, screen.list, times, rest);
  for (const Entry& entry : now.left_out()) sheet.drawn.lost.push_back(entry.title);
  now.draw(box.y);
  next.draw(rest.y);
  return now.height() > 0 || next.height() > 0;
}

}  // namespace

void draw_session_landscape(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  Rect hero = box;
  const int gap = sheet.px(kGap);
  const int indent = sheet.px(kListIndent);
  const int list_width =
      std::max(sheet.px(kListNarrowest), static_cast<int>((box.width - gap - indent) * kListShare));
  const Rect list = {box.right() - list_width, box.y, list_width, box.height};
  if (draw_lists(sheet, screen, list)) {
    hero.width = list.x - indent - gap - box.x;
    sheet.canvas().fill({list.x - indent, box.y, sheet.hair(), box.height}, sheet.theme.rule);
  }
  hero.height -= draw_progress(sheet, screen.progress, hero);
  draw_hero(sheet, screen, hero, page);
}

}  // namespace roomsign::render
