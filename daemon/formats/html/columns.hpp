// What the columns of a schedule's table hold.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/time.hpp"
#include "daemon/formats/html/grid.hpp"
#include "daemon/formats/html/time_cell.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {

struct RoomColumn {
  std::size_t column = 0;
  std::string room;
};

// One of several columns that say the same times in different zones.
struct ZoneColumn {
  std::size_t column = 0;
  std::optional<Zone> zone;  // none: its header names none that is known
};

struct Columns {
  std::size_t first_row = 0;  // behind the header
  std::size_t start = 0;
  std::optional<std::size_t> end;
  std::vector<ZoneColumn> zones;  // "PDT | EDT | CEST", that of `start` first; mostly none
  std::optional<std::size_t> duration;
  std::vector<std::size_t> content;  // lines of one session, in order
  std::vector<RoomColumn> rooms;     // sessions side by side; then `content` is empty
  bool one_of_days = false;          // `content` is one day's; others beside it are other days'
  std::optional<std::size_t> day;
  std::optional<std::size_t> label;
  std::optional<std::size_t> speakers;
  std::optional<std::size_t> chair;
  std::optional<std::size_t> room;
  std::vector<std::size_t> unread;  // they have text that no rule places
  bool bare_digits = false;         // times such as "0940"
  bool says_time = false;           // the header calls a column time
  std::size_t timed_rows = 0;
  std::string time_header;  // "Time (UTC)"

  // Nothing but when: no words for a sign.
  bool is_of_time(std::size_t column) const;
};

// None where no column is one of times: the leftmost in which at least half of what is not empty
// and not "TBD" is a time. Where the header does not tell, the cells do: words for kinds of
// sessions are a label, people are speakers, cells left of the time that span rows are rooms.
std::optional<Columns> columns_of(const Grid& grid);

// Of a table with times in several zones, reads the column whose clock shows `zone`'s time at noon
// of `day`; if there is none, it stays as it is.
void read_in_zone(const Grid& grid, Columns& columns, const Zone& zone,
                  std::chrono::local_days day);

// The zone in a time column's header: "Time (UTC)", "PDT".
std::optional<ZoneText> zone_of_header(std::string_view header);

// What the header calls a column: its rows joined, each cell once.
std::string header_of(const Grid& grid, const Columns& columns, std::size_t column);

// A row that is written like a header: all its cells are th, or one says "time"; and no time in it.
bool is_header_row(const Grid& grid, std::size_t row, std::size_t start);

// A cell's text, its lines separated by '\n'; "" for no cell.
std::string cell_text(const Node* cell);

// The machine-readable time of a cell: data-value-start, or a <time datetime> in it.
std::optional<OffsetInstant> time_attribute(const Node& cell);

}  // namespace roomsign::formats::html
