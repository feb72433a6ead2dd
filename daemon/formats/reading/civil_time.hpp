// The zone in which a document's civil times are read, and these times as instants.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/formats/format.hpp"

namespace roomsign::formats {

struct ZoneChoice {
  Zone zone;
  std::string from;  // for Provenance::zone_from
};

// The configuration's zone; else the document's own, found in `where`; else this machine's, marked
// as guessed.
ZoneChoice choose_zone(const Hints& hints, const std::optional<Zone>& own, std::string_view where);

// The same for a document that gives an IANA name; a warning if there is no such zone.
ZoneChoice choose_zone(const Hints& hints, std::string_view named, std::string_view where,
                       std::vector<std::string>& warnings);

// With a warning that names `where` ("row 7") if the clocks are changed just then.
Instant instant_of(LocalTime local, const Zone& zone, std::string_view where,
                   std::vector<std::string>& warnings);

// "2026-05-04T09:00:00" in `zone`, "2026-05-04T09:00:00Z" and "...+02:00" as they say. Errors
// ("bad-time"): no such time, or one that the native schedule cannot hold.
Result<Instant> read_instant(std::string_view text, const Zone& zone, std::string_view where,
                             std::vector<std::string>& warnings);

// What a schedule can hold: from 1971 to the end of 2199.
bool is_in_range(Instant instant);

}  // namespace roomsign::formats
