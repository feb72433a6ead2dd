// Packing rows, in order and whole, into columns of equal height. Pure arithmetic.
#pragma once

#include <span>
#include <vector>

namespace roomsign::render {

struct Row {
  int height = 0;
  bool heading = false;  // belongs to the row after it: never the last of a column
};

// How many of the first rows fit. `slack` is blank space at a row's end that may stick out.
int rows_that_fit(std::span<const Row> rows, int height, int slack);

struct Column {
  int height = 0;
  int slack = 0;     // blank space at a row's end that may stick out below
  int repeated = 0;  // kept free where a column begins in the middle of a day, for its heading
};

// The first row of each column, so that no column is higher than allowed (but for a row that alone
// is) and the highest is as low as can be. As few groups of `columns` as hold all rows; the last
// group may have fewer.
std::vector<int> pack_evenly(std::span<const Row> rows, int columns, const Column& column);

}  // namespace roomsign::render
