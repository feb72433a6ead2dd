#include <algorithm>
#include <array>
#include <cmath>

#include "render/layouts/frame.hpp"
#include "render/layouts/headline.hpp"
#include "render/layouts/list.hpp"
#include "render/layouts/scenes.hpp"

namespace roomsign::render {
namespace {

constexpr double kColumn = 80;  // about as wide as a column reads well
constexpr double kColumnGap = 7;
constexpr double kNarrowest = 44;

// How the day may be set, from what holds most to what reads best.
struct Setting {
  int more_columns = 0;  // than the width asks for
  ListStyle style;
};
constexpr std::array<Setting, 15> kSettings = {{{1, {3, 0.3, 3, 1}},
                                                {1, {3, 0.5}},
                                                {1, {3, 0.73}},
                                                {0, {3, 0.5}},
                                                {0, {3, 0.73}},
                                                {0, {3.2, 0.73}},
                                                {0, {3.4, 0.73}},
                                                {0, {3.7, 0.73}},
                                                {0, {4, 0.73}},
                                                {0, {4.4, 0.8}},
                                                {0, {4.8, 0.9}},
                                                {0, {5.2, 1}},
                                                {-1, {4.8, 1}},
                                                {-1, {5.4, 1}},
                                                {-1, {6, 1}}}};
constexpr std::size_t kAiry = 1;     // the first that takes no line from a detail
constexpr std::size_t kOnPages = 3;  // the first with as many columns as the width asks for

// The day in one setting.
struct Columns {
  EntryList list;
  int count = 1;  // a page
  int width = 0;
  std::vector<int> starts = {};  // the first row of each column, then the number of rows
  int pages = 1;
  bool fits = true;  // each row, under its day's heading
};

// Fills columns of a height with the rows.
void arrange(Columns& columns, int height) {
  const EntryList& list = columns.list;
  const int heading = list.heading_height();
  columns.starts = pack_evenly(list.rows(), columns.count,
                               {.height = height, .slack = list.padding(), .repeated = heading});
  const int used = static_cast<int>(columns.starts.size());
  columns.pages = std::max(1, (used + columns.count - 1) / columns.count);
  columns.starts.push_back(static_cast<int>(list.rows().size()));
  const int free = height - heading + list.padding();
  columns.fits =
      std::ranges::all_of(list.rows(), [&](const Row& row) { return row.height <= free; });
}

Columns pack(Sheet& sheet, const std::vector<Entry>& entries, const Setting& setting, Size size) {
  const int gap = sheet.px(kColumnGap);
  const int asked = static_cast<int>(std::lround(1.0 * size.width / sheet.px(kColumn)));
  const int most = std::max(1, (size.width + gap) / (sheet.px(kNarrowest) + gap));
  const int count = std::clamp(asked + setting.more_columns, 1, most);
  const int width = (size.width - (count - 1) * gap) / count;
  const int times = time_column(sheet, entries, setting.style.size_u);
  Columns columns{
      .list = {sheet, entries, width, times, setting.style}, .count = count, .width = width};
  arrange(columns, size.height);
  return columns;
}

// Where nothing but a row's bounds cuts an entry: with all its lines, if these need no more pages.
Columns uncut(Sheet& sheet, const std::vector<Entry>& entries, Columns columns, Setting setting,
              Size size) {
  constexpr int kAllTitleLines = 6;
  constexpr int kAllDetailLines = 3;
  if (!columns.list.cut()) return columns;
  setting.style.title_lines = kAllTitleLines;
  setting.style.detail_lines = kAllDetailLines;
  Columns all = pack(sheet, entries, setting, size);
  return all.fits && all.pages <= columns.pages ? std::move(all) : std::move(columns);
}

// In the setting that reads best of those that need the fewest pages: a day at a glance is worth
// more than large letters. Entries lose lines only where else there were more pages, or where they
// are higher than the box.
Columns pack_best(Sheet& sheet, const std::vector<Entry>& entries, Size size) {
  std::size_t low = kAiry;
  std::size_t high = kSettings.size();
  Columns best = pack(sheet, entries, kSettings[low], size);
  if (best.pages == 2) {
    Columns tight = pack(sheet, entries, kSettings[0], size);
    if (tight.pages == 1 && tight.fits) {
      return uncut(sheet, entries, std::move(tight), kSettings[0], size);
    }
  }
  if (best.pages > 1) {
    size.height -= sheet.px(kPageMarks);
    arrange(best, size.height);
    Columns wider = pack(sheet, entries, kSettings[kOnPages], size);
    if (wider.pages <= best.pages || !best.fits) {
      low = kOnPages;
      best = std::move(wider);
    } else {
      high = kOnPages;
    }
  }
  for (const int lines : {2, 1}) {  // a bar with a band is low
    if (best.fits) break;
    best = pack(sheet, entries, {0, {3, 0.5, lines, 1}}, size);
    high = low;
  }
  const int pages = best.pages;
  while (high > low + 1) {
    const std::size_t middle = (low + high) / 2;
    Columns tried = pack(sheet, entries, kSettings[middle], size);
    if (tried.pages > pages || !tried.fits) {
      high = middle;
    } else {
      low = middle;
      best = std::move(tried);
    }
  }
  return high > low ? uncut(sheet, entries, std::move(best), kSettings[low], size) : best;
}

int height_of(const Columns& columns, int column) {
  int height = -columns.list.padding();
  for (int i = columns.starts[column]; i < columns.starts[column + 1]; ++i) {
    height += columns.list.rows()[i].height;
  }
  return height;
}

// The heading that is repeated above a column that begins in the middle of a day; -1: there is
// none, or no room for it.
int repeated_heading(const Columns& columns, int column, int height) {
  const int heading = columns.list.heading_of(columns.starts[column]);
  if (heading < 0) return -1;
  return columns.list.rows()[heading].height + height_of(columns, column) <= height ? heading : -1;
}

// How much higher each row may become so that the fullest column fills the height; the same for
// all, so that the columns keep one rhythm.
int stretch_of(Sheet& sheet, const Columns& columns, int first, int last, int height) {
  int stretch = sheet.px(3.2);
  const auto& rows = columns.list.rows();
  for (int c = first; c < last; ++c) {
    const int heading = repeated_heading(columns, c, height);
    const int used = (heading < 0 ? 0 : rows[heading].height) + height_of(columns, c);
    const auto stretched =
        std::count_if(rows.begin() + columns.starts[c], rows.begin() + columns.starts[c + 1],
                      [](const Row& row) { return !row.heading; });
    stretch = std::min(stretch, (height - used) / std::max(1, static_cast<int>(stretched)));
  }
  return std::max(stretch, 0);
}

}  // namespace

void draw_agenda(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  const int top = box.y + draw_headline(sheet, screen, box);
  if (screen.list.empty()) return;
  Columns columns = pack_best(sheet, screen.list, {box.width, box.bottom() - top});
  const int marks = columns.pages > 1 ? sheet.px(kPageMarks) : 0;
  EntryList& list = columns.list;
  sheet.drawn.pages = columns.pages;
  const int shown = page_shown(page, columns.pages);
  const int first = shown * columns.count;
  const int last = std::min(first + columns.count, static_cast<int>(columns.starts.size()) - 1);
  const int height = box.bottom() - marks - top;
  const int stretch = stretch_of(sheet, columns, first, last, height);
  for (int c = first; c < last; ++c) {
    const int x = box.x + (c - first) * (columns.width + sheet.px(kColumnGap));
    int y = top;
    if (const int heading = repeated_heading(columns, c, height); heading >= 0) {
      list.draw(heading, heading + 1, x, y, 0);
      y += list.rows()[heading].height;
    }
    list.draw(columns.starts[c], columns.starts[c + 1], x, y, stretch);
  }
  draw_page_marks(sheet, columns.pages, shown, box.right(), box.bottom());
}

}  // namespace roomsign::render
