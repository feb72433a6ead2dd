// The native schedule, "format": "roomsign/1": what `roomsign import` prints, the cache keeps, and
// organisers may write by hand. README.md shows it.
//
// parse(print(x)) == x for every finished x. Absent, null and "" mean the same. Unknown keys are
// warnings; wrong types and values are errors that name the JSON path: "sessions[3].start: ...".
#pragma once

#include <string>
#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats {

bool accepts_native(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_native(std::string_view bytes, const Hints& hints);

// Pretty, UTF-8, ends in a newline; times with the event zone's offset.
std::string print_native(const Parsed& parsed);

}  // namespace roomsign::formats
