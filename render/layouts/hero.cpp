#include "render/layouts/hero.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <span>

#include "render/characters.hpp"
#include "render/layouts/parts.hpp"
#include "render/layouts/people.hpp"

namespace roomsign::render {
namespace {

constexpr int kTitleLines = 9;  // more never fit; a bound for texts without end

struct Gaps {
  int eyebrow;
  int title;
  int names;
  int parts;
};

// A short word alone on the last line, which balanced lines leave only where they must.
bool ends_lonely(Sheet& sheet, const Fitted& title) {
  const auto& lines = title.paragraph.lines;
  if (lines.size() < 2 || lines.back().find(' ') != std::string::npos) return false;
  const auto width = [&](const std::string& line) {
    return sheet.canvas().measure(line, title.font);
  };
  return width(lines.back()) * 2 < width(lines.front());
}

// As large as it fits on a few lines; a little smaller where that spares a lonely last word; only a
// long title takes more lines.
Fitted fit_title(Sheet& sheet, const std::string& title, Size box, double largest_u) {
  constexpr int kFewLines = 4;
  constexpr double kFewLinesFrom = 6;
  constexpr double kLittleSmaller = 0.84;
  const auto fit = [&](std::span<const int> sizes, int lines) {
    return fit_lines(sheet.canvas(), title, Face::kDisplay, sizes, type::kTitleLeading, box, lines,
                     Balance::kEven);
  };
  const std::vector<int> few = sheet.sizes(std::min(kFewLinesFrom, largest_u), largest_u);
  Fitted best = fit(few, kFewLines);
  if (best.paragraph.cut || best.paragraph.forced) {
    return fit(sheet.sizes(type::kHeroSmallest, largest_u), kTitleLines);
  }
  if (!ends_lonely(sheet, best)) return best;
  for (const int size : few | std::views::reverse) {
    if (size >= best.font.size || size < best.font.size * kLittleSmaller) continue;
    Fitted smaller = fit(std::span(&size, 1), kFewLines);
    if (!ends_lonely(sheet, smaller)) return smaller;
  }
  return best;
}

// The most generous names that leave the title uncut.
void add_title_and_names(Sheet& sheet, Stack& stack, const Gaps& gaps, const Screen& screen,
                         const Rect& box) {
  const int height = box.height - stack.height() - (stack.empty() ? 0 : gaps.title);
  const bool with_parts = !screen.parts.empty();
  const double largest = with_parts ? type::kHeroSmallest + 1 : type::kHeroLargest;
  const int most = with_parts ? height / 3 : height;
  const int name_pitch = sheet.pitch(sheet.font(Face::kSemiBold, type::kTimes), 1.22);
  auto ways = ways_with_photos(sheet, screen.people, box.width);
  std::ranges::copy(ways_to_set(sheet, screen.people, box.width,
                                std::max(1, height * 2 / 5 / std::max(name_pitch, 1))),
                    std::back_inserter(ways));
  Names names;
  Fitted title;
  for (std::size_t i = 0; i == 0 || i < ways.size(); ++i) {
    if (!ways.empty()) names = ways[i];
    const int taken = ways.empty() ? 0 : names.height() + gaps.names;
    title = fit_title(sheet, screen.title, {box.width, most - taken}, largest);
    if (!title.paragraph.cut && !names.cut && taken < height / 2) break;
  }
  if (!screen.title.empty()) {
    stack.add(gaps.title, title.height(), [=, &sheet, &screen](int top) {
      sheet.lines(title, screen.title, {box.x, top, box.width, title.height()}, sheet.theme.text);
      if (title.font.size == sheet.sizes(type::kHeroSmallest, type::kHeroSmallest).front()) {
        sheet.drawn.smallest.push_back(screen.title);
      }
    });
  }
  if (ways.empty()) return;
  if (box.height - stack.height() - gaps.names < names.height()) {
    sheet.drawn.cut.push_back(screen.people.front().name);
    return;
  }
  stack.add(gaps.names, names.height(), [=, &sheet, &screen](int top) {
    draw_names(sheet, names, screen.people, {box.x, top, box.width, names.height()});
  });
}

// What must not be missed, in letters on the colour of the text.
void add_stamp(Sheet& sheet, Stack& stack, const std::string& text, const Rect& box) {
  if (text.empty()) return;
  const Font font = sheet.label_font(type::kLabel);
  const int side = sheet.px(1.4);
  const int end = sheet.px(0.7);
  const Fitted set{
      break_lines(sheet.canvas(), capitals(text), font, box.width - 2 * side, 2, Balance::kEven),
      font, sheet.pitch(font, type::kListLeading)};
  int width = 0;
  for (const auto& line : set.paragraph.lines) {
    width = std::max(width, sheet.canvas().measure(line, font) - font.tracking);
  }
  stack.add(0, set.height() + 2 * end, [=, &sheet](int top) {
    const Rect label = {box.x, top, width + 2 * side, set.height() + 2 * end};
    sheet.canvas().fill(label, sheet.theme.text, sheet.px(0.8));
    sheet.lines(set, text, {box.x + side, top + end, width, set.height()}, sheet.theme.ground);
  });
}

// What stands above the title; in a low box it is the aside that has to go.
void add_labels(Sheet& sheet, Stack& stack, int gap, const Screen& screen, const Rect& box) {
  const Color eyebrow = screen.track ? legible(*screen.track, sheet.theme) : sheet.theme.accent;
  const auto set = [&](const std::string& aside) {
    Stack labels;
    add_stamp(sheet, labels, screen.stamp, box);
    add_label(sheet, labels, gap, aside, type::kLabel, sheet.theme.second, box.x, box.width);
    add_label(sheet, labels, gap, screen.eyebrow, type::kLabel, eyebrow, box.x, box.width);
    return labels;
  };
  stack = set(screen.aside);
  if (stack.height() <= box.height || screen.aside.empty()) return;
  sheet.drawn.lost.push_back(screen.aside);
  stack = set({});
}

}  // namespace

void draw_hero(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  const Gaps gaps = {.eyebrow = sheet.px(3.6),
                     .title = sheet.px(1.4),
                     .names = sheet.px(2.6),
                     .parts = sheet.px(2)};
  Stack stack;
  add_labels(sheet, stack, gaps.eyebrow, screen, box);
  add_title_and_names(sheet, stack, gaps, screen, box);
  add_parts(sheet, stack, gaps.parts, screen.parts, box, page);
  stack.draw(box.y + std::max(0, (box.height - stack.height()) / 2));
}

int draw_progress(Sheet& sheet, const Progress& progress, const Rect& box) {
  constexpr double kBar = 1;
  constexpr double kBarGap = 1.2;
  constexpr double kAbove = 3;
  constexpr double kWasGap = 0.9;
  const bool bar = progress.permille >= 0;
  const bool words = !progress.range.empty() || !progress.remaining.empty();
  if (!bar && !words) return 0;

  int y = box.bottom();
  if (bar) {
    const int height = sheet.px(kBar);
    y -= height;
    const int gone = std::max(height, box.width * std::min(progress.permille, 1000) / 1000);
    sheet.canvas().fill({box.x, y, box.width, height}, sheet.theme.rule, height / 2);
    const Color color = progress.quiet ? sheet.theme.faint : sheet.theme.accent;
    if (progress.permille > 0) sheet.canvas().fill({box.x, y, gone, height}, color, height / 2);
    y -= sheet.px(kBarGap);
  }
  if (words) {
    const Font range = sheet.font(Face::kSemiBold, type::kTimes);
    const Font remaining = sheet.font(Face::kRegular, type::kTimes);
    const int height = sheet.pitch(range, type::kListLeading);
    y -= height;
    const int baseline = sheet.baseline(range, y, height);
    const std::string left = cut_line(sheet.canvas(), progress.remaining, remaining, box.width / 2);
    const int left_width = sheet.measure_cells(left, remaining);
    const int was = progress.was.empty() ? 0 : sheet.measure_cells(progress.was, remaining);
    const int indent = was == 0 ? 0 : was + sheet.px(kWasGap);
    const std::string times =
        cut_line(sheet.canvas(), progress.range, range,
                 box.width - indent - left_width - (left.empty() ? 0 : sheet.px(3)));
    if (times != progress.range) sheet.drawn.cut.push_back(progress.range);
    if (left != progress.remaining) sheet.drawn.cut.push_back(progress.remaining);
    if (was > 0) {
      sheet.text_cells(progress.was, box.x, baseline, remaining, sheet.theme.faint);
      sheet.strike(box.x, baseline, was, remaining, sheet.theme.faint);
    }
    sheet.text_cells(times, box.x + indent, baseline, range, sheet.theme.text);
    sheet.text_cells(left, box.right() - left_width, baseline, remaining, sheet.theme.second);
  }
  return box.bottom() - y + sheet.px(kAbove);
}

}  // namespace roomsign::render
