#include "render/layouts/list.hpp"

#include <algorithm>
#include <limits>

namespace roomsign::render {
namespace {

constexpr double kTimeGap = 0.95;  // of the size, as the next two
constexpr double kDetailGap = 0.15;
constexpr double kDetailSize = type::kSmall / type::kList;

Fitted set_lines(Sheet& sheet, const std::string& text, const Font& font, int width, int lines) {
  return {break_lines(sheet.canvas(), text, font, width, lines, Balance::kFull), font,
          sheet.pitch(font, type::kListLeading)};
}

}  // namespace

int time_column(Sheet& sheet, std::span<const Entry> entries, double size_u) {
  const Font font = sheet.font(Face::kSemiBold, size_u);
  int width = sheet.measure_cells("00:00", font);
  for (const Entry& entry : entries) {
    width = std::max(width, sheet.measure_cells(entry.time, font));
  }
  return width + sheet.px(size_u * kTimeGap);
}

EntryList::EntryList(Sheet& sheet, std::span<const Entry> entries, int width, int time_width,
                     const ListStyle& style)
    : sheet_(&sheet),
      width_(width),
      time_width_(time_width),
      padding_(sheet.px(style.size_u * style.padding)),
      detail_gap_(sheet.px(style.size_u * kDetailGap)),
      time_font_(sheet.font(Face::kSemiBold, style.size_u)),
      was_font_(sheet.font(Face::kRegular, style.size_u * kDetailSize)) {
  const int text_width = width - time_width;
  const Font quiet = sheet.font(Face::kMedium, style.size_u);
  const Font small = sheet.font(Face::kRegular, style.size_u * kDetailSize);
  for (const Entry& entry : entries) {
    Measured measured{&entry,
                      set_lines(sheet, entry.title, entry.quiet ? quiet : time_font_,
                                entry.heading ? width : text_width, style.title_lines),
                      set_lines(sheet, entry.detail, small, text_width, style.detail_lines)};
    const int detail = entry.detail.empty() ? 0 : measured.detail.height() + detail_gap_;
    const int padding = entry.heading ? padding_ : 2 * padding_;  // close to what it heads
    const int times = entry.was.empty() ? 0 : measured.title.pitch + was_pitch();
    rows_.push_back({std::max(title_height(measured) + detail, times) + padding, entry.heading});
    measured_.push_back(std::move(measured));
  }
}

bool EntryList::cut() const {
  return std::ranges::any_of(measured_, [](const Measured& measured) {
    return measured.title.paragraph.cut || measured.detail.paragraph.cut;
  });
}

int EntryList::title_height(const Measured& measured) {
  return std::max(measured.title.height(), measured.title.pitch);  // an empty one has a time
}

int EntryList::was_pitch() const { return sheet_->pitch(was_font_, type::kListLeading); }

int EntryList::heading_of(int first) const {
  int heading = first;
  while (heading >= 0 && !rows_[heading].heading) --heading;
  return heading == first ? -1 : heading;
}

int EntryList::heading_height() const {
  int height = 0;
  for (const Row& row : rows_) {
    if (row.heading) height = std::max(height, row.height);
  }
  return height;
}

void EntryList::draw(int first, int last, int x, int top, int stretch) {
  for (int i = first; i < last; ++i) {
    const int more = rows_[i].heading ? 0 : stretch;
    const bool apart = rows_[i].heading || (i > first && rows_[i - 1].heading);
    if (i > first && !apart) sheet_->rule(x, top, width_);
    draw_entry(measured_[i], x, top + padding_ + more / 2);
    top += rows_[i].height + more;
  }
}

void EntryList::draw_entry(const Measured& measured, int x, int top) {
  const Entry& entry = *measured.entry;
  const Theme& theme = sheet_->theme;
  const Fitted& title = measured.title;
  if (entry.heading) {
    sheet_->lines(title, entry.title, {x, top, width_, title.height()}, theme.accent);
    return;
  }
  sheet_->text_cells(entry.time, x, sheet_->baseline(title.font, top, title.pitch), time_font_,
                     theme.second);
  if (!entry.was.empty()) draw_was(entry.was, x, top + title.pitch);
  const int text_x = x + time_width_;
  const Color color = entry.quiet || entry.struck ? theme.second : theme.text;
  sheet_->lines(title, entry.title, {text_x, top, width_ - time_width_, title.height()}, color);
  if (entry.struck) sheet_->strike(title, text_x, top);
  const bool tells_tracks = theme.background == nullptr;  // see legible()
  if (entry.track && tells_tracks) mark(*entry.track, title, text_x, top);
  const int below = top + title_height(measured) + detail_gap_;
  sheet_->lines(measured.detail, entry.detail,
                {text_x, below, width_ - time_width_, measured.detail.height()}, theme.second);
}

// The announced time, struck out below the one that holds.
void EntryList::draw_was(const std::string& was, int x, int top) {
  const int baseline = sheet_->baseline(was_font_, top, was_pitch());
  const Color color = sheet_->theme.faint;
  sheet_->text_cells(was, x, baseline, was_font_, color);
  sheet_->strike(x, baseline, sheet_->measure_cells(was, was_font_), was_font_, color);
}

// A short bar between time and title.
void EntryList::mark(Color track, const Fitted& title, int text_x, int top) {
  const int size = title.font.size;
  const int width = std::max(2, size / 7);
  const int inset = size / 6;  // from the lines to the letters
  sheet_->canvas().fill({text_x - size * 3 / 7 - width, top + inset, width,
                         std::max(title.height(), title.pitch) - 2 * inset},
                        legible(track, sheet_->theme), width / 2);
}

Section::Section(Sheet& sheet, const std::string& heading, std::span<const Entry> entries,
                 int time_width, const Rect& box)
    : sheet_(sheet),
      entries_(entries),
      x_(box.x),
      list_(sheet, entries, box.width, time_width, ListStyle{}) {
  constexpr double kHeadingGap = 0.8;
  add_label(sheet, heading_, 0, heading, type::kSmall, sheet.theme.faint, box.x, box.width);
  heading_height_ = heading_.empty() ? 0 : heading_.height() + sheet.px(kHeadingGap);
  fit_ = rows_that_fit(list_.rows(), box.height - heading_height_, list_.padding());
  if (fit_ == 0) return;
  height_ = heading_height_;
  for (int i = 0; i < fit_; ++i) height_ += list_.rows()[i].height;
}

void Section::draw(int top) {
  sheet_.drawn.entries_left_out += static_cast<int>(list_.rows().size()) - fit_;
  if (fit_ == 0) return;
  heading_.draw(top);
  list_.draw(0, fit_, x_, top + heading_height_, 0);
}

}  // namespace roomsign::render
