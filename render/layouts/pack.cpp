#include "render/layouts/pack.hpp"

#include <algorithm>

namespace roomsign::render {
namespace {

std::vector<int> fill_columns(std::span<const Row> rows, int height, const Column& column) {
  std::vector<int> starts;
  for (int at = 0; at < static_cast<int>(rows.size());) {
    starts.push_back(at);
    const int free = height - (rows[at].heading ? 0 : column.repeated);
    at += std::max(1, rows_that_fit(rows.subspan(at), free, column.slack));
  }
  return starts;
}

}  // namespace

int rows_that_fit(std::span<const Row> rows, int height, int slack) {
  int fit = 0;
  int y = 0;
  while (fit < static_cast<int>(rows.size()) && y + rows[fit].height - slack <= height) {
    y += rows[fit++].height;
  }
  if (fit < static_cast<int>(rows.size())) {
    while (fit > 0 && rows[fit - 1].heading) --fit;
  }
  return fit;
}

std::vector<int> pack_evenly(std::span<const Row> rows, int columns, const Column& column) {
  if (rows.empty()) return {};
  const auto needed = fill_columns(rows, column.height, column).size();
  const auto group = static_cast<std::size_t>(columns);
  const std::size_t allowed = (needed + group - 1) / group * group;
  // A column always takes one row, so a height below the highest row's would look as if it held it.
  int low = 0;
  for (const Row& row : rows) low = std::max(low, row.height + column.repeated - column.slack);
  low = std::min(low, column.height) - 1;  // too low
  int high = column.height;                // holds them
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (fill_columns(rows, middle, column).size() <= allowed ? high : low) = middle;
  }
  return fill_columns(rows, high, column);
}

}  // namespace roomsign::render
