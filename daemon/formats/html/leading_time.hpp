// A time at the beginning of a line, before its words: "9:00 – Opening", "09:00-09:30: Talks".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "daemon/formats/html/time_cell.hpp"

namespace roomsign::formats::html {

struct LeadingTime {
  TimeCell cell;
  std::size_t length = 0;  // bytes up to the words, dashes and blanks between included
};

// Needs minutes, a meridiem or "Noon" and a mark behind it, for lines also begin with "2 ways to
// ..." and "2025 in numbers": "10:00 – 5 impossible things" begins at ten and has no end.
std::optional<LeadingTime> leading_time(std::string_view line);

// What a text says that is nothing but a time; a date and a weekday may stand before it: "Monday
// 5th June, 10:00-10:50", "June 2 @ 9:00 am". kNone for everything else.
TimeCell whole_time(std::string_view text);

// Does a text begin with a time, a date before it left aside? "June 3 (9 am - 5 pm)" does not: in
// brackets are the hours of that day.
bool begins_with_time(std::string_view text);

}  // namespace roomsign::formats::html
