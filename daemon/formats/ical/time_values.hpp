// The values of iCalendar that say when (RFC 5545, 3.3): dates, times, lengths, offsets.
//
// A time is civil: what a wall clock shows, in a zone that stands elsewhere. ISO 8601's dashes and
// colons, which some write, and left-out seconds are taken as well. None where a value cannot be
// read: the caller knows what it belongs to.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "daemon/base/time.hpp"

namespace roomsign::formats::ical {

struct TimeValue {
  LocalTime local{};  // a date: its midnight
  bool date = false;
  bool utc = false;  // it ended in Z
  bool operator==(const TimeValue&) const = default;
};

std::optional<TimeValue> time_value(std::string_view text);  // "20260504T090000Z", "20260504"

// Whole days of the calendar (a day has 23 hours in March), and exact time on top of them.
struct Length {
  std::chrono::days days{};
  std::chrono::seconds time{};
  bool operator==(const Length&) const = default;
};

std::optional<Length> length_value(std::string_view text);  // "PT45M", "P1W", "P1DT2H"; not below 0

std::optional<std::chrono::seconds> offset_value(std::string_view text);  // "-0730", "+013000"

}  // namespace roomsign::formats::ical
