// Formats: what organisers publish, turned into a Schedule. Pure: bytes in, values out; no clock,
// no network, no log. One pair of files a format, one line in the table of format.cpp.
//
// A mostly fine document is not an error: what cannot be read is skipped and named in `warnings`
// ("row 7: ..."). An error names what was found, what was missing and where.
// Foreign bytes may cost much time and memory: callers run readers in a disposable child.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats {

// What the caller knows beside the bytes.
struct Hints {
  std::string content_type;  // as served, parameters included; empty: unknown
  std::string url;           // where it came from; only its ending is looked at
  std::optional<Zone> zone;  // the configuration's: always wins
  Zone machine_zone;         // where neither the configuration nor the source names one
  std::optional<std::chrono::year_month_day> date;  // the configuration's: wins over the page's
  std::chrono::minutes day_change{4 * 60};
  std::optional<Instant> now;  // events that repeat for ever are read around it; none: from their
                               // first on
};

// Provenance::zone_from where nobody named a zone.
inline constexpr std::string_view kZoneGuessed = "this machine (guessed)";

// It begins with this where the configuration and the document name two zones; the document's is
// the last word.
inline constexpr std::string_view kZoneOverruled = "configuration; ";

// How a document was read: for proof-reading, never for the screen.
struct Provenance {
  std::string format;           // the format's name
  std::string title;            // the document's own: "Schedule"
  std::string date;             // "2025-12-06": first day of the programme
  std::string date_from;        // "front matter site_description"
  std::string zone_from;        // "configuration", "page text \"(UTC)\"", kZoneGuessed, or
                                // kZoneOverruled and "table header says Asia/Tokyo"
  std::string announced_hours;  // "8:30AM-6:00PM"
  bool operator==(const Provenance&) const = default;
};

struct Parsed {
  schedule::Schedule schedule;  // finish()ed
  std::vector<std::string> warnings;
  Provenance source;
  bool operator==(const Parsed&) const = default;
};

struct Format {
  std::string_view name;                                        // "roomsign/1", "html"
  std::string_view summary;                                     // for --help
  bool (*accepts)(std::string_view bytes, const Hints& hints);  // cheap
  Result<Parsed> (*parse)(std::string_view bytes, const Hints& hints);
};

std::span<const Format> formats();

// The first format that accepts, or the one `name` names. Errors: the reader's own; "no-sessions"
// (read, but nothing in it); what the document certainly is instead (see looks.hpp);
// "unknown-format" (what the bytes look like).
Result<Parsed> parse(std::string_view bytes, const Hints& hints, std::string_view name = {});

}  // namespace roomsign::formats
