// The rows of a schedule's table as sessions at civil times of one day.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/formats/html/columns.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats::html {

// A session whose times are not instants yet; `session.start` and `end` are unset.
struct Row {
  schedule::Session session;
  LocalTime start{};
  std::optional<LocalTime> end;
  std::size_t number = 0;          // in the table, from 1, header left out
  bool undecided_follows = false;  // the row below has no time yet: this one's end is not known
};

struct RowsOptions {
  std::chrono::local_days day{};
  Zone zone;
};

struct Rows {
  std::vector<Row> rows;  // in the table's order
  std::vector<std::string> warnings;
  std::size_t untimed = 0;  // rows with content whose time is to be determined
};

// A row with a time and any text is never dropped.
Rows rows_of(const Grid& grid, const Columns& columns, const RowsOptions& options);

}  // namespace roomsign::formats::html
