// What a page says about the event as a whole: name, day, venue, room, zone.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/formats/html/page.hpp"
#include "daemon/formats/html/source.hpp"

namespace roomsign::formats::html {

struct About {
  std::string name;
  std::string short_name;
  std::string page_title;
  std::string venue;
  std::string room;
  std::string hours;  // "8:30AM-6:00PM"
  std::optional<std::chrono::year_month_day> date;
  std::string date_from;  // "front matter site_description"
  std::optional<Zone> zone;
  std::string zone_from;  // "page text \"(UTC)\""
  std::vector<std::string> warnings;
};

// A line such as "Workshop on X at CONF 2025, December 6, Convention Center, Room 5AB" is taken
// apart at its commas, marks ("|") and line breaks: the first part is the name, a date, hours, a
// room; another is the venue. What is said of deadlines is passed over.
About read_about(const Source& source, const Page& page);

}  // namespace roomsign::formats::html
