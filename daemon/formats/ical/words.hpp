// What calendars write into SUMMARY, LOCATION, CATEGORIES and DESCRIPTION because iCalendar has no
// place for it, put where it belongs. Who wrote the calendar (PRODID) says how far to go.
//
//   pretalx   "Hinges - Ada Klein, ben", "Hall -"  title, speakers
//   Indico    "Hinges [Online]", "Hall A (City Library)", "Speakers: Ada Klein (Works), Ben"
//   Sched     "Hall A, 57 Post St"                 the address is no room
//   others    "Hinges - Ada Klein, Ben Ott"        only if all are names
//             "Keynote: Ada Klein, Works of Doors" label, speaker, affiliation
//
// Nothing else of a description, and no address that lets its holder into a meeting, is kept.
#pragma once

#include <string>
#include <string_view>

#include "daemon/formats/ical/calendar.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats::ical {

// kPretalx only where the titles show it: an older one may have written no speakers.
enum class Writer { kOther, kPretalx, kIndico, kSched };
Writer writer_of(const Calendar& calendar);

struct Place {
  std::string room;
  std::string venue;
};
Place place_of(std::string_view location, Writer writer, std::string_view venue_of_all);

// The venue in brackets that every LOCATION of the calendar ends with; "" if there is none.
std::string venue_of_all(const Calendar& calendar);

// Everything of a session but its id, place and time.
schedule::Session words_of(const RawEvent& event, Writer writer);

// An http(s) address that may be shown to everybody; else "".
std::string public_url(std::string_view url);

}  // namespace roomsign::formats::ical
