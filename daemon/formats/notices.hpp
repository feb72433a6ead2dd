// The operator's document, "format": "roomsign-announcements/1", polled beside the schedule.
//
//   { "format": "roomsign-announcements/1",
//     "sequence": 12,                                rises with each version: see sign/board.hpp
//     "issued": "2025-12-06T09:10:00-08:00",         `from` of entries that have none
//     "entries": [
//       { "kind": "announcement", "level": "warning", "until": "2025-12-06T12:00:00-08:00",
//         "text": { "en": "Lunch is in Hall E", "de": "..." }, "url": "https://..." },
//       { "kind": "delay", "rooms": ["Hall A"], "minutes": 10, "until": "..." },
//       { "kind": "on-time", "rooms": ["Hall A"], "until": "..." },
//       { "kind": "cancelled", "session": { "start": "...", "room": "Hall A", "name": "Hinges" },
//         "note": "The speaker is ill", "until": "..." },
//       { "kind": "moved", "session": {...}, "to": { "room": "Hall B", "start": "..." },
//         "until": "..." },
//       { "kind": "full", "room": "Hall A", "alternative": "Hall C", "until": "..." } ] }
// Levels: info (default), warning, emergency, drill; the last two may have "instructions". Each
// entry may have "rooms" (announcement, delay, on-time; none: all), "from" and an "id", and must
// have "until". What an entry means: schedule/notices.hpp.
//
// An entry that cannot be read as it is meant is refused, with its reason; the others count. Longer
// texts are cut, unknown keys ignored, both with a warning. Errors, for the whole document:
//   "bad-json"           not JSON, or nested deeper than 32
//   "bad-announcements"  another format, no sequence or one too high, no list of entries
//   "too-large"          more entries than a day has reasons for
// parse(print(x)) == x. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/schedule/notices.hpp"

namespace roomsign::formats {

inline constexpr std::string_view kNoticesFormat = "roomsign-announcements/1";
inline constexpr std::int64_t kHighestSequence = (std::int64_t{1} << 53) - 1;  // exact in any JSON
inline constexpr std::size_t kMostEntries = 200;
inline constexpr std::size_t kAnnouncementLimit = 240;  // characters
inline constexpr std::size_t kInstructionsLimit = 400;
inline constexpr std::chrono::minutes kLongestDelay{12 * 60};

struct ParsedNotices {
  std::int64_t sequence = 0;  // 0 to kHighestSequence
  schedule::Notices notices;
  std::vector<std::string> warnings;  // "entries[3].text: cut after 240 characters"
  std::vector<std::string> refused;   // "entries[2].until: is missing: every entry needs an end"
  bool operator==(const ParsedNotices&) const = default;
};

Result<ParsedNotices> parse_notices(std::string_view bytes);

// Pretty, UTF-8, ends in a newline; times in UTC.
std::string print_notices(const ParsedNotices& parsed);

// What is said to one sign, here and now: one entry by itself, which needs less than in a document,
// or
//   { "kind": "lift", "id": "12" }       takes down the entry with that id
//   { "kind": "identify" }               shows for a while which sign this is
//   { "kind": "reload" }                 reads the configuration again
// Any of them may have an "ask", which is for the answer: see answer.hpp.
// An entry without an end has the day's, one without a beginning begins now, "full" without a room
// is of this sign's. Every time may be a time of day, "14:00": the running programme day's.
struct Saying {
  Instant now{};
  Instant day_begins{};  // of the running programme day
  Instant until{};       // its end
  Zone zone;
  std::string room;  // the sign's; empty: it has none
  std::string id;    // of an entry that names none
};

struct Said {
  std::string kind;           // "delay", ..., "lift", "identify", "reload"
  schedule::Notices notices;  // the one entry; none for the last three
  std::string id;             // the entry's; of the one to be lifted
  Instant until{};            // the entry's end
  bool end_given = false;     // no: it is the day's
  std::vector<std::string> warnings;
};

inline constexpr std::string_view kLift = "lift";
inline constexpr std::string_view kIdentify = "identify";
inline constexpr std::string_view kReload = "reload";

// Errors: "bad-json", "refused".
Result<Said> parse_said(std::string_view bytes, const Saying& saying);

}  // namespace roomsign::formats
