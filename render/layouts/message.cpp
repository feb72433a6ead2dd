#include <algorithm>

#include "render/layouts/code.hpp"
#include "render/layouts/hero.hpp"
#include "render/layouts/people.hpp"
#include "render/layouts/scenes.hpp"
#include "render/qr.hpp"

namespace roomsign::render {
namespace {

constexpr double kCode = 44;  // the QR code with its quiet zone, at most
constexpr double kCodeGap = 7;

void add_lines(Sheet& sheet, Stack& stack, int gap, const std::string& text, const Font& font,
               Color color, const Rect& box, int max_lines, Align align) {
  if (text.empty() || max_lines < 1) return;
  const Fitted set{break_lines(sheet.canvas(), text, font, box.width, max_lines, Balance::kEven),
                   font, sheet.pitch(font, type::kListLeading)};
  stack.add(gap, set.height(), [=, &sheet](int top) {
    sheet.lines(set, text, {box.x, top, box.width, set.height()}, color, align);
  });
}

// `lines`, one below the other, as many whole ones as fit.
void add_small_lines(Sheet& sheet, Stack& stack, const std::vector<std::string>& lines,
                     const Rect& box, Align align) {
  const Font font = sheet.font(Face::kRegular, type::kTimes);
  const int pitch = sheet.pitch(font, type::kListLeading);
  int gap = sheet.px(2.4);
  for (const std::string& line : lines) {
    const int room = (box.height - stack.height() - gap) / pitch;
    if (room < 1) {
      ++sheet.drawn.entries_left_out;
      continue;
    }
    add_lines(sheet, stack, gap, line, font, sheet.theme.second, box, std::min(room, 4), align);
    gap = sheet.px(0.8);
  }
}

void add_headline(Sheet& sheet, Stack& stack, const std::string& text, const Rect& box,
                  int max_height, Align align) {
  if (text.empty()) return;
  const Fitted headline = fit_lines(
      sheet.canvas(), text, Face::kDisplay, sheet.sizes(type::kHeroSmallest, type::kHeroLargest),
      type::kTitleLeading, {box.width, max_height}, 4, Balance::kEven);
  stack.add(0, headline.height(), [=, &sheet](int top) {
    sheet.lines(headline, text, {box.x, top, box.width, headline.height()}, sheet.theme.text,
                align);
  });
}

// What is said of the session that comes next, as far as there is room.
void add_session(Sheet& sheet, Stack& stack, const Screen& screen, const Rect& box, Align align) {
  const int gap = sheet.px(6);
  const auto left = [&](int above) { return box.height - stack.height() - above; };
  add_label(sheet, stack, gap, screen.eyebrow, type::kLabel, sheet.theme.accent, box.x, box.width,
            align);
  if (!screen.title.empty()) {
    const int above = screen.eyebrow.empty() ? gap : sheet.px(1);
    const Fitted title =
        fit_lines(sheet.canvas(), screen.title, Face::kSemiBold,
                  sheet.sizes(type::kName - 0.2, type::kHeroSmallest), type::kListLeading,
                  {box.width, std::min(box.height / 3, left(above))}, 3, Balance::kEven);
    stack.add(above, title.height(), [=, &sheet, &screen](int top) {
      sheet.lines(title, screen.title, {box.x, top, box.width, title.height()}, sheet.theme.text,
                  align);
    });
  }
  auto ways = ways_to_set(sheet, screen.people, box.width, {2});
  if (ways.empty()) return;
  const auto fits = [](const Names& names) { return names.rows.size() <= 2 && !names.cut; };
  // From the middle size on: the headline is what this picture says.
  const auto way = std::find_if(ways.begin() + 1, ways.end() - 1, fits);
  const int above = sheet.px(1.2);
  if (way->height() > left(above)) {
    sheet.drawn.cut.push_back(screen.people.front().name);
    return;
  }
  stack.add(above, way->height(), [names = *way, &sheet, &screen, box, align](int top) {
    draw_names(sheet, names, screen.people, {box.x, top, box.width, names.height()}, align);
  });
}

}  // namespace

void draw_message(Sheet& sheet, const Screen& screen, const Rect& box) {
  const auto code = qr_code(screen.qr);
  const bool beside = box.width > box.height;
  const int gap = sheet.px(kCodeGap);
  const int side = std::min({sheet.px(kCode), box.width, beside ? box.height : box.height / 2});
  Rect words = box;
  if (code) (beside ? words.width : words.height) -= side + gap;

  Stack stack;
  add_headline(sheet, stack, screen.headline, words, words.height / 2, Align::kCenter);
  add_session(sheet, stack, screen, words, Align::kCenter);
  add_small_lines(sheet, stack, screen.lines, words, Align::kCenter);
  if (code && beside) {
    draw_code(sheet, *code, {words.right() + gap, box.y, side, box.height}, Align::kRight);
  } else if (code) {
    stack.add(gap, side, [&](int top) {
      draw_code(sheet, *code, {box.x, top, box.width, side}, Align::kCenter);
    });
  }
  stack.draw(box.y + std::max(0, (box.height - stack.height()) / 2));
}

void draw_waiting(Sheet& sheet, const Screen& screen, const Rect& box) {
  Stack stack;
  add_headline(sheet, stack, screen.headline, box, box.height / 2, Align::kLeft);
  add_small_lines(sheet, stack, screen.lines, box, Align::kLeft);
  stack.draw(box.y + std::max(0, (box.height - stack.height()) / 2));
}

}  // namespace roomsign::render
