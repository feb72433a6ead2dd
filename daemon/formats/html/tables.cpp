#include "daemon/formats/html/tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/dates.hpp"

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

// "Day 2" -> 2
std::optional<int> day_number(std::string_view heading) {
  const std::string lower = to_lower(heading);
  for (std::size_t at = lower.find("day "); at != std::string::npos;
       at = lower.find("day ", at + 1)) {
    if (at > 0 && lower[at - 1] != ' ') continue;
    int value = 0;
    const char* first = lower.data() + at + 4;
    const auto [end, error] = std::from_chars(first, lower.data() + lower.size(), value);
    if (error == std::errc() && value >= 1 && value <= 14) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::local_days> day_of_heading(
    std::string_view heading, std::optional<std::chrono::year_month_day> first_day) {
  const auto dates = dates_in(heading);
  if (!dates.empty()) {
    auto year = dates.front().year;
    if (!year) year = year_in(heading);
    if (!year && first_day) year = first_day->year();
    if (!year) return std::nullopt;
    const std::chrono::year_month_day date{*year, dates.front().day.month(),
                                           dates.front().day.day()};
    if (date.ok()) return std::chrono::local_days(date);
  }
  if (!first_day) return std::nullopt;
  const std::chrono::local_days first(*first_day);
  if (const auto number = day_number(heading)) return first + std::chrono::days(*number - 1);
  if (const auto weekday = weekday_in(heading)) {
    return first + (*weekday - std::chrono::weekday(first));
  }
  return std::nullopt;
}

namespace {

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

}  // namespace

std::vector<Table> schedule_tables(const Page& page) {
  std::vector<Table> tables;
  std::set<const Node*> inside;  // of a table that was taken
  std::string heading;
  std::size_t number = 0;
  for (const Block& block : page.blocks) {
    if (block.kind == Block::Kind::kHeading) heading = block.text;
    if (block.kind != Block::Kind::kTable) continue;
    ++number;
    if (inside.contains(block.table)) continue;
    Table table;
    table.grid = grid_of(*block.table);
    table.split_rows = split_long_rows(table.grid);
    const auto columns = columns_of(table.grid);
    if (!columns || !is_candidate(*columns)) continue;
    collect_tables(*block.table, inside);
    table.columns = *columns;
    table.heading = block.text.empty() ? heading : block.text;
    table.number = number;
    table.named = says_schedule(block.table->attribute("id")) ||
                  says_schedule(block.table->attribute("class")) || says_schedule(heading) ||
                  says_schedule(block.text);
    tables.push_back(std::move(table));
  }
  return tables;
}

void assign_days(std::vector<Table>& tables, std::optional<std::chrono::year_month_day> first_day) {
  for (Table& table : tables) {
    table.day = day_of_heading(table.heading, first_day);
    if (!table.day && first_day) table.day = std::chrono::local_days(*first_day);
    if (!table.day) table.day = day_of_data(table);
  }
}

std::vector<Table> chosen(const std::vector<Table>& tables, std::vector<std::string>& warnings) {
  std::vector<Table> taken;
  std::set<std::size_t> done;
  for (const Table& table : tables) {
    if (done.contains(table.number)) continue;
    const Table* best = nullptr;
    for (const Table& rival : tables) {
      if (rival.day != table.day) continue;
      done.insert(rival.number);
      if (best == nullptr || (!best->named && rival.named)) best = &rival;
    }
    for (const Table& rival : tables) {
      if (rival.day != table.day || &rival == best) continue;
      warnings.push_back(
          fmt::format("table {} (\"{}\") is of the same day as table {}, which is read; "
                      "it is left out",
                      rival.number, rival.heading, best->number));
    }
    if (best->grid.cut) {
      warnings.push_back(fmt::format("table {}: only its first {} rows are read", best->number,
                                     best->grid.rows.size()));
    }
    if (best->split_rows > 0) {
      warnings.push_back(fmt::format("table {}: {} row(s) hold the cells of several; taken apart",
                                     best->number, best->split_rows));
    }
    taken.push_back(*best);
  }
  return taken;
}

}  // namespace roomsign::formats::html
