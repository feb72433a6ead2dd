// Report: what `check` found, and its two ways to say it. Pure.
//
// Text for people: what was read, then errors, warnings and notes, each by day and time, then what
// the next poll would change, then the counts. At most kMostOfAKind findings of one code and
// severity are printed; JSON has all.
//
// JSON, one document: members are added in later versions, never changed.
//   { "format": "roomsign-check/1",
//     "sources": [ { "name", "address",                         name: where there are several
//                    "error": { "code", "text" },               or, where it could be read:
//                    "format", "event", "date", "date_from", "time_zone", "zone_from",
//                    "sessions": 16 } ],
//     "room": "Hall A",                                         as configured; "": all
//     "rooms": [ { "name", "sessions": 16, "days": [ { "date": "2025-12-06", "sessions": 16 } ] }
//     ], "findings": [ { "severity": "warning", "code": "overlap", "text", "place": "row 7",
//                     "sessions": [ { "id", "title", "room", "start", "end" } ] } ],
//     "compared_with": "2025-12-05T18:00:00+01:00",             only where there was a schedule
//     "changes": [ { "aspects": ["start", "room"], "text", "before": {...}, "after": {...} } ],
//     "summary": { "errors": 0, "warnings": 1, "notes": 2, "changes": 0, "status": 3 } }
// Texts that are empty, and times that are not known, are left out.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/schedule/changes.hpp"
#include "daemon/schedule/programme.hpp"

namespace roomsign::commands {

inline constexpr std::size_t kMostOfAKind = 10;
inline constexpr std::size_t kMostChanges = 40;
inline constexpr bool kClock24h = true;  // whatever the sign has: AM for PM is what we look for

struct SourceRead {
  std::string name;
  std::string address;  // fit to be shown
  Result<formats::Parsed> parsed;
};

struct Report {
  std::vector<SourceRead> sources;
  std::string room;                                      // as configured
  std::shared_ptr<const schedule::Programme> programme;  // null: nothing could be read
  std::vector<Finding> findings;                         // points into the programme's schedule
  std::optional<Instant> compared_with;                  // when the sign's last schedule was had
  std::shared_ptr<const schedule::Schedule> last;        // that schedule
  std::vector<schedule::Change> changes;                 // from that one to this
};

// 1 with an error, else 3 with a warning, else 0.
int exit_status(const Report& report);

std::string print_text(const Report& report);
std::string print_json(const Report& report);

// How many sessions each room has on each day, in order of first use; "" is every room.
struct RoomDays {
  std::string room;
  std::size_t sessions = 0;
  std::vector<std::size_t> by_day;  // of `days`
};
struct Census {
  std::vector<std::chrono::local_days> days;  // that have sessions
  std::vector<RoomDays> rooms;
};
Census census(const schedule::Programme& programme);

}  // namespace roomsign::commands
