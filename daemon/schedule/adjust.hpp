// adjust(): the programme as the operator's notices leave it at an instant. amend(): as it stands
// out from an earlier version of its schedule.
//
// Both hand on a Programme whose slots have other times (Slot::late), another Status or an
// Amendment, so that all rules of what is on when hold for it as they are. Pure.
//
// A delay shifts what runs in its room when it is announced (term.from), what would still run with
// the delay included, and all that follows on that day. Time without a session absorbs it, be it a
// break (Kind::kBreak) or a gap, down to Rules::shortest_break:
//   +10 min at 9:20     9:15 Talk, 9:55 Break, 10:10 Talk  ->  9:25, 10:05, 10:10
// What lasts over others of its room (a registration desk, a block of talks) is not shifted.
//
// Of what is said of a session the last word counts, for its room, its time, and whether it is
// called off. One that moved away stays in the list of its old room as kMoved, at the old time, and
// is a session of its new room; so it stays in the list of its day where it moved to another one.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "daemon/schedule/changes.hpp"
#include "daemon/schedule/notices.hpp"
#include "daemon/schedule/programme.hpp"

namespace roomsign::schedule {

// None: nothing of it is otherwise. It may outlive both arguments.
std::optional<Programme> adjust(const Programme& programme, const Notices& notices, Instant now);

// `changes` lead to the programme's schedule. What was moved says so; what was removed is
// cancelled, unless its place was given to another session. None: nothing to be told, or so much
// differs that it is another programme. It may outlive `changes` and their earlier schedule.
std::optional<Programme> amend(const Programme& programme, const std::vector<Change>& changes);

// The sessions of the whole schedule that `ref` means, as announced.
std::vector<const Session*> find_sessions(const Schedule& schedule, const SessionRef& ref);

}  // namespace roomsign::schedule
