// What becomes of a sign's own document, of all that was said to it, when something more is said.
// Pure.
#pragma once

#include <string>

#include "daemon/base/result.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/formats/notices.hpp"

namespace roomsign::commands {

struct Spoken {
  formats::ParsedNotices document;  // the next version, without what is over
  std::string message;              // what was understood, in a sentence
};

// The id of the next entry that names none: a number that no entry has.
std::string next_id(const formats::ParsedNotices& own);

// Adds an entry, in place of the one with its id, and of what was said of the same rooms' time or
// of the same session; or lifts one. Errors: "unknown-id", "too-many".
Result<Spoken> speak(formats::ParsedNotices own, const formats::Said& said, Instant now,
                     const Zone& zone);

}  // namespace roomsign::commands
