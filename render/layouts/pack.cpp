#include "render/layouts/pack.hpp"

#include <algorithm>

namespace roomsign::render {
namespace {

std::vector<int> fill_columns(std::span<const Row> rows, int height, int slack) {
  std::vector<int> starts;
  for (int at = 0; at < static_cast<int>(rows.size());) {
    starts.push_back(at);
    at += std::max(1, rows_that_fit(rows.subspan(at), height, slack));
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

std::vector<int> pack_evenly(std::span<const Row> rows, int columns, int height, int slack) {
  if (rows.empty()) return {};
  const int needed = static_cast<int>(fill_columns(rows, height, slack).size());
  const int allowed = (needed + columns - 1) / columns * columns;
  int low = 0;  // too low
  int high = height;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    // A row higher than the column would fill one alone and never be counted as too high.
    const bool holds = std::all_of(rows.begin(), rows.end(),
                                   [&](const Row& row) { return row.height - slack <= middle; });
    const auto starts = fill_columns(rows, middle, slack);
    (holds && static_cast<int>(starts.size()) <= allowed ? high : low) = middle;
  }
  return fill_columns(rows, high, slack);
}

}  // namespace roomsign::render
