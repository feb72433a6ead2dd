// Instants and their RFC 3339 spelling.
//
// An Instant is a point in time (UTC, whole seconds); civil time (what a wall clock shows) is a
// LocalTime and lives only at the edges, together with a Zone. Nothing here reads a clock: `now`
// is always an argument.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"

namespace roomsign {

using Instant = std::chrono::sys_seconds;
using LocalTime = std::chrono::local_seconds;

struct OffsetInstant {
  Instant instant;
  std::optional<std::chrono::seconds> offset;  // as written; none for a bare local time
};

// "2025-12-06T08:20:00-08:00", "...Z", "2025-12-06 08:20" (a blank for the T, seconds optional,
// fractions dropped). Without an offset the digits are returned as if UTC, with offset == nullopt:
// the caller resolves them in a Zone. 24:00 is the next midnight. Year 1970..9999.
// Errors ("bad-time") name the text and what was expected.
Result<OffsetInstant> parse_time(std::string_view text);

// As parse_time, but an offset is required (the command line, the native schedule).
Result<Instant> parse_instant(std::string_view text);

// format_instant(t, -8h) == "2025-12-06T08:20:00-08:00"; an offset of zero is written +00:00.
std::string format_instant(Instant instant, std::chrono::seconds offset = {});

// "2025-12-06", four, two and two digits, year 1970..9999. Errors ("bad-time") as above.
Result<std::chrono::year_month_day> parse_date(std::string_view text);
std::string format_date(std::chrono::year_month_day date);

// "14:05" -> 14 h 5 min after midnight, 00:00..24:00. Errors ("bad-time") as above.
Result<std::chrono::minutes> parse_time_of_day(std::string_view text);

}  // namespace roomsign
