// An iCalendar document as it stands: its events and zones, nothing worked out yet.
//
// An allow-list: of an event these properties are looked at and no others, so that attendees,
// organisers, attachments, alarms and private notes are passed over unread. Of a description only
// a first line that names the speakers is taken.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/formats/ical/time_values.hpp"

namespace roomsign::formats::ical {

struct ZonedTime {
  TimeValue value;
  std::size_t zone = 0;  // of Calendar::zone_names; 0 is "": none was given
};

// A time of an RDATE, or the beginning and the length of a period.
struct Addition {
  ZonedTime start;
  std::optional<Length> length;
};

struct RawEvent {
  std::size_t line = 0;  // of its BEGIN
  std::string fault;     // why it cannot be read; "": it can
  std::string uid;
  int sequence = 0;
  bool cancelled = false;
  bool confidential = false;  // its words are not for everybody
  std::optional<ZonedTime> start;
  std::optional<ZonedTime> end;
  std::optional<Length> length;
  std::optional<ZonedTime> instance;  // RECURRENCE-ID: which one of a repeat this replaces
  std::string rule;                   // RRULE
  std::string_view unread;            // what it has beyond what is read here: "EXRULE"; "": nothing
  std::vector<Addition> also;         // RDATE
  std::vector<ZonedTime> except;      // EXDATE
  std::string summary;                // this and the following: text without escapes
  std::string location;
  std::string category;  // the first
  std::string speakers;  // what follows "Speakers:" in the description
  std::string url;

  bool repeats() const { return !rule.empty() || !also.empty(); }
};

// One stretch of a VTIMEZONE, in which the clock stands at one offset.
struct RawObservance {
  LocalTime start{};
  std::chrono::seconds from{};  // the offset before, east of Greenwich
  std::chrono::seconds to{};    // and in it
  std::string rule;
  std::vector<LocalTime> also;
};

struct RawZone {
  std::string name;      // TZID
  std::string location;  // X-LIC-LOCATION: its IANA name, as some say it
  std::vector<RawObservance> observances;
};

struct Calendar {
  std::string producer;     // PRODID
  std::string name;         // X-WR-CALNAME, NAME
  std::string url;          // SOURCE, URL
  std::string zone_name;    // X-WR-TIMEZONE, TIMEZONE-ID
  std::string zone_from;    // which of them
  bool ill_formed = false;  // some of its words are no UTF-8
  std::vector<std::string> zone_names{""};
  std::vector<RawZone> zones;
  std::vector<RawEvent> events;
};

// Errors: "no-calendar", "cut-off" (the end is missing), "too-large" (more events than a sign can
// use).
Result<Calendar> read_calendar(std::string_view bytes);

}  // namespace roomsign::formats::ical
