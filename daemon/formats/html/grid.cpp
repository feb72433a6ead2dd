#include "daemon/formats/html/grid.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <string_view>

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kMostColumns = 100;
constexpr std::size_t kMostRows = 2000;
constexpr std::size_t kLongestSpan = 200;

std::size_t span(const Node& cell, std::string_view name) {
  const std::string_view text = cell.attribute(name);
  std::size_t value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp<std::size_t>(value, 1, kLongestSpan);
}

void collect_rows(const Node& node, std::vector<const Node*>& rows) {
  for (const Node& child : node.children) {
    if (child.is("tr") && rows.size() <= kMostRows) rows.push_back(&child);
    if (child.is("thead") || child.is("tbody") || child.is("tfoot")) collect_rows(child, rows);
  }
}

void place(Grid& grid, std::size_t row, std::size_t& column, const Node& cell) {
  auto& places = grid.rows[row];
  while (column < places.size() && places[column].cell != nullptr) ++column;
  const std::size_t right = std::min(column + span(cell, "colspan"), kMostColumns);
  const std::size_t below = std::min(row + span(cell, "rowspan"), grid.rows.size());
  for (std::size_t r = row; r < below; ++r) {
    if (grid.rows[r].size() < right) grid.rows[r].resize(right);
    for (std::size_t c = column; c < right; ++c) {
      if (grid.rows[r][c].cell == nullptr) grid.rows[r][c] = {&cell, r == row && c == column};
    }
  }
  column = std::max(column, right);
}

// All rows as long as the longest, without columns that have no cell.
void make_rectangular(Grid& grid) {
  grid.columns = 0;
  for (const auto& row : grid.rows) {
    const auto backwards = row | std::views::reverse;
    const auto last =
        std::ranges::find_if(backwards, [](const Place& place) { return place.cell != nullptr; });
    grid.columns = std::max(grid.columns, static_cast<std::size_t>(backwards.end() - last));
  }
  for (auto& row : grid.rows) row.resize(grid.columns);
}

}  // namespace

const Node* Grid::banner(std::size_t row) const {
  const Node* only = nullptr;
  for (const Place& place : rows[row]) {
    if (place.cell == nullptr || place.cell == only) continue;
    if (only != nullptr) return nullptr;
    only = place.cell;
  }
  return columns > 1 ? only : nullptr;
}

Grid Grid::part(std::size_t first, std::size_t last) const {
  Grid grid;
  grid.columns = columns;
  grid.cut = cut;
  const auto at = [&](std::size_t row) { return rows.begin() + static_cast<std::ptrdiff_t>(row); };
  grid.rows.assign(at(first), at(last));
  return grid;
}

Grid grid_of(const Node& table) {
  std::vector<const Node*> rows;
  collect_rows(table, rows);
  Grid grid;
  grid.cut = rows.size() > kMostRows;
  if (grid.cut) rows.resize(kMostRows);
  grid.rows.resize(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::size_t column = 0;
    for (const Node& cell : rows[row]->children) {
      if ((cell.is("td") || cell.is("th")) && column < kMostColumns) place(grid, row, column, cell);
    }
  }
  make_rectangular(grid);
  return grid;
}

std::size_t split_long_rows(Grid& grid) {
  if (grid.rows.empty()) return 0;
  const auto filled = [](const std::vector<Place>& row) {
    const auto end =
        std::ranges::find_if(row, [](const Place& place) { return place.cell == nullptr; });
    return static_cast<std::size_t>(end - row.begin());
  };
  const auto& header = grid.rows.front();
  const std::size_t width = filled(header);
  const bool is_header =
      std::all_of(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(width),
                  [](const Place& place) { return place.cell->is("th"); });
  if (width < 2 || !is_header || grid.columns == width) return 0;

  std::size_t split = 0;
  std::vector<std::vector<Place>> rows;
  for (auto& row : grid.rows) {
    const std::size_t cells = filled(row);
    if (cells <= width || cells % width != 0) {
      rows.push_back(std::move(row));
      continue;
    }
    ++split;
    for (std::size_t at = 0; at < cells; at += width) {
      const auto first = row.begin() + static_cast<std::ptrdiff_t>(at);
      rows.emplace_back(first, first + static_cast<std::ptrdiff_t>(width));
    }
  }
  grid.rows = std::move(rows);
  if (split > 0) make_rectangular(grid);
  return split;
}

}  // namespace roomsign::formats::html
