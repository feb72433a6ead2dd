// The native schedule, "format": "roomsign/1": what `roomsign import` prints, the cache keeps, and
// organisers may write by hand. README.md shows it.
//
// parse(print(x)) == x for every x that a reader returned. Absent, null and "" mean the same; all
// text becomes clean lines. Unknown keys are warnings. Errors:
//   "bad-json"      not JSON, or nested deeper than 32: "line 3, column 7: unexpected ']'; ..."
//   "bad-schedule"  a wrong type or value, by its path: "sessions[3].start: \"8:20\" is not ..."
//   "no-sessions"   `sessions` is empty
// event.time_zone: hints.zone where given; else the document's; else hints.machine_zone.
#pragma once

#include <string>
#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats {

inline constexpr std::string_view kNativeFormat = "roomsign/1";

bool accepts_native(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_native(std::string_view bytes, const Hints& hints);

// Pretty, UTF-8, ends in a newline; times with the event zone's offset.
std::string print_native(const Parsed& parsed);

}  // namespace roomsign::formats
