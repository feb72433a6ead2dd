#include "daemon/formats/html/timeline.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/length.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

using std::chrono::minutes;
using Kind = TimedRow::Kind;

constexpr std::size_t kLongestSection = 120;

LocalTime written(const OffsetInstant& time) {
  return LocalTime(time.instant.time_since_epoch() + time.offset.value_or(std::chrono::seconds(0)));
}

// "12:00 - 13:00 Lunch" in one cell: the time's bytes, as many words as can be one.
std::size_t time_prefix(const std::string& line, TimeCell& time) {
  constexpr int kMostWords = 7;  // "9:00 a.m. - 10:00 a.m. (CET)"
  std::size_t found = 0;
  std::size_t end = 0;
  for (int words = 0; words < kMostWords && end < line.size(); ++words) {
    end = std::min(line.find(' ', end + 1), line.size());
    std::string_view text = std::string_view(line).substr(0, end);
    while (text.ends_with(':') || text.ends_with(',')) text.remove_suffix(1);
    const TimeCell cell = parse_time_cell(text);
    const bool known_zone = cell.zone.empty() || zone_called(cell.zone).zone.has_value();
    if (cell.kind != TimeCell::Kind::kTime || !known_zone || cell.open_end) continue;
    time = cell;
    found = end;
  }
  return found;
}

class Reader {
 public:
  Reader(const Grid& grid, const Columns& columns, const RowsOptions& options)
      : grid_(grid), columns_(columns), options_(options) {}

  Timeline read() {
    for (std::size_t row = columns_.first_row; row < grid_.rows.size(); ++row) collect(row);
    settle_untimed();
    std::vector<TimeCell> cells;
    for (const TimedRow& row : rows()) cells.push_back(row.time);
    mode_ = hour_mode(cells);
    for (std::size_t i = 0; i < rows().size(); ++i) settle_times(i);
    return std::move(out_);
  }

 private:
  std::vector<TimedRow>& rows() { return out_.rows; }

  template <class... Args>
  void warn(const TimedRow& row, fmt::format_string<Args...> text, Args&&... args) {
    out_.warnings.push_back(
        fmt::format("row {}: {}", row.number, fmt::format(text, std::forward<Args>(args)...)));
  }

  void collect(std::size_t index) {
    const Place& place = grid_.rows[index][columns_.start];
    TimedRow row;
    row.index = index;
    row.number = options_.rows_above + index - columns_.first_row + 1;
    row.text = cell_text(place.cell);
    row.time = parse_time_cell(row.text, columns_.bare_digits);
    if (const Node* banner = grid_.banner(index); banner != nullptr) {
      collect_banner(row, *banner);
    } else if (!is_time(row) && says_all(index, place.cell) && takes_opening(row, *place.cell)) {
      row.kind = Kind::kTimed;
    } else {
      if (place.cell != nullptr) row.attribute = time_attribute(*place.cell);
      take_end_column(row);
      row.kind = kind_of(row, place);
    }
    rows().push_back(std::move(row));
  }

  void collect_banner(TimedRow& row, const Node& banner) const {
    row.text = cell_text(&banner);
    row.time = TimeCell();
    if (row.text.empty()) return;
    if (takes_opening(row, banner)) {
      row.kind = Kind::kTimed;
    } else if (row.prefix == 0 && row.text.size() <= kLongestSection) {
      row.kind = Kind::kSection;
    }
  }

  // Whether the cell opens with a time and goes on with words.
  static bool takes_opening(TimedRow& row, const Node& cell) {
    TimeCell time;
    row.prefix = time_prefix(row.text.substr(0, row.text.find('\n')), time);
    if (row.prefix == 0) return false;
    row.time = time;
    row.opener = &cell;
    return row.prefix < row.text.size();
  }

  // "12:00 lunch" reads as a time in a zone called LUNCH, until one looks for it.
  static bool is_time(const TimedRow& row) {
    const bool known_zone = row.time.zone.empty() || zone_called(row.time.zone).zone.has_value();
    return row.time.kind == TimeCell::Kind::kTime && known_zone;
  }

  bool says_all(std::size_t index, const Node* cell) const {
    if (cell == nullptr) return false;
    return std::ranges::all_of(grid_.rows[index], [&](const Place& other) {
      return other.cell == cell || other.cell == nullptr || cell_text(other.cell).empty();
    });
  }

  Kind kind_of(const TimedRow& row, const Place& place) const {
    const bool content = has_content(row.index);
    const bool shares = place.cell != nullptr && row.index > columns_.first_row &&
                        grid_.cell(row.index - 1, columns_.start) == place.cell;
    if (shares && row.has_time()) return Kind::kContinues;
    if (row.has_time()) return content ? Kind::kTimed : Kind::kEmpty;
    if (!content) return row.time.looks_wrong ? Kind::kUnreadable : Kind::kEmpty;
    return row.time.kind == TimeCell::Kind::kUndecided ? Kind::kUndecided : Kind::kUnreadable;
  }

  void take_end_column(TimedRow& row) const {
    if (row.time.kind != TimeCell::Kind::kTime || row.time.end) return;
    if (columns_.end) {
      const TimeCell end =
          parse_time_cell(cell_text(grid_.cell(row.index, *columns_.end)), columns_.bare_digits);
      if (end.kind == TimeCell::Kind::kTime) row.time.end = end.start;
    }
    if (columns_.duration && !row.time.end) {
      const std::string text = clean_line(cell_text(grid_.cell(row.index, *columns_.duration)));
      row.time.length = length_of(text, true);
    }
  }

  bool has_content(std::size_t index) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const Node* cell = grid_.cell(index, column);
      if (columns_.is_of_time(column) || cell == grid_.cell(index, columns_.start)) continue;
      if (!cell_text(cell).empty()) return true;
    }
    return false;
  }

  // Rows without a word in the time's column: several below a session are its parts; a single one
  // in bold, or above all sessions, is a heading.
  void settle_untimed() {
    const auto is_silent = [](const TimedRow& row) {
      return row.kind == Kind::kUndecided && row.text.empty();
    };
    for (std::size_t i = 0; i < rows().size();) {
      std::size_t end = i;
      while (end < rows().size() && is_silent(rows()[end])) ++end;
      const bool parts = end - i >= 2 && i > 0 && has_session(rows()[i - 1]);
      for (std::size_t k = i; parts && k < end; ++k) rows()[k].kind = Kind::kContinues;
      if (end - i == 1 && is_section(rows()[i])) rows()[i].kind = Kind::kSection;
      i = end + 1;
    }
  }

  static bool has_session(const TimedRow& row) {
    return row.kind == Kind::kTimed || row.kind == Kind::kContinues;
  }

  bool is_section(TimedRow& row) {
    std::vector<Line> lines;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const Place& place = grid_.rows[row.index][column];
      if (place.cell == nullptr || (column > 0 && grid_.cell(row.index, column - 1) == place.cell))
        continue;
      std::ranges::move(lines_of(*place.cell), std::back_inserter(lines));
    }
    const bool heading = lines.size() == 1 && lines.front().text().size() <= kLongestSection &&
                         (lines.front().all(kBold) || &row == &rows().front());
    if (heading) row.text = lines.front().text();
    return heading;
  }

  void settle_times(std::size_t i) {
    TimedRow& row = rows()[i];
    if (row.kind == Kind::kContinues && i > 0) {
      row.start = rows()[i - 1].start;
      row.end = rows()[i - 1].end;
    }
    if (row.kind != Kind::kTimed) return;
    const TimesOfDay times = times_of(i);
    above_ = times.start;
    row.start = options_.day + times.start;
    if (times.end) row.end = options_.day + *times.end;
    apply_attribute(row, times);
  }

  TimesOfDay times_of(std::size_t i) {
    const TimedRow& row = rows()[i];
    if (row.time.kind != TimeCell::Kind::kTime) return {};
    Around around{.mode = mode_, .above = above_, .below = {}};
    for (std::size_t next = i + 1; next < rows().size() && !around.below; ++next) {
      const TimedRow& other = rows()[next];
      if (other.kind == Kind::kContinues || other.time.kind != TimeCell::Kind::kTime) continue;
      around.below = other.time.start;
    }
    const TimesOfDay times = resolve(row.time, around);
    if (times.repaired) warn_repaired(row, times, around);
    if (times.end_dropped) {
      warn(row, "\"{}\" ends before it starts; its end is not used", clean_line(row.text, 40));
    }
    if (above_ && times.start < *above_) {
      warn(row, "{} stands below {}; sorted by time", to_string(times.start, mode_),
           to_string(*above_, mode_));
    }
    return times;
  }

  void warn_repaired(const TimedRow& row, const TimesOfDay& times, const Around& around) {
    std::string why;
    if (around.above && around.below) {
      const TimeCell below{
          .kind = TimeCell::Kind::kTime, .start = *around.below, .end = {}, .zone = {}};
      const auto next = resolve(below, {.mode = mode_, .above = times.start, .below = {}}).start;
      why =
          fmt::format("between {} and {}", to_string(*around.above, mode_), to_string(next, mode_));
    } else if (around.above) {
      why = fmt::format("after {}", to_string(*around.above, mode_));
    }
    warn(row, "{} read as {}, {}", clean_line(row.text, 40), to_string(times.start, mode_), why);
  }

  // What the page's scripts show in place of the cell's text: digits that agree with the text stand
  // on the page's date (a wrong offset does no harm then); without a text the instant counts.
  void apply_attribute(TimedRow& row, const TimesOfDay& times) {
    if (!row.attribute) return;
    const bool has_text = row.time.kind == TimeCell::Kind::kTime;
    LocalTime stated = written(*row.attribute);
    if (!has_text && row.attribute->offset) stated = options_.zone.to_local(row.attribute->instant);
    const auto stated_day = std::chrono::floor<std::chrono::days>(stated);
    const auto in_day = stated - stated_day;
    if (std::chrono::abs(stated_day - options_.day) > std::chrono::days(1)) {
      warn(row, "its data is of {}, another day; only the time of day is used",
           format_date(std::chrono::year_month_day(stated_day)));
      stated = options_.day + in_day;
    }
    if (has_text && times.start % std::chrono::days(1) == in_day) return;
    if (has_text) {
      const auto said = std::chrono::duration_cast<minutes>(in_day);
      warn(row, "shows {} but its data says {}, which is used", clean_line(row.text, 40),
           to_string(said, mode_));
    }
    row.start = stated;
    if (row.end && *row.end < stated) row.end.reset();
  }

  const Grid& grid_;
  const Columns& columns_;
  const RowsOptions& options_;
  HourMode mode_ = HourMode::kTwentyFour;
  std::optional<minutes> above_;
  Timeline out_;
};

}  // namespace

Timeline timeline_of(const Grid& grid, const Columns& columns, const RowsOptions& options) {
  return Reader(grid, columns, options).read();
}

}  // namespace roomsign::formats::html
