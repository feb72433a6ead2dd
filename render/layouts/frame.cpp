#include "render/layouts/frame.hpp"

#include <algorithm>
#include <limits>

#include "render/layouts/brand.hpp"

namespace roomsign::render {
namespace {

// In u. Heights of the frame above a scene are from the panel's edge.
constexpr double kCapsTop = 6.1;  // the upper edge of the room's and the clock's capitals
constexpr double kSceneTop = 22.3;
constexpr double kSceneGap = 1.5;  // kept free above it
constexpr double kDateBaseline = 16.6;

// Draws the clock, its capitals from the place's top on; returns how wide it is at its widest, so
// that what stands beside it stays when 9:59 becomes 10:00.
int draw_clock(Sheet& sheet, const Clock& clock, const Rect& place, Align align) {
  if (clock.time.empty() && clock.date.empty()) return 0;
  const Font big = sheet.font(Face::kSemiBold, type::kClock);
  const Font small = sheet.font(Face::kSemiBold, type::kTimes);
  const Font dates = sheet.font(Face::kRegular, type::kList);
  Canvas& canvas = sheet.canvas();

  const int suffix = clock.suffix.empty() ? 0 : canvas.measure(clock.suffix, small) + sheet.px(0.7);
  const int face = sheet.measure_cells(clock.time, big);
  const std::string day = sheet.cut_cells(clock.date, dates, place.width);
  const int date = sheet.measure_cells(day, dates);
  if (day != clock.date) sheet.drawn.cut.push_back(clock.date);
  const auto left = [&](int width) {
    return align == Align::kRight ? place.right() - width : place.x;
  };
  const int baseline = place.y + canvas.metrics(big).cap_height;
  const int x = left(face + suffix);
  sheet.text_cells(clock.time, x, baseline, big, sheet.theme.text);
  if (suffix > 0) {
    canvas.text(clock.suffix, x + face + sheet.px(0.7), baseline, small, sheet.theme.second);
  }
  sheet.text_cells(day, left(date), place.y + sheet.px(kDateBaseline) - sheet.px(kCapsTop), dates,
                   sheet.theme.second);
  const int widest = std::max(face, sheet.measure_cells("00:00", big));
  return std::max(widest + suffix, date);
}

Fitted fit_room(Sheet& sheet, const std::string& room, Size box, double from_u, double to_u,
                int lines) {
  return fit_lines(sheet.canvas(), room, Face::kDisplay, sheet.sizes(from_u, to_u),
                   type::kTitleLeading, box, lines, Balance::kEven);
}

// On one line as large as it fits, on up to three where that would be small: whoever looks for the
// room needs all of its name.
Fitted fit_room(Sheet& sheet, const std::string& room, int width) {
  const Size box = {width, std::numeric_limits<int>::max()};
  const Fitted one_line = fit_room(sheet, room, box, type::kTimes + 0.6, type::kRoom, 1);
  const bool fits = !one_line.paragraph.cut && !one_line.paragraph.forced;
  return fits ? one_line : fit_room(sheet, room, box, type::kTimes, type::kTimes + 0.8, 3);
}

// Where there is height for it.
Fitted fit_room_on_lines(Sheet& sheet, const std::string& room, Size box) {
  return fit_room(sheet, room, box, type::kTimes, type::kRoom, 3);
}

// The room, its capitals from the top of the place on, and below it the event, as far as it fits.
void draw_place(Sheet& sheet, const Screen& screen, const Rect& place, const Fitted& room) {
  Canvas& canvas = sheet.canvas();
  int top = place.y;
  if (!screen.room.empty()) {
    // By the capitals, not by the line: then every size begins as high as the clock.
    const int box_top =
        top - (sheet.baseline(room.font, 0, room.pitch) - canvas.metrics(room.font).cap_height);
    sheet.lines(room, screen.room, {place.x, box_top, place.width, room.height()},
                sheet.theme.text);
    top = box_top + room.height() + sheet.px(0.2);
  }
  const Font font = sheet.font(Face::kRegular, type::kList);
  const int pitch = sheet.pitch(font, type::kListLeading);
  const int lines = std::min(2, (place.bottom() - top) / pitch);
  const Fitted event{break_lines(canvas, screen.event, font, place.width, lines, Balance::kEven),
                     font, pitch};
  sheet.lines(event, screen.event, {place.x, top, place.width, event.height()}, sheet.theme.second);
}

void draw_foot(Sheet& sheet, const Screen& screen, const Rect& box) {
  const Font font = sheet.font(Face::kRegular, type::kFoot);
  const int baseline = sheet.baseline(font, box.y, box.height);
  // How old the schedule is goes first; the other side is left out rather than cut to a few
  // letters.
  const std::string right = sheet.cut_cells(screen.foot_right, font, box.width);
  const int right_width = sheet.measure_cells(right, font);
  const int rest = box.width - right_width - (right.empty() ? 0 : sheet.px(4));
  std::string left = cut_line(sheet.canvas(), screen.foot_left, font, rest);
  if (left != screen.foot_left && rest < box.width / 3) left.clear();
  if (right != screen.foot_right) sheet.drawn.cut.push_back(screen.foot_right);
  if (left != screen.foot_left) sheet.drawn.cut.push_back(screen.foot_left);
  if (!left.empty()) sheet.canvas().text(left, box.x, baseline, font, sheet.theme.faint);
  sheet.text_cells(right, box.right() - right_width, baseline, font, sheet.theme.faint);
}

// Draws small print, and the logo where it does not stand `on_top`, at the bottom of the box;
// returns what is left above.
Rect above_foot(Sheet& sheet, const Screen& screen, Rect box, bool on_top) {
  constexpr double kFootHeight = 2.6;
  constexpr double kFootGap = 2;
  constexpr double kLogoGap = 3;
  const Size logo = on_top ? Size{} : draw_logo_at_foot(sheet, box);
  const bool words = !screen.foot_left.empty() || !screen.foot_right.empty();
  const int height = std::max(logo.height, words ? sheet.px(kFootHeight) : 0);
  if (height == 0) return box;
  const int left = box.x + (logo.width > 0 ? logo.width + sheet.px(kLogoGap) : 0);
  draw_foot(sheet, screen, {left, box.bottom() - height, box.right() - left, height});
  box.height -= height + sheet.px(kFootGap);
  return box;
}

// What a band leaves of the page.
Rect above_band(Sheet& sheet, Rect page, int band) {
  constexpr double kBandGap = 3.6;
  if (band > 0) page.height = sheet.canvas().size().height - band - sheet.px(kBandGap) - page.y;
  return page;
}

}  // namespace

Rect draw_frame(Sheet& sheet, const Screen& screen, int band) {
  const Rect page = above_band(sheet, sheet.page(), band);
  const int caps = sheet.px(kCapsTop);
  const int top = sheet.px(kSceneTop);
  draw_ground(sheet);
  const int half = page.width / 2;
  const int clock =
      draw_clock(sheet, screen.clock, {page.right() - half, caps, half, 0}, Align::kRight);
  const int width = page.width - clock - (clock > 0 ? sheet.px(4) : 0);
  draw_place(sheet, screen, {page.x, caps, width, top - sheet.px(kSceneGap) - caps},
             fit_room(sheet, screen.room, width));
  const bool on_top = draw_logo_on_top(sheet, screen, caps, sheet.px(kDateBaseline));
  return above_foot(sheet, screen, {page.x, top, page.width, page.bottom() - top}, on_top);
}

Rect draw_bar_frame(Sheet& sheet, const Screen& screen, int band) {
  constexpr double kSide = 5;
  constexpr double kEnd = 4;
  constexpr double kNarrowest = 38;
  constexpr double kWidest = 56;
  constexpr double kGap = 4;           // on both sides of the line between place and scene
  constexpr double kClockHigh = 11.4;  // with the date
  const Size size = sheet.canvas().size();
  const Rect page = above_band(sheet,
                               {sheet.px(kSide), sheet.px(kEnd), size.width - 2 * sheet.px(kSide),
                                size.height - 2 * sheet.px(kEnd)},
                               band);
  const int width = std::clamp(page.width * 22 / 100, sheet.px(kNarrowest), sheet.px(kWidest));
  const int clock = page.bottom() - sheet.px(kClockHigh);
  draw_ground(sheet);
  draw_clock(sheet, screen.clock, {page.x, clock, width, 0}, Align::kLeft);
  const int caps = page.y + sheet.px(1);
  const Rect place = {page.x, caps, width, clock - sheet.px(2) - caps};
  draw_place(sheet, screen, place, fit_room_on_lines(sheet, screen.room, {width, place.height}));
  const int line = page.x + width + sheet.px(kGap);
  sheet.canvas().fill({line, page.y, sheet.hair(), page.height}, sheet.theme.rule);
  const int left = line + sheet.px(kGap);
  return above_foot(sheet, screen, {left, page.y, page.right() - left, page.height}, false);
}

Rect draw_tall_frame(Sheet& sheet, const Screen& screen, int band) {
  constexpr double kRoomTop = 24;
  constexpr double kTallSceneTop = 49;
  const Rect page = above_band(sheet, sheet.page(), band);
  const int room = sheet.px(kRoomTop);
  const int top = sheet.px(kTallSceneTop);
  draw_ground(sheet);
  draw_clock(sheet, screen.clock, {page.x, sheet.px(kCapsTop), page.width, 0}, Align::kLeft);
  const Rect place = {page.x, room, page.width, top - sheet.px(kSceneGap) - room};
  draw_place(sheet, screen, place,
             fit_room_on_lines(sheet, screen.room, {place.width, place.height}));
  return above_foot(sheet, screen, {page.x, top, page.width, page.bottom() - top}, false);
}

bool has_frame(const Screen& screen) {
  return !(screen.room.empty() && screen.event.empty() && screen.clock.time.empty() &&
           screen.clock.date.empty());
}

Rect draw_no_frame(Sheet& sheet, const Screen& screen, int band) {
  draw_ground(sheet);
  return above_foot(sheet, screen, above_band(sheet, sheet.page(), band), false);
}

int page_shown(long page, int pages) { return static_cast<int>((page % pages + pages) % pages); }

void draw_page_marks(Sheet& sheet, int pages, int page, int right, int bottom) {
  if (pages < 2) return;
  const int thick = sheet.px(0.6);
  const int step = sheet.px(1.8);
  const int extra = sheet.px(1.8);  // the current one is longer: shape, not only colour
  int x = right - (pages - 1) * step - thick - extra;
  for (int i = 0; i < pages; ++i) {
    const int width = i == page ? thick + extra : thick;
    sheet.canvas().fill({x, bottom - thick, width, thick},
                        i == page ? sheet.theme.second : sheet.theme.faint, thick / 2);
    x += i == page ? step + extra : step;
  }
}

}  // namespace roomsign::render
