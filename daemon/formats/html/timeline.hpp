// When the rows of a schedule's table begin, and where they say so, end.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/formats/html/columns.hpp"

namespace roomsign::formats::html {

struct RowsOptions {
  std::chrono::local_days day{};
  Zone zone;
  std::size_t rows_above = 0;  // in the page's table, when this is a part of it
};

struct TimedRow {
  enum class Kind {
    kEmpty,      // nothing, or a time with nothing beside it
    kTimed,      // a time and something beside it
    kContinues,  // belongs to the row above: shares its time cell, or has none of its own
    kSection,    // a heading for the rows below
    kUndecided,  // "TBD" in place of a time
    kUnreadable  // something beside what is no time
  };
  Kind kind = Kind::kEmpty;
  std::size_t index = 0;   // in the grid
  std::size_t number = 0;  // for people, in the page's table, header left out
  std::string text;        // of the time cell
  TimeCell time;
  std::optional<OffsetInstant> attribute;
  const Node* opener = nullptr;  // the one cell that says all of the row, its time first ...
  std::size_t prefix = 0;        // ... in so many bytes; else 0
  LocalTime start{};             // of kTimed and kContinues
  std::optional<LocalTime> end;

  bool has_time() const { return time.kind == TimeCell::Kind::kTime || attribute.has_value(); }
};

struct Timeline {
  std::vector<TimedRow> rows;  // all below the header
  std::vector<std::string> warnings;
};

Timeline timeline_of(const Grid& grid, const Columns& columns, const RowsOptions& options);

}  // namespace roomsign::formats::html
