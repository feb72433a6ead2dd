// iCalendar (RFC 5545), as calendars of rooms and of conferences are published: Google, Outlook,
// pretalx, Indico, Sched. See calendar.hpp for what is read, zones.hpp for whose clock counts,
// timetable.hpp for what repeats, words.hpp for what stands where.
#pragma once

#include "daemon/formats/format.hpp"

namespace roomsign::formats::ical {

bool accepts_ical(std::string_view bytes, const Hints& hints);

// Errors: "no-calendar", "cut-off", "too-large", "too-many-bad", "no-sessions".
Result<Parsed> parse_ical(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats::ical
