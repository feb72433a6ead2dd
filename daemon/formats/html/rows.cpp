#include "daemon/formats/html/rows.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/content.hpp"
#include "daemon/formats/html/labels.hpp"

namespace roomsign::formats::html {
namespace {

using std::chrono::minutes;

// A row of the table with what its time cells say.
struct TimedRow {
  std::size_t index = 0;   // in the grid
  std::size_t number = 0;  // for people
  std::string text;        // of the time cell
  TimeCell time;
  std::optional<OffsetInstant> attribute;
  bool has_content = false;
  bool continues = false;  // shares the time cell of the row above
};

LocalTime written(const OffsetInstant& time) {
  return LocalTime(time.instant.time_since_epoch() + time.offset.value_or(std::chrono::seconds(0)));
}

class Reader {
 public:
  Reader(const Grid& grid, const Columns& columns, const RowsOptions& options)
      : grid_(grid), columns_(columns), options_(options) {}

  Rows read() {
    collect();
    mode_ = hour_mode(cells());
    hints_.name_before_title = writes_names_before_titles();
    for (std::size_t i = 0; i < rows_.size(); ++i) read_row(i);
    mark_undecided();
    return std::move(out_);
  }

 private:
  template <class... Args>
  void warn(const TimedRow& row, fmt::format_string<Args...> text, Args&&... args) {
    out_.warnings.push_back(
        fmt::format("row {}: {}", row.number, fmt::format(text, std::forward<Args>(args)...)));
  }

  void collect() {
    for (std::size_t index = columns_.first_row; index < grid_.rows.size(); ++index) {
      const Place& place = grid_.rows[index][columns_.start];
      TimedRow row;
      row.index = index;
      row.number = index - columns_.first_row + 1;
      row.text = cell_text(place.cell);
      row.time = parse_time_cell(row.text, columns_.bare_digits);
      if (place.cell != nullptr) row.attribute = time_attribute(*place.cell);
      take_end_column(row);
      row.has_content = has_content(index);
      row.continues = place.cell != nullptr && !place.first && index > columns_.first_row;
      rows_.push_back(std::move(row));
    }
  }

  void take_end_column(TimedRow& row) const {
    if (!columns_.end || row.time.kind != TimeCell::Kind::kTime || row.time.end) return;
    const TimeCell end =
        parse_time_cell(cell_text(grid_.cell(row.index, *columns_.end)), columns_.bare_digits);
    if (end.kind == TimeCell::Kind::kTime) row.time.end = end.start;
  }

  bool is_content_column(std::size_t column) const {
    return column != columns_.start && (!columns_.end || column != *columns_.end);
  }

  bool has_content(std::size_t index) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const Node* cell = grid_.cell(index, column);
      if (!is_content_column(column) || cell == grid_.cell(index, columns_.start)) continue;
      if (!cell_text(cell).empty()) return true;
    }
    return false;
  }

  std::vector<TimeCell> cells() const {
    std::vector<TimeCell> cells;
    cells.reserve(rows_.size());
    for (const TimedRow& row : rows_) cells.push_back(row.time);
    return cells;
  }

  bool writes_names_before_titles() const {
    std::size_t names = 0;
    std::size_t colons = 0;
    for (const TimedRow& row : rows_) {
      const auto lines = content_lines(row.index);
      const auto opens = lines.empty() ? std::nullopt : opens_with_name(lines.front());
      if (!opens) continue;
      ++colons;
      names += *opens ? 1 : 0;
    }
    return names >= 2 && names * 10 >= colons * 6;
  }

  std::vector<Line> content_lines(std::size_t index) const {
    std::vector<Line> lines;
    const Node* last = nullptr;
    for (const std::size_t column : columns_.content) {
      const Node* cell = grid_.cell(index, column);
      if (cell == nullptr || cell == last || cell == grid_.cell(index, columns_.start)) continue;
      last = cell;
      std::ranges::move(lines_of(*cell), std::back_inserter(lines));
    }
    return lines;
  }

  void read_row(std::size_t i) {
    TimedRow& row = rows_[i];
    const bool timed = row.time.kind == TimeCell::Kind::kTime || row.attribute.has_value();
    if (!timed) return read_untimed(row);
    if (!row.has_content)
      return warn(row, "\"{}\" has nothing beside it; left out", clean_line(row.text, 40));
    const TimesOfDay times = times_of(i);
    if (!row.continues) above_ = times.start;
    LocalTime start = options_.day + times.start;
    std::optional<LocalTime> end;
    if (times.end) end = options_.day + *times.end;
    apply_attribute(row, times, start, end);
    add_sessions(row, start, end);
  }

  void read_untimed(const TimedRow& row) {
    if (!row.has_content) {  // a heading across the table, or nothing at all
      if (row.time.looks_wrong)
        warn(row, "\"{}\" is not a time; left out", clean_line(row.text, 40));
      return;
    }
    ++out_.untimed;
    if (row.time.kind == TimeCell::Kind::kUndecided) {
      warn(row, "no time yet; left out");
    } else {
      warn(row, "\"{}\" is not a time; left out", clean_line(row.text, 40));
    }
  }

  TimesOfDay times_of(std::size_t i) {
    const TimedRow& row = rows_[i];
    if (row.time.kind != TimeCell::Kind::kTime) return {};
    Around around{.mode = mode_, .above = above_, .below = {}};
    for (std::size_t next = i + 1; next < rows_.size() && !around.below; ++next) {
      if (rows_[next].continues || rows_[next].time.kind != TimeCell::Kind::kTime) continue;
      around.below = rows_[next].time.start;
    }
    if (row.continues) around = {.mode = mode_, .above = above_, .below = {}};
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
  void apply_attribute(const TimedRow& row, const TimesOfDay& times, LocalTime& start,
                       std::optional<LocalTime>& end) {
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
    start = stated;
    if (end && *end < start) end.reset();
  }

  void add_sessions(const TimedRow& row, LocalTime start, std::optional<LocalTime> end) {
    if (!columns_.rooms.empty()) return add_parallel_sessions(row, start, end);
    std::vector<Line> lines = content_lines(row.index);
    if (row.continues && !out_.rows.empty() && lines.size() == 1) return add_as_talk(lines.front());
    ContentHints hints = hints_;
    if (const Node* label = column_cell(row.index, columns_.label)) hints.label = lines_of(*label);
    hints.speakers = column_text(row.index, columns_.speakers);
    if (lines.empty() && hints.label.empty()) lines = all_lines(row.index);
    add(row, read_content(std::move(lines), hints), column_text(row.index, columns_.room), start,
        end);
  }

  // A further row of a time cell that spans several: one more part of the session above.
  void add_as_talk(const Line& line) {
    schedule::Session& session = out_.rows.back().session;
    session.talks.push_back({.title = clean_line(line.text()), .speakers = {}});
  }

  // The row's cell in a column beside the content; null where one cell spans both.
  const Node* column_cell(std::size_t index, std::optional<std::size_t> column) const {
    if (!column) return nullptr;
    const Node* cell = grid_.cell(index, *column);
    const bool spans = cell == grid_.cell(index, columns_.start) ||
                       std::ranges::any_of(columns_.content, [&](std::size_t content) {
                         return cell == grid_.cell(index, content);
                       });
    return spans ? nullptr : cell;
  }

  std::string column_text(std::size_t index, std::optional<std::size_t> column) const {
    return clean_line(cell_text(column_cell(index, column)));
  }

  // Of a row whose content stands in a column of another kind.
  std::vector<Line> all_lines(std::size_t index) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const Node* cell = grid_.cell(index, column);
      if (!is_content_column(column) || cell == nullptr) continue;
      auto lines = lines_of(*cell);
      if (!lines.empty()) return lines;
    }
    return {};
  }

  // One session a cell; a cell across all rooms is for everybody. Nothing in a cell: nothing there.
  void add_parallel_sessions(const TimedRow& row, LocalTime start, std::optional<LocalTime> end) {
    const auto& places = grid_.rows[row.index];
    const Node* first = places[columns_.rooms.front().column].cell;
    const bool plenary = std::ranges::all_of(
        columns_.rooms, [&](const RoomColumn& room) { return places[room.column].cell == first; });
    std::set<std::pair<const Node*, std::string>> seen;  // a room may have several columns
    for (const RoomColumn& room : columns_.rooms) {
      const Node* cell = places[room.column].cell;
      const bool begins_here = cell != nullptr && (row.index == columns_.first_row ||
                                                   grid_.cell(row.index - 1, room.column) != cell);
      if (!begins_here || !seen.emplace(cell, room.room).second) continue;
      auto lines = lines_of(*cell);
      if (lines.empty()) continue;
      add(row, read_content(std::move(lines), hints_), plenary ? std::string() : room.room, start,
          end);
      if (plenary) return;
    }
  }

  void add(const TimedRow& row, Content content, std::string room, LocalTime start,
           std::optional<LocalTime> end) {
    schedule::Session session;
    session.kind = content.kind;
    session.label = std::move(content.label);
    session.title = std::move(content.title);
    session.subtitle = std::move(content.subtitle);
    session.speakers = std::move(content.speakers);
    session.talks = std::move(content.talks);
    session.note = std::move(content.note);
    session.room = content.room.empty() ? std::move(room) : std::move(content.room);
    if (!end && content.length) end = start + *content.length;
    out_.rows.push_back({std::move(session), start, end, row.number, false});
  }

  // An end must not be guessed across a row whose time is to be determined.
  void mark_undecided() {
    for (Row& row : out_.rows) {
      if (row.number >= rows_.size()) continue;
      const TimedRow& below = rows_[row.number];
      const bool timed = below.time.kind == TimeCell::Kind::kTime || below.attribute;
      row.undecided_follows = !timed && below.has_content && !below.text.empty();
    }
  }

  const Grid& grid_;
  const Columns& columns_;
  const RowsOptions& options_;
  std::vector<TimedRow> rows_;
  HourMode mode_ = HourMode::kTwentyFour;
  std::optional<minutes> above_;
  ContentHints hints_;
  Rows out_;
};

}  // namespace

Rows rows_of(const Grid& grid, const Columns& columns, const RowsOptions& options) {
  return Reader(grid, columns, options).read();
}

}  // namespace roomsign::formats::html
