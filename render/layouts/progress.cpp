#include "render/layouts/progress.hpp"

#include <algorithm>

namespace roomsign::render {
namespace {

constexpr double kBar = 1;
constexpr double kBarGap = 1.2;
constexpr double kAbove = 3;

bool has_bar(const Progress& progress) { return progress.permille >= 0; }
bool has_words(const Progress& progress) {
  return !progress.range.empty() || !progress.remaining.empty();
}

}  // namespace

int progress_height(Sheet& sheet, const Progress& progress) {
  int height = 0;
  if (has_bar(progress)) height += sheet.px(kBar) + sheet.px(kBarGap);
  if (has_words(progress)) {
    height += sheet.pitch(sheet.font(Face::kSemiBold, type::kTimes), type::kListLeading);
  }
  return height == 0 ? 0 : height + sheet.px(kAbove);
}

void draw_progress(Sheet& sheet, const Progress& progress, const Rect& box) {
  constexpr double kWasGap = 0.9;
  int y = box.bottom();
  if (has_bar(progress)) {
    const int height = sheet.px(kBar);
    y -= height;
    const int gone = std::max(height, box.width * std::min(progress.permille, 1000) / 1000);
    sheet.canvas().fill({box.x, y, box.width, height}, sheet.theme.rule, height / 2);
    const Color color = progress.quiet ? sheet.theme.faint : sheet.theme.accent;
    if (progress.permille > 0) sheet.canvas().fill({box.x, y, gone, height}, color, height / 2);
    y -= sheet.px(kBarGap);
  }
  if (has_words(progress)) {
    const Font range = sheet.font(Face::kSemiBold, type::kTimes);
    const Font remaining = sheet.font(Face::kRegular, type::kTimes);
    const int height = sheet.pitch(range, type::kListLeading);
    y -= height;
    const int baseline = sheet.baseline(range, y, height);
    const std::string left = sheet.cut_cells(progress.remaining, remaining, box.width / 2);
    const int left_width = sheet.measure_cells(left, remaining);
    const int was = progress.was.empty() ? 0 : sheet.measure_cells(progress.was, remaining);
    const int indent = was == 0 ? 0 : was + sheet.px(kWasGap);
    const std::string times = sheet.cut_cells(
        progress.range, range, box.width - indent - left_width - (left.empty() ? 0 : sheet.px(2)));
    if (times != progress.range) sheet.drawn.cut.push_back(progress.range);
    if (left != progress.remaining) sheet.drawn.cut.push_back(progress.remaining);
    if (was > 0) {
      sheet.text_cells(progress.was, box.x, baseline, remaining, sheet.theme.faint);
      sheet.strike(box.x, baseline, was, remaining, sheet.theme.faint);
    }
    sheet.text_cells(times, box.x + indent, baseline, range, sheet.theme.text);
    sheet.text_cells(left, box.right() - left_width, baseline, remaining, sheet.theme.second);
  }
}

}  // namespace roomsign::render
