// Lists of a programme's entries: time, title (three lines at most), detail (two); rules between
// them. An entry is shown whole or not at all.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "render/layouts/pack.hpp"
#include "render/layouts/sheet.hpp"

namespace roomsign::render {

// The look of a list, in u and in parts of the size.
struct ListStyle {
  double size_u = type::kList;
  double padding = 0.73;  // blank at both ends of an entry
  int title_lines = 3;    // at most
  int detail_lines = 2;
};

// Entries measured for a width and a style.
class EntryList {
 public:
  // `time_width`: of the column of times, gap included (see time_column).
  EntryList(Sheet& sheet, std::span<const Entry> entries, int width, int time_width,
            const ListStyle& style);

  const std::vector<Row>& rows() const { return rows_; }
  int padding() const { return padding_; }  // blank at both ends of each row
  bool cut() const;                         // whether a title or a detail ends in an ellipsis

  // The heading that rows from `first` on stand under; -1: none, or `first` is one itself.
  int heading_of(int first) const;
  int heading_height() const;  // of the highest; 0: there are none

  // Rows [first, last), one below the other from `top`, each but headings `stretch` higher than
  // measured.
  void draw(int first, int last, int x, int top, int stretch);

 private:
  struct Measured {
    const Entry* entry;
    Fitted title;
    Fitted detail;
  };
  static int title_height(const Measured& measured);
  int was_pitch() const;
  void draw_entry(const Measured& measured, int x, int top);
  void draw_was(const std::string& was, int x, int top);
  void mark(Color track, const Fitted& title, int text_x, int top);

  Sheet* sheet_;
  int width_;
  int time_width_;
  int padding_;
  int detail_gap_;
  Font time_font_;
  Font was_font_;
  std::vector<Measured> measured_;
  std::vector<Row> rows_;
};

// The width that the times of all `entries` need, at least that of "00:00", with the gap.
int time_column(Sheet& sheet, std::span<const Entry> entries, double size_u);

// A heading and as many whole entries as fit below it. Entries that do not fit are counted in the
// sheet's `drawn` when it is drawn; where not even one fits, nothing is.
class Section {
 public:
  // Of the box, `y` does not matter.
  Section(Sheet& sheet, const std::string& heading, std::span<const Entry> entries, int time_width,
          const Rect& box);

  int height() const { return height_; }  // 0: nothing fits
  void draw(int top);

  // The entries that do not fit.
  std::span<const Entry> left_out() const {
    return entries_.subspan(static_cast<std::size_t>(fit_));
  }

 private:
  Sheet& sheet_;
  std::span<const Entry> entries_;
  int x_;
  Stack heading_;
  EntryList list_;
  int heading_height_ = 0;
  int fit_ = 0;
  int height_ = 0;
};

}  // namespace roomsign::render
