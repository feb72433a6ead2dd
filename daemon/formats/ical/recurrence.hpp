// What repeats: recurrence rules (RFC 5545, 3.3.10), worked out in civil time by libical.
//
// An event at 09:00 is at 09:00 all the year; what that is as an instant is the zone's business.
// Foreign rules are traps: they name every second, or a 30th of February, for which the library
// looks for a second. So nothing finer than a day is taken, and the work of a whole document is
// counted (`Effort`), in about microseconds, and ends when it is used up. No clock is read.
//
//   Rule rule = *parse_rule("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601T070000Z");
//   occurrences(rule, 2026-05-04 09:00, until in civil time, from, to, 100, effort)
//       == {2026-05-04 09:00, 2026-05-11 09:00, ...}
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/formats/ical/time_values.hpp"

namespace roomsign::formats::ical {

struct Rule {
  std::string text;                // without its UNTIL
  std::optional<TimeValue> until;  // the last moment that counts; in UTC or as its event's start
};

// Errors: "bad-rule", what is wrong with it in words that may follow "repeats".
Result<Rule> parse_rule(std::string_view text);

struct Effort {
  std::int64_t left = 1'000'000;
  bool spent() const { return left <= 0; }
};

// The civil times in [from, to) at which something repeats that first took place at `start`: at
// most `most`, in order. `until` is the rule's in civil time, inclusive. Fewer if effort runs out:
// ask it. Errors: "bad-rule".
Result<std::vector<LocalTime>> occurrences(const Rule& rule, LocalTime start,
                                           std::optional<LocalTime> until, LocalTime from,
                                           LocalTime to, std::size_t most, Effort& effort);

}  // namespace roomsign::formats::ical
