// Indico's HTTP exports: the timetable (/export/timetable/ID.json) and the event
// (/export/event/ID.json?detail=contributions, subcontributions or sessions).
//
// A session of Indico is a block of contributions. Where these have times of their own they are the
// sign's sessions and the block is their heading (label and track); where all have the block's one
// time, as posters do, or none, the block is the session and they are its talks. Rooms are
// inherited: entry, block, event. Each date names its zone; where it does not, the event's counts.
// Read are times, titles, rooms, public names and affiliations: never addresses, hashes,
// descriptions or material. Errors:
//   "no-sessions"   nothing in it, or an export without its contributions: says which has them
//   "too-many-bad"  see reading/records.hpp; "bad-json", "too-large": see reading/json.hpp
#pragma once

#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats {

bool accepts_indico(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_indico(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats
