// What is on in many rooms. A door is three cells: the room, what is on, what comes next; beside
// each other in a row, or one below the other as a card.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "render/characters.hpp"
#include "render/layouts/frame.hpp"
#include "render/layouts/headline.hpp"
#include "render/layouts/pack.hpp"
#include "render/layouts/scenes.hpp"

namespace roomsign::render {
namespace {

constexpr double kColumn = 80;  // about as wide as a card reads well
constexpr double kGap = 5;      // between columns
constexpr double kLowest = 60;  // a lower box has cards
constexpr double kMostStretch = 5;

// The look of a door, in u and in parts of the size.
struct DoorStyle {
  double size_u;
  double padding;
  int lines;    // of a title
  bool detail;  // who speaks
};
// From what holds most to what reads best; the first only where the second needs too many pages.
constexpr std::array<DoorStyle, 11> kStyles = {{{3, 0.45, 1, false},
                                                {3, 0.5, 2, false},
                                                {3, 0.5, 3, false},
                                                {3, 0.6, 2, true},
                                                {3, 0.6, 3, true},
                                                {3.2, 0.7, 3, true},
                                                {3.4, 0.8, 3, true},
                                                {3.7, 0.8, 3, true},
                                                {4, 0.8, 3, true},
                                                {4.4, 0.9, 4, true},
                                                {4.8, 1, 5, true}}};
constexpr double kRoomSize = 1.25;
constexpr double kDetailSize = type::kSmall / type::kList;
constexpr int kNewsLines = 2;  // of what became of a session

// A title with a line below it.
struct Cell {
  const Entry* entry = nullptr;  // null: an empty cell
  int width = 0;
  Fitted title;
  std::optional<Fitted> detail;  // as much as fits
  int height() const { return title.height() + (detail ? detail->height() : 0); }
};

struct SetDoor {
  const Door* door = nullptr;
  Fitted room;
  Cell now;
  Cell next;
};

// The widths of a door's cells.
struct Cells {
  int room = 0;
  int now = 0;   // 0: nothing is on anywhere
  int next = 0;  // with its time; 0: nothing comes anywhere
};

// The doors set in one style, in rows or as cards of a width.
class Doors {
 public:
  Doors(Sheet& sheet, const std::vector<Door>& doors, int width, bool in_rows,
        const DoorStyle& style)
      : sheet_(&sheet),
        in_rows_(in_rows),
        style_(style),
        width_(width),
        gap_(sheet.px(kGap)),
        padding_(sheet.px(style.size_u * style.padding)),
        line_gap_(sheet.px(style.size_u * 0.25)),
        font_(sheet.font(Face::kSemiBold, style.size_u)),
        left_font_(sheet.font(Face::kSemiBold, style.size_u * kDetailSize)),
        pitch_(sheet.pitch(font_, type::kListLeading)) {
    for (const Door& door : doors) {
      time_ = std::max(time_, sheet.measure_cells(door.next.time, font_));
    }
    time_ += sheet.px(style.size_u * 0.95);
    cells_ = in_rows ? beside_each_other(doors) : Cells{width, width, width};
    for (const Door& door : doors) {
      // Each title has what its own time leaves: one long phrase does not narrow the others.
      doors_.push_back({&door, set_room(door),
                        set_cell(door.now, cells_.now, in_rows_ ? left_width(door) : 0),
                        set_cell(door.next, cells_.next - time_, 0)});
      rows_.push_back({height(doors_.back()) + 2 * padding_, false});
    }
  }

  const std::vector<Row>& rows() const { return rows_; }
  int padding() const { return padding_; }
  int cuts() const { return cuts_; }  // names and titles that end in an ellipsis
  const std::string& room(int index) const { return doors_[index].door->room; }

  // Where what is on and what comes next stand in rows; nothing where that is nowhere.
  std::optional<Rect> place_of_now(const Rect& box) const {
    if (!in_rows_ || cells_.now == 0) return std::nullopt;
    return Rect{box.x + cells_.room + gap_, box.y, cells_.now, box.height};
  }
  std::optional<Rect> place_of_next(const Rect& box) const {
    if (!in_rows_ || cells_.next == 0) return std::nullopt;
    return Rect{box.right() - cells_.next, box.y, cells_.next, box.height};
  }

  // The blank at its ends lies within `top`.
  void draw(int index, int x, int top) {
    const SetDoor& set = doors_[index];
    top += padding_;
    sheet_->lines(set.room, set.door->room, {x, top, cells_.room, set.room.height()},
                  sheet_->theme.text);
    in_rows_ ? draw_row(set, x, top) : draw_card(set, x, top);
  }

 private:
  // A room's cell is as wide as its name asks for, within limits; the others share the rest.
  Cells beside_each_other(const std::vector<Door>& doors) {
    const auto none = [&](Entry Door::* entry) {
      return std::ranges::all_of(doors,
                                 [&](const Door& door) { return (door.*entry).title.empty(); });
    };
    const Font font = {.face = Face::kSemiBold,
                       .size = std::max(1, sheet_->px(style_.size_u * kRoomSize))};
    Cells cells;
    for (const Door& door : doors) {
      cells.room = std::max(cells.room, sheet_->canvas().measure(door.room, font));
    }
    cells.room = std::clamp(cells.room, width_ * 12 / 100, width_ * 24 / 100);
    const int rest = width_ - cells.room - gap_;
    if (none(&Door::now)) {
      cells.next = rest;
    } else if (none(&Door::next)) {
      cells.now = rest;
    } else {
      cells.now = (rest - gap_) * 54 / 100;
      cells.next = rest - gap_ - cells.now;
    }
    return cells;
  }

  // A long name is smaller before it is cut.
  Fitted set_room(const Door& door) {
    constexpr int kAnyHeight = std::numeric_limits<int>::max();
    const auto sizes = sheet_->sizes(style_.size_u, style_.size_u * kRoomSize);
    Fitted room =
        fit_lines(sheet_->canvas(), door.room, Face::kSemiBold, sizes, type::kListLeading,
                  {std::max(room_width(door), 1), kAnyHeight}, room_lines(), Balance::kFull);
    cuts_ += room.paragraph.cut ? 1 : 0;
    return room;
  }

  // Whoever looks for a room needs all of its name.
  int room_lines() const { return style_.lines > 1 ? style_.lines + 1 : 1; }

  // In a card what remains stands beside the room.
  int room_width(const Door& door) const {
    if (in_rows_ || door.now.title.empty()) return cells_.room;
    return cells_.room - left_width(door);
  }

  // What remains, with the gap before it.
  int left_width(const Door& door) const {
    const std::string& left = door.now.time;
    return left.empty() ? 0 : sheet_->measure_cells(left, left_font_) + gap_ / 2;
  }

  Fitted set_title(const Entry& entry, int width) {
    const Font font = sheet_->font(entry.quiet ? Face::kMedium : Face::kSemiBold, style_.size_u);
    Fitted title{
        break_lines(sheet_->canvas(), entry.title, font, width, style_.lines, Balance::kFull), font,
        pitch_};
    cuts_ += title.paragraph.cut ? 1 : 0;
    return title;
  }

  // `taken`: by what stands at the right of the title, but not of the detail below.
  Cell set_cell(const Entry& entry, int width, int taken) {
    Cell cell;
    if (entry.title.empty()) return cell;
    cell.entry = &entry;
    cell.width = std::max(width, 1);
    cell.title = set_title(entry, std::max(width - taken, 1));
    const bool tells = (entry.struck || entry.news) && style_.lines > 1;
    if (entry.detail.empty() || !(style_.detail || tells)) return cell;
    const Font font = sheet_->font(Face::kRegular, style_.size_u * kDetailSize);
    cell.detail = Fitted{break_lines(sheet_->canvas(), entry.detail, font, cell.width,
                                     tells ? kNewsLines : 1, Balance::kFull),
                         font, sheet_->pitch(font, type::kListLeading)};
    return cell;
  }

  int height(const SetDoor& set) const {
    if (!in_rows_) return below_room(set) + below_now(set) + set.next.height();
    const int shift = row_shift(set);
    return std::max({set.room.height(), shift + set.now.height(), shift + set.next.height()});
  }

  // In a card, how much lower than the room (or what remains, beside it) what is on stands, and
  // than that what comes next.
  int below_room(const SetDoor& set) const {
    const bool says_left = set.now.entry != nullptr && !set.now.entry->time.empty();
    return std::max(set.room.height(), says_left ? row_shift(set) + pitch_ : 0) + line_gap_;
  }
  int below_now(const SetDoor& set) const {
    return set.now.entry == nullptr ? 0 : set.now.height() + line_gap_;
  }

  // In a row the other cells stand on the baseline of the room.
  int row_shift(const SetDoor& set) const {
    return sheet_->baseline(set.room.font, 0, set.room.pitch) - sheet_->baseline(font_, 0, pitch_);
  }

  void draw_row(const SetDoor& set, int x, int top) {
    top += row_shift(set);
    const int now = x + cells_.room + gap_;
    draw_cell(set.now, now, top);
    draw_left(set, now + cells_.now, top);
    draw_next(set.next, x + width_ - cells_.next, top);
  }

  void draw_card(const SetDoor& set, int x, int top) {
    draw_left(set, x + width_, top + row_shift(set));
    top += below_room(set);
    draw_cell(set.now, x, top);
    draw_next(set.next, x, top + below_now(set));
  }

  // What remains, up to `right`.
  void draw_left(const SetDoor& set, int right, int top) {
    if (set.now.entry == nullptr) return;
    const std::string& left = set.now.entry->time;
    const Color color = set.now.entry->quiet ? sheet_->theme.second : sheet_->theme.accent;
    sheet_->text_cells(left, right - sheet_->measure_cells(left, left_font_),
                       sheet_->baseline(font_, top, pitch_), left_font_, color);
  }

  void draw_next(const Cell& cell, int x, int top) {
    if (cell.entry == nullptr) return;
    sheet_->text_cells(cell.entry->time, x, sheet_->baseline(font_, top, pitch_), font_,
                       sheet_->theme.second);
    draw_cell(cell, x + time_, top);
  }

  void draw_cell(const Cell& cell, int x, int top) {
    if (cell.entry == nullptr) return;
    const bool quiet = cell.entry->quiet || cell.entry->struck;
    sheet_->lines(cell.title, cell.entry->title, {x, top, cell.width, cell.title.height()},
                  quiet ? sheet_->theme.second : sheet_->theme.text);
    if (cell.entry->struck) sheet_->strike(cell.title, x, top);
    if (!cell.detail) return;
    sheet_->lines(*cell.detail, cell.entry->detail,
                  {x, top + cell.title.height(), cell.width, cell.detail->height()},
                  sheet_->theme.second);
  }

  Sheet* sheet_;
  bool in_rows_;
  DoorStyle style_;
  int width_;
  int gap_;
  int padding_;
  int line_gap_;
  Font font_;
  Font left_font_;  // of what remains
  int pitch_;
  int time_ = 0;  // width of the times before what comes next, gap included
  Cells cells_;
  int cuts_ = 0;
  std::vector<SetDoor> doors_;
  std::vector<Row> rows_;
};

// The doors in one style, in columns on pages.
struct Pages {
  Doors doors;
  std::vector<int> starts;  // the first door of each column, then the number of doors
  int count = 1;
};

// How a box is filled.
struct Grid {
  bool in_rows = false;
  int columns = 1;
  int width = 0;  // of a column
  int height = 0;
};

Pages pack(Sheet& sheet, const std::vector<Door>& doors, const Grid& grid, const DoorStyle& style) {
  Doors set(sheet, doors, grid.width, grid.in_rows, style);
  std::vector<int> starts =
      pack_evenly(set.rows(), grid.columns, {.height = grid.height, .slack = set.padding()});
  const int pages = (static_cast<int>(starts.size()) + grid.columns - 1) / grid.columns;
  starts.push_back(static_cast<int>(doors.size()));
  return {std::move(set), std::move(starts), pages};
}

bool each_fits(const Pages& pages, int height) {
  return std::ranges::all_of(pages.doors.rows(), [&](const Row& row) {
    return row.height - pages.doors.padding() <= height;
  });
}

// Of the styles that need no more pages than the densest the one that reads best of those that cut
// the fewest words.
Pages pack_best(Sheet& sheet, const std::vector<Door>& doors, Grid grid) {
  constexpr int kMostPages = 6;  // nobody waits for more
  std::size_t densest = 1;
  Pages best = pack(sheet, doors, grid, kStyles[densest]);
  if (best.count > 1) {
    grid.height -= sheet.px(kPageMarks);
    best = pack(sheet, doors, grid, kStyles[densest]);
  }
  if (best.count > kMostPages || !each_fits(best, grid.height)) {
    densest = 0;
    best = pack(sheet, doors, grid, kStyles[densest]);
  }
  for (std::size_t i = densest + 1; i < kStyles.size(); ++i) {
    Pages tried = pack(sheet, doors, grid, kStyles[i]);
    if (tried.count > best.count || !each_fits(tried, grid.height)) break;
    if (tried.doors.cuts() <= best.doors.cuts()) best = std::move(tried);
  }
  return best;
}

// How much higher each door may become so that the fullest column fills the height.
int stretch_of(Sheet& sheet, const Pages& pages, int first, int last, int height) {
  int stretch = sheet.px(kMostStretch);
  const auto& rows = pages.doors.rows();
  for (int c = first; c < last; ++c) {
    int used = -pages.doors.padding();
    for (int i = pages.starts[c]; i < pages.starts[c + 1]; ++i) used += rows[i].height;
    stretch = std::min(stretch, (height - used) / (pages.starts[c + 1] - pages.starts[c]));
  }
  return std::max(stretch, 0);
}

// A column of doors, rules between them; one that is too high even alone is counted as left out.
void draw_column(Sheet& sheet, Pages& pages, int column, const Rect& box, int stretch) {
  int y = box.y;
  for (int i = pages.starts[column]; i < pages.starts[column + 1]; ++i) {
    const int height = pages.doors.rows()[i].height;
    if (y + height - pages.doors.padding() > box.bottom()) {
      ++sheet.drawn.entries_left_out;
      sheet.drawn.lost.push_back(pages.doors.room(i));
      continue;
    }
    if (i > pages.starts[column]) sheet.rule(box.x, y, box.width);
    pages.doors.draw(i, box.x, y + stretch / 2);
    y += height + stretch;
  }
}

void draw_heading(Sheet& sheet, const std::string& words, const std::optional<Rect>& place) {
  if (!place) return;
  const Font font = sheet.label_font(type::kSmall);
  const std::string line = cut_line(sheet.canvas(), capitals(words), font, place->width);
  const int pitch = sheet.pitch(font, type::kListLeading);
  sheet.canvas().text(line, place->x, sheet.baseline(font, place->y, pitch), font,
                      sheet.theme.faint);
}

// As rows in one column where the box is wide and high enough for that, else as cards.
Grid grid_of(Sheet& sheet, const Rect& box, int doors) {
  if (box.height >= sheet.px(kLowest) && box.width > box.height)
    return {true, 1, box.width, box.height};
  const int columns =
      std::clamp(static_cast<int>(std::lround(1.0 * box.width / sheet.px(kColumn))), 1, doors);
  return {false, columns, (box.width - (columns - 1) * sheet.px(kGap)) / columns, box.height};
}

}  // namespace

void draw_lobby(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  constexpr double kHeadings = 4;
  int top = box.y + draw_headline(sheet, screen, box);
  if (screen.doors.empty()) return;
  Grid grid = grid_of(sheet, box, static_cast<int>(screen.doors.size()));
  const int headings = top;
  if (grid.in_rows) top += sheet.px(kHeadings);
  grid.height = box.bottom() - top;
  Pages pages = pack_best(sheet, screen.doors, grid);
  draw_heading(sheet, screen.now_heading,
               pages.doors.place_of_now({box.x, headings, box.width, 0}));
  draw_heading(sheet, screen.list_heading,
               pages.doors.place_of_next({box.x, headings, box.width, 0}));
  if (grid.in_rows) sheet.rule(box.x, top, box.width);

  const int shown = page_shown(page, pages.count);
  const int first = shown * grid.columns;
  const int last = std::min(first + grid.columns, static_cast<int>(pages.starts.size()) - 1);
  if (pages.count > 1) grid.height -= sheet.px(kPageMarks);
  const int stretch = stretch_of(sheet, pages, first, last, grid.height);
  for (int c = first; c < last; ++c) {
    const int x = box.x + (c - first) * (grid.width + sheet.px(kGap));
    draw_column(sheet, pages, c, {x, top, grid.width, grid.height}, stretch);
  }
  sheet.drawn.pages = pages.count;
  draw_page_marks(sheet, pages.count, shown, box.right(), box.bottom());
}

}  // namespace roomsign::render
