// merge(): several sources' schedules as one. Pure.
//
// The event is the first source's; what that leaves open comes from the next. The sessions are
// everybody's, but a row that two sources have is shown once: equal start, equal headline and equal
// room by fold_name(), or a room that only one of them names. The row that says more stays, gaps
// are filled from the other; the id is the earlier source's, so that it survives.
// A pause, opening, closing or keynote that a source gives without a room is on every door, and
// stays there (as a plenary) when another source knows where it is:
//   page: 12:00 Lunch;  calendar "Foyer": 12:00 Lunch   ->  12:00 Lunch, Foyer, plenary
// Rows of one source are never taken for one: two talks of a name at once are its own affair.
//
// merge({a}) == a; merge({a, a}) == a; a source that adds nothing changes nothing. Where all rows
// name their rooms, the order of the sources decides ids and wording, not which rows there are.
#pragma once

#include <span>

#include "daemon/schedule/schedule.hpp"

namespace roomsign::schedule {

// Each of `schedules` is finish()ed, and so is what comes of them.
Schedule merge(std::span<const Schedule> schedules);

}  // namespace roomsign::schedule
