// Ends that a page does not print.
#pragma once

#include <vector>

#include "daemon/formats/html/rows.hpp"

namespace roomsign::formats::html {

// A row without an end ends at the next later start in its room (a session for every room counts in
// each) before day_change of the next day; not where a row without a time lies between. Such ends
// are marked inferred. The last of a day in its room stays without.
void infer_ends(std::vector<Row>& rows, std::chrono::minutes day_change);

}  // namespace roomsign::formats::html
