// Findings: what an organiser should know about a programme before the day. Pure.
//
// Each is one thing to look at and perhaps to mend at its source. `code` is stable, for scripts;
// README.md and `check --help` do not list them all, each is next to its text in findings_*.cpp.
// Severities: an error means that the sign is wrong or empty, a warning that something is probably
// not as it is meant, a note what is worth a look.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/formats/format.hpp"
#include "daemon/formats/notices.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/schedule/rooms.hpp"

namespace roomsign::commands {

enum class Severity { kNote, kWarning, kError };
std::string_view to_string(Severity severity);  // "note", "warning", "error"

struct Finding {
  Severity severity = Severity::kNote;
  std::string code;  // "overlap"
  std::string text;  // one sentence; names titles, but not the first session's own time and room
  std::vector<const schedule::Session*> sessions;  // that are meant, the first first; may be none
  std::string place;                               // in the source, where that is known: "row 7"
  bool operator==(const Finding&) const = default;
};

// All that can be told of the programme itself, of every room; with a room given of what is shown
// there. Finds in time: O(n log n) in sessions.
std::vector<Finding> review(const schedule::Programme& programme, const std::string& room);

// What the reader said, and what it had to guess. `name`: of the source, where there are several.
std::vector<Finding> review_source(const formats::Parsed& parsed, const std::string& name = {});

// Whether all of it is over at `now`.
std::vector<Finding> review_age(const schedule::Programme& programme, Instant now);

// Whether any session is in `room`; empty: in all of them. Appends to `findings`.
void review_room(const schedule::Programme& programme, const std::string& room,
                 std::vector<Finding>& findings);

// What the operator's document says, against the programme: what was refused, sessions and rooms
// that it means and there are not, what is over.
std::vector<Finding> review_announcements(const formats::ParsedNotices& document,
                                          const schedule::Programme& programme,
                                          const schedule::RoomNames& names, Instant now);

// Of review(), by topic. Each appends to `findings`.
void review_rooms(const schedule::Programme& programme, const std::string& room,
                  std::vector<Finding>& findings);
void review_times(const schedule::Programme& programme, std::vector<Finding>& findings);
void review_days(const schedule::Programme& programme, std::vector<Finding>& findings);
void review_words(const schedule::Programme& programme, std::vector<Finding>& findings);
void review_people(const schedule::Programme& programme, std::vector<Finding>& findings);

}  // namespace roomsign::commands
