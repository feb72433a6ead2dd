// What pretalx's API says of the talks of an event, as it comes (/api/events/EVENT/submissions/
// with its slots and rooms expanded, the older .../talks/), or as organisers keep it in files of
// their own shape.
//
// A talk is an object with a `code`, a `title` and its `slots` (or its one `slot`), wherever it
// stands; each slot with a start is a session. What times and texts mean: frab/document.hpp.
// The API gives long lists in pages: one that is not the whole says so in a warning. Errors:
//   "bad-json"      not JSON
//   "too-many-bad", "too-many-events"
#pragma once

#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats {

bool accepts_pretalx_api(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_pretalx_api(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats
