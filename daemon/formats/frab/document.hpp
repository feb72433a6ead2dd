// A schedule of frab's kind as its texts, and the schedule that they make.
//
// frab's XML, its JSON, the hub's and pretalx's say the same things in different places. Their
// readers find the texts; what these mean is said here, once:
//   start   `date`, if it has an offset. Else `start` on the date of `date` or of the day; before
//           the beginning of the day it is the morning after:
//             day 2012-02-04 beginning at 09:00, start 01:30 (or 25:30)  ->  2012-02-05 01:30
//   end     `end`, if it is after the start; else `duration` later, at most a day; else unknown
//   id      the first of guid, code and id
//   room    the event's own, else the one that it stands under
//   kind    what `type` says, else what the title says; a type that says no more than "a talk" is
//           no label
//   zone    the configuration's, the document's, the offset of the first event that has one
// Views point into the document that was parsed, or into `joined`; they are not clean.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/formats/format.hpp"
#include "daemon/formats/reading/records.hpp"

namespace roomsign::formats::frab {

struct ConferenceText {
  std::string_view title, acronym, venue, city, url, base_url, time_zone, language;
};

struct TrackText {
  std::string_view name, color;
};

struct Day {
  std::optional<std::chrono::local_days> date;
  std::chrono::seconds begins{};  // after midnight: what starts before is the morning after
  std::optional<LocalTime> ends;  // unless the day is over by then
};

// From the texts of a day; `day_change` is the conference's own beginning of every day.
Day day_of(std::string_view date, std::string_view start, std::string_view end,
           std::string_view day_change = {});

struct PersonText {
  std::string_view name;
  std::string_view photo = {};  // an address; a relative one is relative to `base_url`
};

struct EventText {
  std::string_view guid, code, id, date, start, end, duration, room, title, subtitle, track, type,
      language, url, status;
  std::vector<PersonText> persons;
  std::optional<schedule::Kind> kind;  // where the document says it in its own way
  bool do_not_record = false;
  const Day* day = nullptr;
};

struct Document {
  ConferenceText conference;
  std::vector<TrackText> tracks;  // those with a colour
  std::deque<Day> days;
  std::deque<EventText> events;    // large: growing moves none
  std::deque<std::string> joined;  // texts that stand nowhere in one piece
  Records records;                 // what is no event at all
};

// Errors: "too-many-bad" (see Records), "too-many-events".
Result<Parsed> read_document(Document& document, std::string_view format, const Hints& hints);

}  // namespace roomsign::formats::frab
