#include "daemon/formats/html/columns.hpp"

#include <algorithm>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/header_words.hpp"
#include "daemon/formats/html/roles.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kMostHeaderRows = 3;

struct TimeShare {
  std::size_t times = 0;
  std::size_t others = 0;
};

TimeShare times_in_column(const Grid& grid, std::size_t column, bool bare_digits) {
  TimeShare share;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const Place& place = grid.rows[row][column];
    if (place.cell == nullptr || !place.first || grid.banner(row) != nullptr) continue;
    const auto kind = parse_time_cell(cell_text(place.cell), bare_digits).kind;
    if (kind == TimeCell::Kind::kTime || time_attribute(*place.cell)) {
      ++share.times;
    } else if (kind == TimeCell::Kind::kNone && !place.cell->is("th")) {
      ++share.others;
    }
  }
  return share;
}

bool is_time_column(const TimeShare& share) {
  return share.times > 0 && share.times >= share.others;
}

std::size_t header_rows(const Grid& grid, std::size_t start) {
  std::size_t rows = 0;
  while (rows < grid.rows.size() && rows < kMostHeaderRows && is_header_row(grid, rows, start))
    ++rows;
  return rows;
}

std::optional<std::size_t> end_column(const Grid& grid, const Columns& columns) {
  const std::size_t next = columns.start + 1;
  if (next >= grid.columns) return std::nullopt;
  const TimeShare share = times_in_column(grid, next, columns.bare_digits);
  const Heading heading = heading_of(header_of(grid, columns, next));
  if (heading == Heading::kDuration || heading == Heading::kTitle) return std::nullopt;
  return is_time_column(share) ? std::optional(next) : std::nullopt;
}

}  // namespace

bool is_header_row(const Grid& grid, std::size_t row, std::size_t start) {
  const auto& places = grid.rows[row];
  const Node* first = places[start].cell;
  const std::string text = cell_text(first);
  if (parse_time_cell(text).kind == TimeCell::Kind::kTime || grid.banner(row) != nullptr)
    return false;
  if (first != nullptr && says_time(text)) return true;
  return std::ranges::all_of(
      places, [](const Place& place) { return place.cell == nullptr || place.cell->is("th"); });
}

std::string header_of(const Grid& grid, const Columns& columns, std::size_t column) {
  std::string text;
  const Node* last = nullptr;
  for (std::size_t row = 0; row < columns.first_row; ++row) {
    const Node* cell = grid.cell(row, column);
    if (cell == nullptr || cell == last) continue;
    last = cell;
    text += cell_text(cell) + " ";
  }
  return clean_line(text);
}

std::string cell_text(const Node* cell) {
  return cell == nullptr ? std::string() : joined(lines_of(*cell), "\n");
}

std::optional<OffsetInstant> time_attribute(const Node& node) {
  for (const std::string_view name : {"data-value-start", "datetime"}) {
    const std::string_view value = node.attribute(name);
    if (value.empty()) continue;
    if (auto time = parse_time(value.substr(0, value.find('/')))) return *time;
  }
  for (const Node& child : node.children) {
    if (child.tag.empty()) continue;
    if (auto time = time_attribute(child)) return time;
  }
  return std::nullopt;
}

std::optional<Columns> columns_of(const Grid& grid) {
  for (const bool bare_digits : {false, true}) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const TimeShare share = times_in_column(grid, column, bare_digits);
      if (!is_time_column(share)) continue;
      Columns columns;
      columns.start = column;
      columns.bare_digits = bare_digits;
      columns.timed_rows = share.times;
      columns.first_row = header_rows(grid, column);
      columns.time_header = header_of(grid, columns, column);
      columns.says_time = says_time(columns.time_header);
      columns.end = end_column(grid, columns);
      assign_roles(grid, columns);
      return columns;
    }
  }
  return std::nullopt;
}

}  // namespace roomsign::formats::html
