// The closed set of kinds, from the words that pages print.
#pragma once

#include <optional>
#include <string_view>

#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats {

// From a label ("Invited Speaker 1", "Contributed Talks"): any word in it counts.
std::optional<schedule::Kind> kind_of_label(std::string_view label);

// From a title: only as its beginning or end, or the whole of it. "Poster Session 1" is a poster
// session, "Coffee Break" a break; "5 impossible things before breakfast" is neither.
std::optional<schedule::Kind> kind_of_title(std::string_view title);

}  // namespace roomsign::formats
