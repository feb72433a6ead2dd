// The rows of a schedule's table as sessions at civil times of one day.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "daemon/formats/html/timeline.hpp"
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

struct Rows {
  std::vector<Row> rows;  // in the table's order
  std::vector<std::string> warnings;
  std::size_t timed = 0;          // rows of the table with a time
  std::size_t passed_over = 0;    // rows that should have given a session and gave none
  std::string first_passed_over;  // "row 3: ..."
};

// A row with a time and any text is never dropped. A cell over several rows is one session, from
// its first row's start to the start of the row after its last; rows that share a time cell are one
// session (or one for each room), whose further rows are its speakers or its parts.
Rows rows_of(const Grid& grid, const Columns& columns, const RowsOptions& options);

}  // namespace roomsign::formats::html
