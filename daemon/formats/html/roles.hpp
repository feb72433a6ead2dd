// What the columns beside the time are for: by their header, else by what their cells hold.
#pragma once

#include "daemon/formats/html/columns.hpp"

namespace roomsign::formats::html {

// Fills in everything of `columns` but the times' own fields, which are given.
void assign_roles(const Grid& grid, Columns& columns);

}  // namespace roomsign::formats::html
