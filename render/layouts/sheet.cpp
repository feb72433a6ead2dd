#include "render/layouts/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "render/bidi.hpp"
#include "render/characters.hpp"

namespace roomsign::render {
namespace {

constexpr double kSideMargin = 6;
constexpr double kEndMargin = 5;
constexpr double kDisplayFrom = 5;

constexpr std::string_view kDigits = "0123456789";

bool is_digit(std::string_view run) {
  return run.size() == 1 && kDigits.find(run[0]) != std::string_view::npos;
}

}  // namespace

int Sheet::px(double u) const {
  const Size size = canvas_.size();
  return static_cast<int>(std::lround(u * std::min(size.width, size.height) / shape_.side));
}

Rect Sheet::page() const {
  const Size size = canvas_.size();
  const int side = px(kSideMargin);
  const int end = px(kEndMargin);
  return {side, end, size.width - 2 * side, size.height - 2 * end};
}

Font Sheet::font(Face face, double u) const {
  const bool display = face == Face::kSemiBold && u >= kDisplayFrom;
  return {.face = display ? Face::kDisplay : face, .size = std::max(1, px(u))};
}

Font Sheet::label_font(double u) const {
  const int tracking = shape_.right_to_left ? 0 : px(u / 12);  // joined letters are not torn apart
  return {.face = Face::kBold, .size = std::max(1, px(u)), .tracking = tracking};
}

std::vector<int> Sheet::sizes(double from_u, double to_u) const {
  constexpr double kStep = 0.2;
  std::vector<int> sizes;
  const int steps = static_cast<int>(std::lround((to_u - from_u) / kStep));
  for (int i = 0; i <= steps; ++i) sizes.push_back(std::max(1, px(from_u + i * kStep)));
  return sizes;
}

int Sheet::pitch(const Font& font, double leading) const {
  return static_cast<int>(std::lround(font.size * leading));
}

int Sheet::baseline(const Font& font, int top, int height) {
  const Metrics metrics = canvas_.metrics(font);
  return top + (height - metrics.ascent - metrics.descent) / 2 + metrics.ascent;
}

int Sheet::digit_cell(const Font& font) {
  for (const Cell& cell : cells_) {
    if (cell.font == font) return cell.width;
  }
  int width = 0;
  for (const char digit : kDigits) {
    width = std::max(width, canvas_.measure({&digit, 1}, font));
  }
  cells_.push_back({font, width});
  return width;
}

// Each digit, and each stretch between digits, in the order in which they are set.
std::vector<std::string_view> Sheet::cell_runs(std::string_view text) const {
  const bool number = text.find_first_not_of("0123456789:") == text.npos;
  if (!number && (shape_.right_to_left || has_right_to_left(text))) return {text};
  std::vector<std::string_view> runs;
  while (!text.empty()) {
    const auto digit = text.find_first_of(kDigits);
    runs.push_back(text.substr(0, digit == 0 ? character_end(text, 0) : digit));
    text.remove_prefix(runs.back().size());
  }
  if (shape_.right_to_left)
    std::ranges::reverse(runs);  // in the mirror it reads from the left again
  return runs;
}

int Sheet::measure_cells(std::string_view text, const Font& font) {
  int width = 0;
  for (const auto run : cell_runs(text)) {
    width += is_digit(run) ? digit_cell(font) : canvas_.measure(run, font);
  }
  return width;
}

void Sheet::text_cells(std::string_view text, int x, int baseline, const Font& font, Color color) {
  for (const auto run : cell_runs(text)) {
    const int width = canvas_.measure(run, font);
    const int cell = is_digit(run) ? digit_cell(font) : width;
    canvas_.text(run, x + (cell - width) / 2, baseline, font, color);
    x += cell;
  }
}

std::string Sheet::cut_cells(std::string_view text, const Font& font, int width) {
  if (measure_cells(text, font) <= width) return std::string(text);
  std::string line;
  int limit = width;
  int over = 0;
  do {
    line = cut_line(canvas_, text, font, limit);
    over = measure_cells(line, font) - width;
    limit -= over;
  } while (over > 0 && limit > 0);
  return line;
}

int Sheet::hair() const { return std::max(1, px(0.15)); }

void Sheet::rule(int x, int y, int width) { canvas_.fill({x, y, width, hair()}, theme.rule); }

void Sheet::strike(int x, int baseline, int width, const Font& font, Color color) {
  const int thick = std::max(1, font.size / 14);
  const int above = canvas_.metrics(font).cap_height * 2 / 5;
  canvas_.fill({x, baseline - above - thick / 2, width, thick}, color);
}

void Sheet::strike(const Fitted& text, int x, int top) {
  for (const std::string& line : text.paragraph.lines) {
    strike(x, baseline(text.font, top, text.pitch), canvas_.measure(line, text.font), text.font,
           theme.second);
    top += text.pitch;
  }
}

void Sheet::lines(const Fitted& text, std::string_view whole, const Rect& box, Color color,
                  Align align) {
  if (text.paragraph.cut) drawn.cut.emplace_back(whole);
  int top = box.y;
  for (const std::string& line : text.paragraph.lines) {
    int x = box.x;
    if (align != Align::kLeft) {
      const int spare = box.width - canvas_.measure(line, text.font);
      x += align == Align::kCenter ? spare / 2 : spare;
    }
    canvas_.text(line, x, baseline(text.font, top, text.pitch), text.font, color);
    top += text.pitch;
  }
}

void Stack::add(int gap, int height, std::function<void(int top)> draw) {
  if (!items_.empty()) height_ += gap;
  items_.push_back({height_, std::move(draw)});
  height_ += height;
}

void Stack::draw(int top) const {
  for (const Item& item : items_) item.draw(top + item.offset);
}

void add_label(Sheet& sheet, Stack& stack, int gap, const std::string& text, double size_u,
               Color color, int x, int width, Align align) {
  if (text.empty()) return;
  const Font font = sheet.label_font(size_u);
  Fitted label{break_lines(sheet.canvas(), capitals(text), font, width, 2, Balance::kFull), font,
               sheet.pitch(font, type::kListLeading)};
  // A countdown stands here; where cells are too wide for the line, jitter is the lesser evil.
  const bool cells = label.paragraph.lines.size() == 1 &&
                     sheet.measure_cells(label.paragraph.lines[0], font) <= width &&
                     align == Align::kLeft;
  stack.add(gap, label.height(), [&sheet, label, text, color, x, width, align, cells](int top) {
    if (cells) {
      sheet.text_cells(label.paragraph.lines[0], x, sheet.baseline(label.font, top, label.pitch),
                       label.font, color);
    } else {
      sheet.lines(label, text, {x, top, width, label.height()}, color, align);
    }
  });
}

}  // namespace roomsign::render
