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

bool has_times(const Grid& grid, const Columns& columns, std::size_t column) {
  return column < grid.columns &&
         is_time_column(times_in_column(grid, column, columns.bare_digits));
}

// Of a column of times beside the starts.
bool holds_ends(const Grid& grid, const Columns& columns, std::size_t column) {
  const Heading heading = heading_of(header_of(grid, columns, column));
  return heading != Heading::kDuration && heading != Heading::kTitle;
}

// Minutes from the time in the start's column to the one beside it, on a clock of twelve hours: one
// of the two may be written with 24.
std::optional<std::chrono::minutes> distance(const TimeCell& start, const TimeCell& other) {
  if (start.kind != TimeCell::Kind::kTime || other.kind != TimeCell::Kind::kTime || start.end)
    return std::nullopt;
  constexpr std::chrono::minutes kRound = std::chrono::hours(12);
  return ((resolve(other, {}).start - resolve(start, {}).start) % kRound + kRound) % kRound;
}

// Without a header that tells: ends that all come equally late, some hours behind their starts and
// later than the next session begins, are no ends.
bool keeps_a_zones_distance(const Grid& grid, const Columns& columns, std::size_t column) {
  constexpr std::chrono::minutes kNone{0};
  constexpr std::chrono::minutes kLeast = std::chrono::hours(2);  // staggered talks last an hour
  constexpr std::chrono::minutes kZonesDiffer{30};
  std::optional<std::chrono::minutes> common;
  std::optional<std::chrono::minutes> above;
  std::size_t steps = 0;
  for (std::size_t row = columns.first_row; row < grid.rows.size(); ++row) {
    const TimeCell start = parse_time_cell(cell_text(grid.cell(row, columns.start)));
    const auto apart = distance(start, parse_time_cell(cell_text(grid.cell(row, column))));
    if (!apart) continue;
    const auto begin = resolve(start, {}).start;
    const auto step = begin - above.value_or(begin);
    if (*apart != common.value_or(*apart) || step >= *apart) return false;
    if (step != kNone) ++steps;
    common = apart;
    above = begin;
  }
  return steps >= 2 && *common >= kLeast && *common % kZonesDiffer == kNone;
}

// Of a column of times beside the starts.
bool is_same_time_elsewhere(const Grid& grid, const Columns& columns, std::size_t column) {
  const std::string header = header_of(grid, columns, column);
  if (heading_of(header) == Heading::kEnd || heading_of(header) == Heading::kDuration) return false;
  const auto zone = zone_of_header(header);
  if (!zone || !zone->zone) return keeps_a_zones_distance(grid, columns, column);
  const auto own = zone_of_header(columns.time_header);
  return !own || own->text != zone->text;
}

// What the columns of times beside the starts are.
void take_times_beside(const Grid& grid, Columns& columns) {
  const auto add = [&](std::size_t column) {
    const auto named = zone_of_header(header_of(grid, columns, column));
    columns.zones.push_back({column, named ? named->zone : std::nullopt});
  };
  for (std::size_t column = columns.start + 1; has_times(grid, columns, column); ++column) {
    if (!is_same_time_elsewhere(grid, columns, column)) {
      if (columns.zones.empty() && holds_ends(grid, columns, column)) columns.end = column;
      return;
    }
    if (columns.zones.empty()) add(columns.start);
    add(column);
  }
}

}  // namespace

bool Columns::is_of_time(std::size_t column) const {
  return column == start || column == end || column == duration || column == day ||
         std::ranges::any_of(zones, [&](const ZoneColumn& zone) { return zone.column == column; });
}

void read_in_zone(const Grid& grid, Columns& columns, const Zone& zone,
                  std::chrono::local_days day) {
  const LocalTime noon = day + std::chrono::hours(12);
  const auto offset_of = [&](const Zone& any) { return any.offset_at(any.resolve(noon).instant); };
  const auto found = std::ranges::find_if(columns.zones, [&](const ZoneColumn& column) {
    return column.zone && offset_of(*column.zone) == offset_of(zone);
  });
  if (found == columns.zones.end()) return;
  columns.start = found->column;
  columns.time_header = header_of(grid, columns, columns.start);
}

std::optional<ZoneText> zone_of_header(std::string_view header) {
  const std::size_t open = header.find('(');
  const std::size_t close = header.find(')', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return zone_in(header);
  const std::string_view inside = header.substr(open + 1, close - open - 1);
  const std::string lower = to_lower(inside);
  if (lower == "local" || lower == "local time") return std::nullopt;
  return zone_called(inside);
}

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
      take_times_beside(grid, columns);
      assign_roles(grid, columns);
      return columns;
    }
  }
  return std::nullopt;
}

}  // namespace roomsign::formats::html
