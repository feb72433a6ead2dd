#include "daemon/formats/html/day_parts.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/days.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kMostParts = 60;

// The day that a row of `table` says all below it are of; "" where it says none.
std::string day_in_row(const Table& table, std::size_t row) {
  const Grid& grid = table.grid;
  if (const Node* banner = grid.banner(row)) {
    const std::string text = clean_line(cell_text(banner));
    const bool timed = parse_time_cell(text).kind == TimeCell::Kind::kTime;
    return !timed && names_a_day(text) ? text : std::string();
  }
  if (!table.columns.day || row < table.columns.first_row) return {};
  const Place& place = grid.rows[row][*table.columns.day];
  const bool begins = row == 0 || grid.cell(row - 1, *table.columns.day) != place.cell;
  const std::string text = begins ? clean_line(cell_text(place.cell)) : std::string();
  return names_a_day(text) ? text : std::string();
}

// A header in the middle of the table, behind rows with times.
bool repeats_header(const Table& table, std::size_t row) {
  const Node* cell = table.grid.cell(row, table.columns.start);
  return row > table.columns.first_row && cell != nullptr && cell->is("th") &&
         is_header_row(table.grid, row, table.columns.start);
}

class Splitter {
 public:
  explicit Splitter(Table table) : table_(std::move(table)) {}

  std::vector<Table> split() {
    std::string day = table_.day_heading;
    bool was_header = true;
    for (std::size_t row = 0; row < table_.grid.rows.size(); ++row) {
      const std::string named = day_in_row(table_, row);
      const bool header = repeats_header(table_, row);
      if (named.empty() && (!header || was_header)) {
        was_header = was_header && header;
        continue;
      }
      end_part(row, day);
      if (!named.empty()) day = named;
      begin_ = row + (table_.grid.banner(row) != nullptr ? 1 : 0);
      was_header = true;
    }
    const bool is_of_one_day = day == table_.day_heading;
    if (is_of_one_day && parts_.empty()) return {std::move(table_)};
    end_part(table_.grid.rows.size(), day);
    if (is_of_one_day && parts_.size() < 2) return {std::move(table_)};
    return std::move(parts_);
  }

 private:
  void end_part(std::size_t end, const std::string& day) {
    if (end <= begin_ || parts_.size() >= kMostParts) return;
    Table part = table_;
    part.grid = table_.grid.part(begin_, end);
    part.day_heading = day;
    const auto own = columns_of(part.grid);
    if (!own) return;
    const bool under_header_above = begin_ > 0 && own->first_row == 0;
    part.columns = under_header_above ? table_.columns : *own;
    if (under_header_above) part.columns.first_row = 0;
    part.columns.timed_rows = own->timed_rows;
    part.rows_above = begin_ > table_.columns.first_row ? begin_ - table_.columns.first_row : 0;
    parts_.push_back(std::move(part));
  }

  Table table_;
  std::vector<Table> parts_;
  std::size_t begin_ = 0;
};

// "Time | Friday | Saturday"
bool are_days(const std::vector<RoomColumn>& columns) {
  return columns.size() >= 2 && std::ranges::all_of(columns, [](const RoomColumn& column) {
           return names_a_day(column.room);
         });
}

}  // namespace

std::vector<Table> days_of(Table table) {
  if (!are_days(table.columns.rooms)) return Splitter(std::move(table)).split();
  std::vector<Table> days;
  for (const RoomColumn& column : table.columns.rooms) {
    Table day = table;
    day.day_heading = column.room;
    day.columns.rooms.clear();
    day.columns.content = {column.column};
    day.columns.one_of_days = true;
    days.push_back(std::move(day));
  }
  return days;
}

}  // namespace roomsign::formats::html
