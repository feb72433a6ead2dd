// When a calendar's events take place: revisions, repeats and exceptions worked out.
//
// Of several revisions of an event the highest SEQUENCE stays; a RECURRENCE-ID replaces its one
// instance. What repeats is worked out around `now` only, from two days before to sixty after (for
// what begins later, sixty days from its beginning), and at most ten thousand times a document.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/formats/ical/calendar.hpp"
#include "daemon/formats/ical/recurrence.hpp"
#include "daemon/formats/ical/zones.hpp"
#include "daemon/formats/reading/records.hpp"

namespace roomsign::formats::ical {

struct Showing {
  std::size_t event = 0;  // of Calendar::events
  Instant start{};
  std::optional<Instant> end;
  bool all_day = false;
  std::string id;  // stable; "" where the document has none that is
};

struct Timetable {
  std::vector<Showing> showings;
  Records records;
  std::vector<std::string> warnings;
  std::size_t past_repeats = 0;  // events that repeat, but not around now
};

Timetable timetable_of(const Calendar& calendar, const Zones& zones, std::optional<Instant> now,
                       Effort& effort);

// "line 12, event \"Hinges\"".
std::string where_is(const RawEvent& event);

}  // namespace roomsign::formats::ical
