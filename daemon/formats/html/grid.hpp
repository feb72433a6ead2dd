// A table as a rectangle of cells, spans written out.
#pragma once

#include <cstddef>
#include <vector>

#include "daemon/formats/html/document.hpp"
#include "daemon/formats/html/rich_text.hpp"

namespace roomsign::formats::html {

// Where a cell spans several places, each of them points to it; `first` is true in one only.
struct Place {
  const Node* cell = nullptr;  // null: the row has no cell here
  bool first = false;
};

struct Grid {
  std::vector<std::vector<Place>> rows;  // all of one length
  std::size_t columns = 0;
  bool cut = false;  // the table has more rows than are read

  const Node* cell(std::size_t row, std::size_t column) const { return rows[row][column].cell; }

  // The only cell of a row: a heading across the table, or all that the row says. Null: several.
  const Node* banner(std::size_t row) const;

  // Rows [first, last) as a table of their own.
  Grid part(std::size_t first, std::size_t last) const;
};

// At most 100 columns and 2000 rows; spans beyond are cut. Rows of tables inside a cell are not
// rows of this one.
Grid grid_of(const Node& table);

// A row that holds the cells of several (their <tr> are missing): as long as the header row of th
// times a whole number. Such rows are taken apart; returns how many there were.
std::size_t split_long_rows(Grid& grid);

}  // namespace roomsign::formats::html
