#include "render/layouts/pack.hpp"

#include <algorithm>
#include <random>

#include "tests/support/catch.hpp"

namespace roomsign::render {
namespace {

using Starts = std::vector<int>;

std::vector<Row> rows_of(const std::vector<int>& heights) {
  std::vector<Row> rows;
  rows.reserve(heights.size());
  for (const int height : heights) rows.push_back({height, false});
  return rows;
}

int highest_column(const std::vector<Row>& rows, Starts starts) {
  starts.push_back(static_cast<int>(rows.size()));
  int highest = 0;
  for (std::size_t c = 0; c + 1 < starts.size(); ++c) {
    int height = 0;
    for (int i = starts[c]; i < starts[c + 1]; ++i) height += rows[i].height;
    highest = std::max(highest, height);
  }
  return highest;
}

// The lowest that the highest column can be, by trying every split.
int best_split(const std::vector<Row>& rows, std::size_t first, int columns) {
  if (first == rows.size()) return 0;
  int height = 0;
  if (columns == 1) {
    for (std::size_t i = first; i < rows.size(); ++i) height += rows[i].height;
    return height;
  }
  int best = 1 << 30;
  for (std::size_t end = first + 1; end <= rows.size(); ++end) {
    height += rows[end - 1].height;
    best = std::min(best, std::max(height, best_split(rows, end, columns - 1)));
  }
  return best;
}

}  // namespace

TEST_CASE("only whole rows fit, and the blank at a row's end may stick out") {
  const auto rows = rows_of({10, 10, 10});
  CHECK(rows_that_fit(rows, 29, 0) == 2);
  CHECK(rows_that_fit(rows, 29, 1) == 3);
  CHECK(rows_that_fit(rows, 9, 0) == 0);
  CHECK(rows_that_fit({}, 100, 0) == 0);
}

TEST_CASE("a heading is never the last of a column") {
  const std::vector<Row> rows = {{10, false}, {10, true}, {10, false}};
  CHECK(rows_that_fit(rows, 25, 0) == 1);
  CHECK(rows_that_fit(rows, 30, 0) == 3);
  CHECK(pack_evenly(rows, 1, {.height = 25}) == Starts{0, 1});
}

TEST_CASE("both columns come out as even as whole rows allow") {
  CHECK(pack_evenly(rows_of({10, 10, 10, 10}), 2, {.height = 100}) == Starts{0, 2});
  CHECK(pack_evenly(rows_of({30, 10, 10, 10}), 2, {.height = 100}) == Starts{0, 1});
  CHECK(pack_evenly(rows_of({10}), 2, {.height = 100}) == Starts{0});
  CHECK(pack_evenly({}, 2, {.height = 100}).empty());
}

TEST_CASE("what does not fit on a page goes to as few as hold it, evenly") {
  const auto starts = pack_evenly(rows_of(std::vector<int>(10, 10)), 2, {.height = 40});
  CHECK(starts == Starts{0, 3, 6, 9});  // 10 rows, two pages of two columns
  CHECK(pack_evenly(rows_of({50, 10}), 1, {.height = 20}) == Starts{0, 1});  // higher than a page
}

TEST_CASE("a column that begins in the middle of a day keeps room for the day's name") {
  const std::vector<Row> rows = {{10, true},  {10, false}, {10, false},
                                 {10, false}, {10, true},  {10, false}};
  CHECK(pack_evenly(rows, 1, {.height = 30, .repeated = 10}) == Starts{0, 3, 4});
  CHECK(pack_evenly(rows, 1, {.height = 30}) == Starts{0, 3});
}

TEST_CASE("no other split into columns is more even") {
  std::mt19937 random(7);  // NOLINT: the same rows in every run
  for (int round = 0; round < 300; ++round) {
    std::vector<int> heights(1 + random() % 9);
    for (int& height : heights) height = 1 + static_cast<int>(random() % 40);
    const auto rows = rows_of(heights);
    const int columns = 1 + static_cast<int>(random() % 3);
    const auto starts = pack_evenly(rows, columns, {.height = 1000});
    REQUIRE(starts.size() <= static_cast<std::size_t>(columns));
    CHECK(highest_column(rows, starts) == best_split(rows, 0, columns));
  }
}

}  // namespace roomsign::render
