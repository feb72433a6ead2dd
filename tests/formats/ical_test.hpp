// Small calendars for the tests of the iCalendar reader.
#pragma once

#include <string>
#include <string_view>

#include "daemon/formats/format.hpp"
#include "tests/support/catch.hpp"

namespace roomsign::test {

// Events and zones in a calendar.
inline std::string calendar(std::string_view inside) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + std::string(inside) + "END:VCALENDAR\r\n";
}

// A calendar of one event.
inline std::string event(std::string_view lines) {
  return calendar("BEGIN:VEVENT\r\n" + std::string(lines) + "END:VEVENT\r\n");
}

inline formats::Hints berlin() {
  formats::Hints hints;
  hints.machine_zone = Zone::find("Europe/Berlin").value();
  return hints;
}

inline formats::Hints around(std::string_view now) {
  formats::Hints hints = berlin();
  hints.now = parse_instant(now).value();
  return hints;
}

inline formats::Parsed read_ical(std::string_view document,
                                 const formats::Hints& hints = berlin()) {
  auto parsed = formats::parse(document, hints, "ical");
  if (!parsed) FAIL(parsed.error().code << ": " << parsed.error().message);
  return std::move(*parsed);
}

inline schedule::Session read_one(std::string_view lines, const formats::Hints& hints = berlin()) {
  const auto parsed = read_ical(event(lines), hints);
  REQUIRE(parsed.schedule.sessions.size() == 1);
  return parsed.schedule.sessions.front();
}

inline std::string utc(Instant instant) { return format_instant(instant); }

inline std::string starts(const formats::Parsed& parsed) {
  std::string all;
  for (const auto& session : parsed.schedule.sessions)
    all += (all.empty() ? "" : " ") + utc(session.start).substr(0, 16);
  return all;
}

inline bool warned(const formats::Parsed& parsed, std::string_view words) {
  for (const auto& warning : parsed.warnings) {
    if (warning.find(words) != std::string::npos) return true;
  }
  return false;
}

inline std::string error_code(std::string_view document, const formats::Hints& hints = berlin()) {
  const auto parsed = formats::parse(document, hints, "ical");
  return parsed ? "" : parsed.error().code;
}

}  // namespace roomsign::test
