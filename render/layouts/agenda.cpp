#include <algorithm>
#include <array>
#include <cmath>

#include "render/layouts/frame.hpp"
#include "render/layouts/list.hpp"
#include "render/layouts/scenes.hpp"

namespace roomsign::render {
namespace {

constexpr double kColumn = 80;  // about as wide as a column reads well
constexpr double kColumnGap = 7;
constexpr double kNarrowest = 44;
constexpr double kHeadlineGap = 1.6;

// Draws the headline with its aside, beside it or, where that is too wide, below. Returns the
// height taken.
int draw_headline(Sheet& sheet, const Screen& screen, const Rect& box) {
  if (screen.headline.empty()) return 0;
  constexpr std::string_view kSeparator = " · ";
  Canvas& canvas = sheet.canvas();
  const Font font = sheet.font(Face::kSemiBold, type::kHeadline);
  const std::string aside = screen.headline_aside.empty()
                                ? std::string()
                                : std::string(kSeparator) + screen.headline_aside;
  const int pitch = sheet.pitch(font, type::kListLeading);
  const int width = sheet.measure_cells(screen.headline, font);
  if (width + sheet.measure_cells(aside, font) <= box.width) {
    const int baseline = sheet.baseline(font, box.y, pitch);
    sheet.text_cells(screen.headline, box.x, baseline, font, sheet.theme.text);
    sheet.text_cells(aside, box.x + width, baseline, font, sheet.theme.second);
    return pitch;
  }
  const Fitted headline =
      fit_lines(canvas, screen.headline, Face::kDisplay, sheet.sizes(4, type::kHeadline),
                type::kTitleLeading, {box.width, 2 * pitch}, 2, Balance::kEven);
  sheet.lines(headline, screen.headline, {box.x, box.y, box.width, headline.height()},
              sheet.theme.text);
  const Font small = {.face = Face::kDisplay, .size = headline.font.size};
  const std::string below = cut_line(canvas, screen.headline_aside, small, box.width);
  if (below.empty()) return headline.height();
  sheet.text_cells(below, box.x, sheet.baseline(small, box.y + headline.height(), headline.pitch),
                   small, sheet.theme.second);
  return headline.height() + headline.pitch;
}

// How the day may be set, from what holds most to what reads best.
struct Setting {
  int more_columns = 0;  // than the width asks for
  ListStyle style;
};
constexpr std::array<Setting, 8> kSettings = {{{1, {3, 0.5}},
                                               {1, {3, 0.73}},
                                               {0, {3, 0.5}},
                                               {0, {3, 0.73}},
                                               {0, {3.2, 0.73}},
                                               {0, {3.4, 0.73}},
                                               {0, {3.7, 0.73}},
                                               {0, {4, 0.73}}}};
constexpr std::size_t kOnPages = 2;  // the first with as many columns as the width asks for

// The day in one setting.
struct Columns {
  EntryList list;
  int count = 1;  // a page
  int width = 0;
  std::vector<int> starts;  // the first row of each column, then the number of rows
  int pages = 1;
};

Columns pack(Sheet& sheet, const std::vector<Entry>& entries, const Setting& setting, Size size) {
  const int gap = sheet.px(kColumnGap);
  const int asked = static_cast<int>(std::lround(1.0 * size.width / sheet.px(kColumn)));
  const int most = std::max(1, (size.width + gap) / (sheet.px(kNarrowest) + gap));
  const int count = std::clamp(asked + setting.more_columns, 1, most);
  const int width = (size.width - (count - 1) * gap) / count;
  const int times = time_column(sheet, entries, setting.style.size_u);
  EntryList list(sheet, entries, width, times, setting.style);
  std::vector<int> starts = pack_evenly(
      list.rows(), count,
      {.height = size.height, .slack = list.padding(), .repeated = list.heading_height()});
  const int pages = std::max(1, (static_cast<int>(starts.size()) + count - 1) / count);
  starts.push_back(static_cast<int>(entries.size()));
  return {std::move(list), count, width, std::move(starts), pages};
}

// In the setting that reads best of those that hold all on one page; if none does, of those that
// need no more pages than the densest.
Columns pack_best(Sheet& sheet, const std::vector<Entry>& entries, Size size) {
  std::size_t low = 0;
  std::size_t high = kSettings.size();
  Columns best = pack(sheet, entries, kSettings[low], size);
  if (best.pages > 1) {
    low = kOnPages;
    size.height -= sheet.px(kPageMarks);
    best = pack(sheet, entries, kSettings[low], size);
  }
  const int pages = best.pages;
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    Columns tried = pack(sheet, entries, kSettings[middle], size);
    if (tried.pages > pages) {
      high = middle;
    } else {
      low = middle;
      best = std::move(tried);
    }
  }
  return best;
}

// How much higher each row may become so that the fullest column fills the height; the same for
// all, so that the columns keep one rhythm.
int stretch_of(Sheet& sheet, const Columns& columns, int first, int last, int height) {
  int stretch = sheet.px(3.2);
  for (int c = first; c < last; ++c) {
    const auto& rows = columns.list.rows();
    const int heading = columns.list.heading_of(columns.starts[c]);
    int used = (heading < 0 ? 0 : rows[heading].height) - columns.list.padding();
    int stretched = 0;
    for (int i = columns.starts[c]; i < columns.starts[c + 1]; ++i) {
      used += rows[i].height;
      stretched += rows[i].heading ? 0 : 1;
    }
    stretch = std::min(stretch, (height - used) / std::max(1, stretched));
  }
  return std::max(stretch, 0);
}

}  // namespace

void draw_agenda(Sheet& sheet, const Screen& screen, const Rect& box, long page) {
  const int headline = draw_headline(sheet, screen, box);
  if (screen.list.empty()) return;
  const int top = box.y + (headline > 0 ? headline + sheet.px(kHeadlineGap) : 0);
  Columns columns = pack_best(sheet, screen.list, {box.width, box.bottom() - top});
  const int marks = columns.pages > 1 ? sheet.px(kPageMarks) : 0;
  EntryList& list = columns.list;
  sheet.drawn.pages = columns.pages;
  const int shown = static_cast<int>((page % columns.pages + columns.pages) % columns.pages);
  const int first = shown * columns.count;
  const int last = std::min(first + columns.count, static_cast<int>(columns.starts.size()) - 1);
  const int stretch = stretch_of(sheet, columns, first, last, box.bottom() - marks - top);
  for (int c = first; c < last; ++c) {
    const int x = box.x + (c - first) * (columns.width + sheet.px(kColumnGap));
    int y = top;
    if (const int heading = list.heading_of(columns.starts[c]); heading >= 0) {
      list.draw(heading, heading + 1, x, y, 0);
      y += list.rows()[heading].height;
    }
    list.draw(columns.starts[c], columns.starts[c + 1], x, y, stretch);
  }
  draw_page_marks(sheet, columns.pages, shown, box.right(), box.bottom());
}

}  // namespace roomsign::render
