// changes(): what somebody who attends would notice between two versions of a schedule.
//
// Nothing else is a change: not the order of a page's cells, not ids, links or photographs. So
// changes(a, b) is empty exactly if both versions show the same.
// Who is who: pairing.hpp.
//
// The end of a session belongs to its length: one that moves as a whole has kStart only. An end
// that was inferred from the next session follows that one, and is told with it:
//   10:00 A, 10:30 B, 11:00 C -> 10:00 A, 11:00 C     B is gone; that A now lasts until 11:00 is
//                                                     no change of its own
#pragma once

#include <string>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::schedule {

// In the order in which describe() tells them.
enum class Aspect {
  kAdded,       // and nothing else
  kRemoved,     // and nothing else
  kStart,       // moved in time
  kEnd,         // its length changed
  kRoom,        // moved to another room; one spelled differently is a detail
  kTitle,       // renamed
  kSpeakers,    // other people, or they belong elsewhere
  kCancelled,   // took place, and no longer does: cancelled, or marked as moved
  kReinstated,  // takes place after all
  kDetails,     // label, kind, subtitle, parts, track, language, note, ...
};
std::string_view to_string(Aspect aspect);  // "added", "removed", "start", ...

struct Change {
  const Session* before = nullptr;  // null: kAdded
  const Session* after = nullptr;   // null: kRemoved
  std::vector<Aspect> aspects;      // in their order, at least one

  bool has(Aspect aspect) const;
  const Session& session() const { return before != nullptr ? *before : *after; }  // as announced
};

// In order of the time that was announced last: the old one, for what is new the new one. Points
// into both schedules, which are finish()ed and outlive it. O(n log n).
std::vector<Change> changes(const Schedule& before, const Schedule& after);

// One line, in the zone's wall clock: `2:00 PM "Hinges" moved to 3:00 PM and from Hall A to Hall
// B`. The day of the time at its beginning is left to the reader's headline; another day is named.
std::string describe(const Change& change, const Zone& zone, bool clock_24h = false);

}  // namespace roomsign::schedule
