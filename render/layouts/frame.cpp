#include "render/layouts/frame.hpp"

#include <algorithm>
#include <limits>

namespace roomsign::render {
namespace {

// Heights from the top edge, in u.
constexpr double kCapsTop = 6.1;  // the upper edge of the room's and the clock's capitals
constexpr double kDateBaseline = 16.6;
constexpr double kSceneTop = 22.3;
constexpr double kSceneGap = 1.5;  // kept free above it

// Draws the clock; returns how wide it is.
int draw_clock(Sheet& sheet, const Clock& clock) {
  if (clock.time.empty() && clock.date.empty()) return 0;
  const Rect page = sheet.page();
  const Font big = sheet.font(Face::kSemiBold, type::kClock);
  const Font small = sheet.font(Face::kSemiBold, type::kTimes);
  const Font dates = sheet.font(Face::kRegular, type::kList);
  Canvas& canvas = sheet.canvas();

  const int baseline = sheet.px(kCapsTop) + canvas.metrics(big).cap_height;
  const int suffix = clock.suffix.empty() ? 0 : canvas.measure(clock.suffix, small) + sheet.px(0.7);
  const int face = sheet.measure_cells(clock.time, big);
  const std::string day = cut_line(canvas, clock.date, dates, page.width / 2);
  const int date = sheet.measure_cells(day, dates);
  if (day != clock.date) sheet.drawn.cut.push_back(clock.date);
  sheet.text_cells(clock.time, page.right() - suffix - face, baseline, big, sheet.theme.text);
  if (suffix > 0) {
    canvas.text(clock.suffix, page.right() - canvas.measure(clock.suffix, small), baseline, small,
                sheet.theme.second);
  }
  sheet.text_cells(day, page.right() - date, sheet.px(kDateBaseline), dates, sheet.theme.second);
  return std::max(face + suffix, date);
}

// On one line as large as it fits, on up to three where that would be small: whoever looks for the
// room needs all of its name.
Fitted fit_room(Sheet& sheet, const std::string& room, int width) {
  constexpr int kAnyHeight = std::numeric_limits<int>::max();
  const auto fit = [&](double from, double to, int lines) {
    return fit_lines(sheet.canvas(), room, Face::kDisplay, sheet.sizes(from, to),
                     type::kTitleLeading, {width, kAnyHeight}, lines, Balance::kEven);
  };
  const Fitted one_line = fit(type::kTimes + 0.6, type::kRoom, 1);
  const bool fits = !one_line.paragraph.cut && !one_line.paragraph.forced;
  return fits ? one_line : fit(type::kTimes, type::kTimes + 0.8, 3);
}

void draw_place(Sheet& sheet, const Screen& screen, int width) {
  const Rect page = sheet.page();
  Canvas& canvas = sheet.canvas();
  int top = sheet.px(kCapsTop);
  if (!screen.room.empty()) {
    const Fitted room = fit_room(sheet, screen.room, width);
    // By the capitals, not by the line: then every size begins as high as the clock.
    const int box_top =
        top - (sheet.baseline(room.font, 0, room.pitch) - canvas.metrics(room.font).cap_height);
    sheet.lines(room, screen.room, {page.x, box_top, width, room.height()}, sheet.theme.text);
    top = box_top + room.height() + sheet.px(0.2);
  }
  const Font font = sheet.font(Face::kRegular, type::kList);
  const int pitch = sheet.pitch(font, type::kListLeading);
  const int lines = std::min(2, (sheet.px(kSceneTop - kSceneGap) - top) / pitch);
  const Fitted event{break_lines(canvas, screen.event, font, width, lines, Balance::kEven), font,
                     pitch};
  sheet.lines(event, screen.event, {page.x, top, width, event.height()}, sheet.theme.second);
}

void draw_foot(Sheet& sheet, const Screen& screen, const Rect& box) {
  const Font font = sheet.font(Face::kRegular, type::kFoot);
  const int baseline = sheet.baseline(font, box.y, box.height);
  const std::string right =
      cut_line(sheet.canvas(), screen.foot_right, font, (box.width - sheet.px(4)) * 2 / 3);
  const int right_width = sheet.measure_cells(right, font);
  const int gap = right.empty() ? 0 : sheet.px(4);
  const std::string left =
      cut_line(sheet.canvas(), screen.foot_left, font, box.width - right_width - gap);
  if (right != screen.foot_right) sheet.drawn.cut.push_back(screen.foot_right);
  if (left != screen.foot_left) sheet.drawn.cut.push_back(screen.foot_left);
  if (!left.empty()) sheet.canvas().text(left, box.x, baseline, font, sheet.theme.faint);
  sheet.text_cells(right, box.right() - right_width, baseline, font, sheet.theme.faint);
}

}  // namespace

Rect draw_frame(Sheet& sheet, const Screen& screen) {
  constexpr double kFootHeight = 2.6;
  constexpr double kFootGap = 2;
  const Rect page = sheet.page();
  sheet.canvas().clear(sheet.theme.ground);
  const int clock = draw_clock(sheet, screen.clock);
  draw_place(sheet, screen, page.width - clock - (clock > 0 ? sheet.px(4) : 0));

  const int top = sheet.px(kSceneTop);
  int bottom = page.bottom();
  if (!screen.foot_left.empty() || !screen.foot_right.empty()) {
    bottom -= sheet.px(kFootHeight);
    draw_foot(sheet, screen, {page.x, bottom, page.width, sheet.px(kFootHeight)});
    bottom -= sheet.px(kFootGap);
  }
  return {page.x, top, page.width, bottom - top};
}

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
