// schema.org events in a page's <script type="application/ld+json">, as plain values.
//
// Object, list, @graph and ItemList; the type is text or a list, any kind of Event; what an object
// only names by its @id is looked up in the same page. Read are name, dates, place, people with
// their photographs, status, parts (subEvent) and the whole (superEvent); nothing else, so no offer
// and no address ever.
// A script that is no JSON costs a warning, never the page.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/time.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats::html {

// "2019-10-23" (a whole day), "2016-11-25T13:00" (its zone unknown) or an instant.
struct LinkedTime {
  OffsetInstant time;
  bool whole_day = false;
};

struct LinkedEvent {
  std::string type;  // "BusinessEvent"
  std::string name;
  std::optional<LinkedTime> start;
  std::optional<LinkedTime> end;
  std::optional<std::chrono::minutes> duration;
  bool bad_start = false;  // it has a date that we cannot read
  std::string place;       // "Room 2"
  std::string within;      // what the place is part of
  std::vector<schedule::Speaker> people;
  schedule::Status status = schedule::Status::kScheduled;
  std::string note;  // "Postponed"
  std::string language;
  std::string url;
  std::string whole;  // name of the event that it is a part of
  std::vector<LinkedEvent> parts;
};

struct LinkedData {
  std::vector<LinkedEvent> events;  // in the page's order, each once
  std::size_t scripts = 0;          // that were JSON
  std::vector<std::string> warnings;
};

LinkedData read_linked_data(const std::vector<DataScript>& scripts);

// Does it say when within a day it starts?
bool has_time(const LinkedEvent& event);

}  // namespace roomsign::formats::html
