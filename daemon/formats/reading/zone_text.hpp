// Time zones as people print them: "(UTC)", "GMT-7", "PST", "Central European Time",
// "Europe/Berlin".
//
// Names of places and of zones with daylight saving become the zone of the place ("PST" is Los
// Angeles' clock, also where a page says it in July); offsets become Etc/GMT zones, whose sign is
// the other way round: "GMT-7" == Etc/GMT+7.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/zone.hpp"

namespace roomsign::formats {

struct ZoneText {
  std::optional<Zone> zone;  // none: it reads like a zone, but we do not know it
  std::string text;          // as printed
};

// The zone that `text` names, in running text: only what cannot be anything else.
std::optional<ZoneText> zone_in(std::string_view text);

// The zone of a text that is nothing but a zone: of a bracket behind "Time", of "9:00 AM PST".
ZoneText zone_called(std::string_view text);

// From seconds east of Greenwich; none where no Etc zone has that offset.
std::optional<Zone> zone_at_offset(std::chrono::seconds east);

}  // namespace roomsign::formats
