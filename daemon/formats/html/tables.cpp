#include "daemon/formats/html/tables.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/day_parts.hpp"
#include "daemon/formats/html/days.hpp"
#include "daemon/formats/html/deadlines.hpp"
#include "daemon/formats/reading/places.hpp"

namespace roomsign::formats::html {

bool says_schedule(std::string_view text) {
  constexpr std::array<std::string_view, 7> kWords{"schedule", "program", "agenda",  "timetable",
                                                   "programm", "horaire", "zeitplan"};
  const std::string lower = to_lower(text);
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

namespace {

void collect_tables(const Node& node, std::set<const Node*>& inside) {
  for (const Node& child : node.children) {
    if (child.is("table")) inside.insert(&child);
    collect_tables(child, inside);
  }
}

bool is_candidate(const Columns& columns) {
  return columns.timed_rows >= 2 || (columns.timed_rows >= 1 && columns.says_time);
}

std::optional<std::chrono::local_days> day_of_data(const Table& table) {
  for (std::size_t row = table.columns.first_row; row < table.grid.rows.size(); ++row) {
    const Node* cell = table.grid.cell(row, table.columns.start);
    const auto time = cell == nullptr ? std::nullopt : time_attribute(*cell);
    if (!time) continue;
    return std::chrono::floor<std::chrono::days>(LocalTime(
        time->instant.time_since_epoch() + time->offset.value_or(std::chrono::seconds(0))));
  }
  return std::nullopt;
}

class Collector {
 public:
  std::vector<Table> collect(const Page& page) {
    for (const Block& block : page.blocks) {
      if (block.kind == Block::Kind::kTable) {
        table(block);
        continue;
      }
      flush();
      if (block.kind == Block::Kind::kHeading) {
        heading_ = block.text;
        forget_days_below(block.level);
      }
      const std::size_t level = block.kind == Block::Kind::kHeading ? block.level : kTextLevel;
      if (names_a_day(block.text) && !speaks_of_deadlines(block.text)) day_ = {block.text, level};
    }
    flush();
    return std::move(tables_);
  }

 private:
  static constexpr std::size_t kTextLevel = 7;
  struct DayHeading {
    std::string text;
    std::size_t level = 0;
  };

  // "Friday" holds for all headings below it, up to one of its own rank.
  void forget_days_below(std::size_t level) {
    if (level <= day_.level) day_ = {};
  }

  void table(const Block& block) {
    ++number_;
    if (inside_.contains(block.table)) return;
    Table table;
    table.grid = grid_of(*block.table);
    table.split_rows = split_long_rows(table.grid);
    const auto columns = columns_of(table.grid);
    if (!columns) return flush();
    table.columns = *columns;
    table.heading = block.text.empty() ? heading_ : block.text;
    table.day_heading = names_a_day(block.text) ? block.text : day_.text;
    table.number = number_;
    table.named = says_schedule(block.table->attribute("id")) ||
                  says_schedule(block.table->attribute("class")) || says_schedule(heading_) ||
                  says_schedule(block.text);
    if (!is_candidate(*columns)) return single(std::move(table));
    flush();
    collect_tables(*block.table, inside_);
    std::ranges::move(days_of(std::move(table)), std::back_inserter(tables_));
  }

  // One of a run of tables that hold a session each.
  void single(Table table) {
    const bool same = !singles_.empty() && singles_.front().grid.columns == table.grid.columns &&
                      singles_.front().columns.start == table.columns.start;
    if (!same) flush();
    if (singles_.size() < kMostSingles) singles_.push_back(std::move(table));
  }

  void flush() {
    std::vector<Table> singles = std::exchange(singles_, {});
    if (singles.size() < 2) return;
    Table whole = std::move(singles.front());
    for (std::size_t i = 1; i < singles.size(); ++i)
      std::ranges::move(singles[i].grid.rows, std::back_inserter(whole.grid.rows));
    const auto columns = columns_of(whole.grid);
    if (!columns || !is_candidate(*columns)) return;
    whole.columns = *columns;
    tables_.push_back(std::move(whole));
  }

  static constexpr std::size_t kMostSingles = 500;
  std::vector<Table> tables_;
  std::vector<Table> singles_;
  std::set<const Node*> inside_;  // of a table that was taken
  std::string heading_;
  DayHeading day_;
  std::size_t number_ = 0;
};

bool same_shape(const Table& a, const Table& b) {
  return a.columns.start == b.columns.start && a.grid.columns == b.grid.columns &&
         a.columns.first_row == b.columns.first_row;
}

using Hours = std::pair<std::chrono::minutes, std::chrono::minutes>;

// When the first and the last row begin.
std::optional<Hours> hours_of(const Table& table) {
  std::vector<TimeCell> cells;
  for (std::size_t row = table.columns.first_row; row < table.grid.rows.size(); ++row) {
    TimeCell time = parse_time_cell(cell_text(table.grid.cell(row, table.columns.start)),
                                    table.columns.bare_digits);
    if (time.kind == TimeCell::Kind::kTime) cells.push_back(std::move(time));
  }
  Around around{.mode = hour_mode(cells), .above = {}, .below = {}};
  std::optional<Hours> hours;
  for (const TimeCell& cell : cells) {
    const auto start = resolve(cell, around).start;
    hours = {hours ? hours->first : start, start};
    around.above = start;
  }
  return hours;
}

// Morning and afternoon: each begins behind the last row of the one before.
bool follow_each_other(const std::vector<const Table*>& tables) {
  for (std::size_t i = 1; i < tables.size(); ++i) {
    const auto above = hours_of(*tables[i - 1]);
    const auto below = hours_of(*tables[i]);
    if (!above || !below || below->first <= above->second) return false;
    if (!same_shape(*tables[i - 1], *tables[i])) return false;
  }
  return true;
}

bool are_rooms(const std::vector<const Table*>& tables) {
  std::set<std::string> headings;
  for (const Table* table : tables) {
    const std::string lower = to_lower(table->heading);
    if (!is_place(lower) && !lower.starts_with("track")) return false;
    headings.insert(fold_name(lower));
  }
  return headings.size() == tables.size();
}

std::vector<Table> best_of(const std::vector<const Table*>& tables,
                           std::vector<std::string>& warnings) {
  const auto named = std::ranges::find_if(tables, [](const Table* table) { return table->named; });
  const Table* best = named == tables.end() ? tables.front() : *named;
  for (const Table* rival : tables) {
    if (rival == best) continue;
    warnings.push_back(
        fmt::format("table {} (\"{}\") is of the same day as table {}, which is read; "
                    "it is left out",
                    rival->number, rival->heading, best->number));
  }
  return {*best};
}

void warn_of_shape(const Table& table, std::vector<std::string>& warnings) {
  if (table.grid.cut) {
    warnings.push_back(fmt::format("table {}: only its first {} rows are read", table.number,
                                   table.grid.rows.size()));
  }
  if (table.split_rows > 0) {
    warnings.push_back(fmt::format("table {}: {} row(s) hold the cells of several; taken apart",
                                   table.number, table.split_rows));
  }
  for (const std::size_t column : table.columns.unread) {
    warnings.push_back(fmt::format("table {}: the column \"{}\" is not read", table.number,
                                   header_of(table.grid, table.columns, column)));
  }
}

}  // namespace

std::vector<Table> schedule_tables(const Page& page) { return Collector().collect(page); }

void assign_days(std::vector<Table>& tables, std::optional<std::chrono::year_month_day> first_day) {
  for (Table& table : tables) {
    table.day = day_of_heading(table.day_heading, first_day);
    if (!table.day) table.day = day_of_heading(table.heading, first_day);
    if (!table.day && first_day) table.day = std::chrono::local_days(*first_day);
    if (!table.day) table.day = day_of_data(table);
  }
}

std::vector<Table> chosen(const std::vector<Table>& tables, std::vector<std::string>& warnings) {
  std::vector<Table> taken;
  std::set<std::optional<std::chrono::local_days>> done;
  for (const Table& table : tables) {
    if (!done.insert(table.day).second) continue;
    std::vector<const Table*> of_day;
    for (const Table& other : tables) {
      if (other.day == table.day) of_day.push_back(&other);
    }
    std::vector<Table> of_this_day;
    if (of_day.size() > 1 && are_rooms(of_day)) {
      for (const Table* room : of_day) of_this_day.emplace_back(*room).room = room->heading;
    } else if (follow_each_other(of_day)) {
      for (const Table* part : of_day) of_this_day.push_back(*part);
    } else {
      of_this_day = best_of(of_day, warnings);
    }
    for (const Table& part : of_this_day) warn_of_shape(part, warnings);
    std::ranges::move(of_this_day, std::back_inserter(taken));
  }
  return taken;
}

}  // namespace roomsign::formats::html
