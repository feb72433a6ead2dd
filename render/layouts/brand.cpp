#include "render/layouts/brand.hpp"

#include <algorithm>

namespace roomsign::render {
namespace {

// In u.
constexpr double kTopWide = 34;    // at most
constexpr double kTopNarrow = 14;  // a logo that has to be narrower goes to the foot
constexpr double kFootHigh = 5;
constexpr double kFootWide = 40;
constexpr double kGap = 6;     // from the logo to room and clock
constexpr double kClock = 37;  // the clock's place: long dates, as of a Wednesday in September

// How wide room and event are on a line each.
int place_width(Sheet& sheet, const Screen& screen) {
  Canvas& canvas = sheet.canvas();
  return std::max(canvas.measure(screen.room, sheet.font(Face::kDisplay, type::kRoom)),
                  canvas.measure(screen.event, sheet.font(Face::kRegular, type::kList)));
}

}  // namespace

void draw_ground(Sheet& sheet) {
  Canvas& canvas = sheet.canvas();
  canvas.clear(sheet.theme.ground);
  if (sheet.theme.background == nullptr) return;
  const Size size = canvas.size();
  const Size covering = cover_size(sheet.theme.background->size(), size);
  canvas.picture(sheet.theme.background,
                 {(size.width - covering.width) / 2, (size.height - covering.height) / 2,
                  covering.width, covering.height});
}

bool draw_logo_on_top(Sheet& sheet, const Screen& screen, int top, int bottom) {
  const ImagePtr& logo = sheet.theme.logo;
  if (logo == nullptr) return false;
  const Rect page = sheet.page();
  const int left = page.x + place_width(sheet, screen) + sheet.px(kGap);
  const int right = page.right() - sheet.px(kClock) - sheet.px(kGap);
  const int width = std::min(right - left, sheet.px(kTopWide));
  const Size wanted = fit_size(logo->size(), {sheet.px(kTopWide), bottom - top});
  if (width < std::min(wanted.width, sheet.px(kTopNarrow))) return false;
  const Size size = fit_size(logo->size(), {width, bottom - top});
  sheet.canvas().picture(
      logo, {right - size.width, top + (bottom - top - size.height) / 2, size.width, size.height});
  return true;
}

Size draw_logo_at_foot(Sheet& sheet, const Rect& box) {
  const ImagePtr& logo = sheet.theme.logo;
  if (logo == nullptr) return {};
  const Size size =
      fit_size(logo->size(), {std::min(box.width / 2, sheet.px(kFootWide)), sheet.px(kFootHigh)});
  sheet.canvas().picture(logo, {box.x, box.bottom() - size.height, size.width, size.height});
  return size;
}

}  // namespace roomsign::render
