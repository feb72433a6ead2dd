// A programme as a table of times.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/tables.hpp"
#include "daemon/formats/html/ways.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

// What the tables hold instead of times: a cell below each one's first row tells people which.
std::unexpected<Error> no_table(const Page& page) {
  constexpr std::size_t kDescribed = 3;
  std::string rows;
  std::string cells;
  std::size_t tables = 0;
  for (const Block& block : page.blocks) {
    if (block.kind != Block::Kind::kTable) continue;
    const Grid grid = grid_of(*block.table);
    rows += fmt::format("{}{}", tables++ == 0 ? "" : ", ", grid.rows.size());
    if (tables > kDescribed || grid.columns == 0) continue;
    const auto& row = grid.rows[grid.rows.size() > 1 ? 1 : 0];
    cells +=
        fmt::format("; table {} has \"{}\"", tables, clean_line(cell_text(row.front().cell), 40));
  }
  if (tables == 0) return failure("no-sessions", "no table of times");
  return failure("no-sessions",
                 fmt::format("no table with times yet: {} table{}, none has a column of times "
                             "(rows of its tables: {}{})",
                             tables, tables == 1 ? "" : "s", rows, cells));
}

// A table of which much gave nothing is not understood: better no programme than half of one.
Result<void> judge(const Table& table, const Rows& rows) {
  constexpr std::size_t kFewest = 3;
  const std::size_t all = rows.timed + rows.passed_over;
  if (rows.passed_over < kFewest || rows.passed_over * 5 <= all) return {};
  return failure("too-many-bad",
                 fmt::format("table {}: {} of {} rows cannot be read; the first: {}", table.number,
                             rows.passed_over, all, rows.first_passed_over));
}

// A zone behind a time ("9:00 AM PST"), in the time column's header ("Time (UTC)"), or an offset in
// the cells' data. What is printed beside the times wins over the rest of the page, data does not.
// Returns whether there is one.
bool take_zone_of_table(const Table& table, About& about) {
  bool found = false;
  const auto take = [&](const ZoneText& named, const std::string& from) {
    if (found) return;
    if (named.zone) {
      found = true;
      about.zone = named.zone;
      about.zone_from = fmt::format("{} \"{}\"", from, named.text);
    } else if (!about.zone) {
      about.warnings.push_back(
          fmt::format("{}: the time zone \"{}\" is not known", from, clean_line(named.text, 40)));
    }
  };
  if (const auto named = zone_of_header(table.columns.time_header)) take(*named, "table header");
  std::set<std::string> seen;
  for (std::size_t row = table.columns.first_row; row < table.grid.rows.size(); ++row) {
    const Node* cell = table.grid.cell(row, table.columns.start);
    if (cell == nullptr) continue;
    const std::string text = cell_text(cell);
    const TimeCell time = parse_time_cell(text, table.columns.bare_digits);
    // Zones are written in capitals; "12:00 Lunch" is none.
    const bool capitals = !time.zone.empty() && text.find(time.zone) != std::string::npos;
    if (capitals && seen.insert(time.zone).second) take(zone_called(time.zone), "time cell");
    const auto data = time_attribute(*cell);
    if (data && data->offset && !about.zone) {
      about.zone = zone_at_offset(*data->offset);
      about.zone_from = "offset in the time cells' data";
      found = true;
    }
  }
  return found;
}

// All rows of the chosen tables, as sessions in `parsed`.
Result<void> add_sessions(const std::vector<Table>& tables, const About& about, const Zone& zone,
                          const Hints& hints, Parsed& parsed) {
  std::vector<Row> rows;
  for (const Table& table : tables) {
    Rows read = rows_of(table.grid, table.columns,
                        {.day = *table.day, .zone = zone, .rows_above = table.rows_above});
    if (auto fine = judge(table, read); !fine) return fine;
    for (Row& row : read.rows) {
      if (row.session.room.empty()) row.session.room = table.room;
    }
    std::ranges::move(read.rows, std::back_inserter(rows));
    for (std::string& warning : read.warnings) {
      const bool several = tables.size() > 1;
      parsed.warnings.push_back(several ? fmt::format("table {}, {}", table.number, warning)
                                        : std::move(warning));
    }
  }
  const bool rooms_in_table = std::ranges::any_of(tables, [](const Table& table) {
    return !table.columns.rooms.empty() || table.columns.room.has_value() || !table.room.empty();
  });
  for (Row& row : rows) {
    if (row.session.room.empty() && !rooms_in_table) row.session.room = about.room;
  }
  add_rows(std::move(rows), zone, hints, "row", parsed);
  return {};
}

}  // namespace

Result<Parsed> read_tables(const Material& material) {
  std::vector<Table> tables = schedule_tables(material.page);
  if (tables.empty()) return no_table(material.page);
  About about = describe(material, material.page);
  assign_days(tables, about.date);
  if (!tables.front().day) {
    return failure("no-date", fmt::format("table {}: {} timed rows, but {}", tables.front().number,
                                          tables.front().columns.timed_rows, kNoDay));
  }
  std::vector<std::string> table_warnings;
  tables = chosen(tables, table_warnings);
  if (material.hints.zone) {
    for (Table& table : tables)
      read_in_zone(table.grid, table.columns, *material.hints.zone, *table.day);
  }
  for (const Table& table : tables) {
    if (take_zone_of_table(table, about)) break;
  }
  const ZoneChoice zone = choose_zone(material.hints, about.zone, about.zone_from);

  Parsed parsed;
  put(about, zone, parsed);
  parsed.warnings = std::move(about.warnings);
  std::ranges::move(table_warnings, std::back_inserter(parsed.warnings));
  if (auto added = add_sessions(tables, about, zone.zone, material.hints, parsed); !added)
    return std::unexpected(added.error());
  if (parsed.schedule.sessions.empty()) {
    return failure("no-sessions", parsed.warnings.empty()
                                      ? std::string("the programme's table has no session yet")
                                      : fmt::format("the programme's table has no session yet ({})",
                                                    parsed.warnings.back()));
  }
  finish(parsed, zone.zone, "table heading or data");
  return parsed;
}

}  // namespace roomsign::formats::html
