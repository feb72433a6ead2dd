// schedule.json of frab, pretalx and c3voc (version 1) and of the CCC's hub (version 2).
//
//   version 1   schedule.conference.days[].rooms{NAME: [event]}
//   version 2   schedule.events[], whose rooms and tracks refer to those of schedule.conference
// The descriptions are c3voc's schema.json and schema2.json; all that they make optional may be
// absent or null. What the texts mean: document.hpp. Only what that has is read: exports hold
// answers and addresses beside it. Errors:
//   "bad-json"         not JSON
//   "bad-schedule"     JSON without schedule.conference
//   "too-many-bad", "too-many-events"
#pragma once

#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats::frab {

bool accepts_json(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_json_schedule(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats::frab
