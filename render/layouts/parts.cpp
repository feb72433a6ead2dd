#include "render/layouts/parts.hpp"

#include <algorithm>
#include <array>

#include "render/layouts/frame.hpp"
#include "render/layouts/pack.hpp"

namespace roomsign::render {
namespace {

struct SetPart {
  Fitted title;
  Fitted speakers;
  int pad;  // of the bar beyond the text
  int height() const { return title.height() + speakers.height() + 2 * pad; }
};

struct PartStyle {
  double size_u;
  int title_lines;
  int speaker_lines;
};

// From what reads best to what takes least.
constexpr std::array<PartStyle, 4> kTogether = {
    {{4.6, 6, 3}, {4.2, 6, 3}, {3.8, 6, 3}, {3.4, 6, 3}}};
constexpr std::array<PartStyle, 5> kInTurns = {
    {{3.8, 6, 3}, {3.4, 6, 3}, {3.4, 3, 2}, {3.4, 2, 1}, {3.4, 1, 1}}};

class Parts {
 public:
  Parts(Sheet& sheet, const std::vector<Part>& parts, int width, const PartStyle& style)
      : indent_(sheet.px(3.5)), gap_(sheet.px(style.size_u / 2)) {
    const Font title = sheet.font(Face::kMedium, style.size_u);
    const Font speakers = sheet.font(Face::kRegular, style.size_u * 0.8);
    const auto set = [&](const std::string& text, const Font& font, int lines) {
      return Fitted{break_lines(sheet.canvas(), text, font, width - indent_, lines, Balance::kFull),
                    font, sheet.pitch(font, type::kListLeading)};
    };
    for (const Part& part : parts) {
      parts_.push_back({set(part.title, title, style.title_lines),
                        set(part.speakers, speakers, style.speaker_lines),
                        sheet.px(style.size_u * 0.3)});
      rows_.push_back({parts_.back().height() + gap_, false});
    }
  }

  const std::vector<Row>& rows() const { return rows_; }
  int gap() const { return gap_; }
  int height(int first, int last) const {
    int height = -gap_;
    for (int i = first; i < last; ++i) height += rows_[i].height;
    return std::max(height, 0);
  }

  bool cut() const {
    return std::ranges::any_of(parts_,
                               [](const SetPart& part) { return part.title.paragraph.cut; });
  }

  int highest() const {
    int highest = 0;
    for (const SetPart& part : parts_) highest = std::max(highest, part.height());
    return highest;
  }

  void draw(Sheet& sheet, const std::vector<Part>& parts, int first, int last, int x, int width,
            int top) const {
    for (int i = first; i < last; ++i) {
      const SetPart& part = parts_[i];
      sheet.canvas().fill({x, top, sheet.px(0.5), part.height()}, sheet.theme.accent);
      const Rect title = {x + indent_, top + part.pad, width - indent_, part.title.height()};
      sheet.lines(part.title, parts[i].title, title, sheet.theme.text);
      const Rect speakers = {title.x, title.bottom(), title.width, part.speakers.height()};
      sheet.lines(part.speakers, parts[i].speakers, speakers, sheet.theme.second);
      top += rows_[i].height;
    }
  }

 private:
  int indent_;
  int gap_;
  std::vector<SetPart> parts_;
  std::vector<Row> rows_;
};

// All of them in the first style in which they fit together, else by turns in the first in which
// each fits alone, both with whole titles; else so that each fits alone, else in the last.
Parts fit_parts(Sheet& sheet, const std::vector<Part>& parts, Size box, int marks) {
  const int count = static_cast<int>(parts.size());
  for (const PartStyle& style : kTogether) {
    Parts set(sheet, parts, box.width, style);
    if (set.height(0, count) <= box.height && !set.cut()) return set;
  }
  for (const bool may_cut : {false, true}) {
    for (const PartStyle& style : kInTurns) {
      Parts set(sheet, parts, box.width, style);
      if (set.highest() <= box.height - marks && (may_cut || !set.cut())) return set;
    }
  }
  return {sheet, parts, box.width, kInTurns.back()};
}

}  // namespace

bool add_parts(Sheet& sheet, Stack& stack, int gap, const std::vector<Part>& parts, const Rect& box,
               long page) {
  if (parts.empty()) return true;
  const int height = box.height - stack.height() - gap;
  const int marks = sheet.px(kPageMarks);
  const int count = static_cast<int>(parts.size());
  const Parts set = fit_parts(sheet, parts, {box.width, height}, marks);
  const bool together = set.height(0, count) <= height;
  const int free = together ? height : height - marks;
  if (set.highest() > free) {
    stack.add(0, 0, [&sheet, &parts, count](int) {
      sheet.drawn.entries_left_out += count;
      for (const Part& part : parts) sheet.drawn.lost.push_back(part.title);
    });
    return false;
  }
  std::vector<int> starts = pack_evenly(set.rows(), 1, {.height = free, .slack = set.gap()});
  const int pages = static_cast<int>(starts.size());
  starts.push_back(count);
  const int shown = page_shown(page, pages);
  const int first = starts[shown];
  const int last = starts[shown + 1];
  int highest = 0;  // of the pages: what stands above stays where it is as they turn
  for (int i = 0; i < pages; ++i) {
    highest = std::max(highest, set.height(starts[i], starts[i + 1]));
  }
  stack.add(gap, highest, [=, &sheet, &parts](int top) {
    sheet.drawn.pages = std::max(sheet.drawn.pages, pages);
    set.draw(sheet, parts, first, last, box.x, box.width, top);
  });
  if (together) return !set.cut();
  stack.add(0, marks, [=, &sheet](int top) {
    draw_page_marks(sheet, pages, shown, box.right(), top + marks);
  });
  return !set.cut();
}

}  // namespace roomsign::render
