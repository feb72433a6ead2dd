// Pairing: which session of one version of a schedule is which of the next.
//
// What is the same in all that is shown is the same session. Then each rule takes what the ones
// before it left over:
//   1  the same id, given by the source and unique there, and the title alike or the speakers the
//      same. Ids that finish() made of titles or of repeated ids say nothing
//   2  the same room, start and title (first with the same speakers)
//   3  the same title and speakers; then the same title. In the same room first
//   4  the same room and start, and the title reworded: alike, or the speakers the same, or one of
//      them a placeholder ("TBA")
//   5  the same id as in 1, whatever else changed
// So two talks that swap places are two moves, also where ids number the places; and one that is
// renamed and moved at once is, without an id, another talk.
// Of several equal ones the nearest in time are paired. Deterministic; O(n log n).
#pragma once

#include <vector>

#include "daemon/schedule/schedule.hpp"

namespace roomsign::schedule {

struct Pair {
  const Session* before = nullptr;  // null: new
  const Session* after = nullptr;   // null: gone
};

// All sessions of both, each once: those that are gone, then those of `after` in its order. Points
// into both schedules, which are finish()ed.
std::vector<Pair> pair_sessions(const Schedule& before, const Schedule& after);

}  // namespace roomsign::schedule
