// The whole screen for one message: no clock, no programme, nothing that takes the eye off it.
#include <algorithm>
#include <array>

#include "render/characters.hpp"
#include "render/layouts/code.hpp"
#include "render/layouts/scenes.hpp"

namespace roomsign::render {
namespace {

// Black on yellow, 14.7:1. White on red was the other candidate; a red that is still seen as red
// leaves it 4 to 7:1, and for those who do not see red it is black. Yellow and black is what roads
// and machines warn with, and a bright screen is seen from the far end of a corridor.
constexpr Color kGround = {0xff, 0xd6, 0x00};
constexpr Color kInk = {0x00, 0x00, 0x00};

constexpr double kBar = 9.5;    // of a drill, at top and bottom
constexpr double kLabel = 4.6;  // in a bar, and above an emergency
constexpr double kHeadlineMost = 20;
constexpr double kInstructionsMost = 6.4;
constexpr double kGap = 5;
constexpr double kCode = 40;

Fitted fit_label(Sheet& sheet, const std::string& label, int width) {
  return fit_lines(sheet.canvas(), label, Face::kBold, sheet.sizes(2.6, kLabel), type::kListLeading,
                   {width, sheet.px(kBar)}, 1, Balance::kEven);
}

void draw_label(Sheet& sheet, const std::string& label, const Rect& box, Color color) {
  const Fitted set = fit_label(sheet, label, box.width);
  const int top = box.y + (box.height - set.height()) / 2;
  sheet.lines(set, label, {box.x, top, box.width, set.height()}, color, Align::kCenter);
}

// What it is: above an emergency; of a drill in bars above and below, so that nobody takes it for
// one. Returns the box that is left.
Rect draw_what(Sheet& sheet, const Screen& screen) {
  const Size size = sheet.canvas().size();
  const Rect page = sheet.page();
  const std::string label = capitals(screen.eyebrow);
  const int gap = sheet.px(2);
  const int bar = sheet.px(kBar);
  if (!screen.drill) {
    const int height = sheet.px(kLabel * type::kListLeading);
    draw_label(sheet, label, {page.x, page.y, page.width, height}, kInk);
    const int top = page.y + height + gap;
    return {page.x, top, page.width, page.bottom() - top};
  }
  for (const int y : {0, size.height - bar}) {
    sheet.canvas().fill({0, y, size.width, bar}, kInk);
    draw_label(sheet, label, {page.x, y, page.width, bar}, kGround);
  }
  return {page.x, bar + gap, page.width, size.height - 2 * (bar + gap)};
}

}  // namespace

void draw_emergency(Sheet& sheet, const Screen& screen) {
  sheet.canvas().clear(kGround);
  Rect box = draw_what(sheet, screen);
  if (const auto code = qr_code(screen.qr)) {
    const bool beside = box.width > box.height;
    const int side = std::min({sheet.px(kCode), box.width, box.height / (beside ? 1 : 3)});
    const int taken = side + sheet.px(kGap);
    (beside ? box.width : box.height) -= taken;
    const Rect place = beside ? Rect{box.right() + taken - side, box.y, side, box.height}
                              : Rect{box.x, box.bottom() + taken - side, box.width, side};
    draw_code(sheet, *code, place, beside ? Align::kRight : Align::kCenter);
  }

  Stack stack;
  const auto add = [&](const std::string& text, Face face, double smallest, double largest,
                       int height, int lines) {
    const Fitted set = fit_lines(sheet.canvas(), text, face, sheet.sizes(smallest, largest),
                                 type::kTitleLeading, {box.width, height}, lines, Balance::kEven);
    stack.add(sheet.px(kGap), set.height(), [=, &sheet, &text](int top) {
      sheet.lines(set, text, {box.x, top, box.width, set.height()}, kInk, Align::kCenter);
    });
  };
  const int with_gaps = box.height - sheet.px(kGap);
  add(screen.headline, Face::kDisplay, type::kHeroSmallest, kHeadlineMost,
      screen.lines.empty() ? box.height : with_gaps * 3 / 5, 8);
  for (const std::string& line : screen.lines) {
    const int left = (box.height - stack.height()) / static_cast<int>(screen.lines.size());
    add(line, Face::kMedium, type::kList, kInstructionsMost, left - sheet.px(kGap), 8);
  }
  stack.draw(box.y + std::max(0, (box.height - stack.height()) / 2));
}

}  // namespace roomsign::render
