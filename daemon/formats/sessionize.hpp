// Sessionize's API (/api/v2/ID/view/...): the views GridSmart, All and Sessions.
//
// Times have no zone but the event's own, which the configuration must name; a few endpoints write
// UTC ("...Z"). A plenum session keeps its room and is `plenary`. Sessions without a time are not
// placed yet: they are counted in a warning. Titles stay as they are, also "." and "Coming Soon!".
// Read are times, titles, rooms, names and the categories that are a format or a track: never
// answers, tag lines, biographies or links. Errors:
//   "wrong-view"    a list of speakers: says which view has times
//   "no-sessions"   an answer without a session, or none that has a time
//   "too-many-bad"  see reading/records.hpp; "bad-json", "too-large": see reading/json.hpp
#pragma once

#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats {

bool accepts_sessionize(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_sessionize(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats
