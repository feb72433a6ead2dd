// A table of several days, taken apart.
#pragma once

#include <vector>

#include "daemon/formats/html/tables.hpp"

namespace roomsign::formats::html {

// One table for each day where a table has headings of days across it ("Friday"), repeats its
// header, has a column of days, or a column for each day; else the table itself.
std::vector<Table> days_of(Table table);

}  // namespace roomsign::formats::html
