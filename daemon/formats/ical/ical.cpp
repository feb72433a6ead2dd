#include "daemon/formats/ical/ical.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/ical/calendar.hpp"
#include "daemon/formats/ical/content_lines.hpp"
#include "daemon/formats/ical/timetable.hpp"
#include "daemon/formats/ical/words.hpp"
#include "daemon/formats/ical/zones.hpp"

namespace roomsign::formats::ical {
namespace {

constexpr std::size_t kMostWarnings = 100;

// Makes sessions of what was worked out; the words of an event once, however often it takes place.
void add_sessions(const Calendar& calendar, const Timetable& table, schedule::Schedule& schedule) {
  const Writer writer = writer_of(calendar);
  const std::string bracket = venue_of_all(calendar);
  std::set<std::string> venues;
  std::optional<std::size_t> event;
  schedule::Session session;
  schedule.sessions.reserve(table.showings.size());
  for (const Showing& showing : table.showings) {
    if (event != showing.event) {
      event = showing.event;
      const RawEvent& raw = calendar.events[showing.event];
      Place place = place_of(raw.location, writer, bracket);
      session = words_of(raw, writer);
      session.room = std::move(place.room);
      if (!place.venue.empty()) venues.insert(std::move(place.venue));
    }
    session.id = showing.id;
    session.start = showing.start;
    session.end = showing.end;
    session.all_day = showing.all_day;
    schedule.sessions.push_back(session);
  }
  if (venues.size() == 1) schedule.event.venue = *venues.begin();
}

void shorten(std::vector<std::string>& warnings) {
  if (warnings.size() <= kMostWarnings) return;
  const std::size_t more = warnings.size() - kMostWarnings;
  warnings.resize(kMostWarnings);
  warnings.push_back(fmt::format("{} more warnings of this kind are left out", more));
}

std::unexpected<Error> nothing_to_show(const Calendar& calendar, const Timetable& table) {
  if (calendar.events.empty())
    return failure("no-sessions", "the calendar is read, but it has no events");
  if (table.past_repeats > 0) {
    return failure("no-sessions", fmt::format("all {} events of the calendar repeat, and none of "
                                              "them in the days around now",
                                              table.past_repeats));
  }
  return failure(
      "no-sessions",
      fmt::format("none of the calendar's {} events can be shown; the first: {}",
                  calendar.events.size(), table.warnings.empty() ? "" : table.warnings.front()));
}

}  // namespace

bool accepts_ical(std::string_view bytes, const Hints& /*hints*/) {
  constexpr std::size_t kFar = 4096;  // a comment or two may stand before it
  ContentLines lines(bytes.substr(0, std::min(bytes.size(), kFar)));
  const auto first = lines.next();
  return first && first->is("BEGIN") && same_word(first->value, "VCALENDAR");
}

Result<Parsed> parse_ical(std::string_view bytes, const Hints& hints) {
  const auto calendar = read_calendar(bytes);
  if (!calendar) return std::unexpected(calendar.error());
  Parsed parsed;
  Effort effort;
  const Zones zones(*calendar, hints, effort, parsed.warnings);
  Timetable table = timetable_of(*calendar, zones, hints.now, effort);
  if (const auto judged = table.records.judge(parsed.warnings); !judged)
    return std::unexpected(judged.error());
  if (table.showings.empty()) return nothing_to_show(*calendar, table);
  parsed.warnings.insert(parsed.warnings.end(), table.warnings.begin(), table.warnings.end());
  if (calendar->ill_formed)
    parsed.warnings.emplace_back("some characters are not UTF-8, and are shown as such");
  shorten(parsed.warnings);

  auto& event = parsed.schedule.event;
  event.name = clean_line(calendar->name);
  event.url = public_url(calendar->url);
  event.time_zone = zones.display().name();
  add_sessions(*calendar, table, parsed.schedule);
  schedule::finish(parsed.schedule);

  const Instant first = parsed.schedule.sessions.front().start;
  const auto day = std::chrono::floor<std::chrono::days>(zones.display().to_local(first));
  parsed.source = {.format = "ical",
                   .title = event.name,
                   .date = format_date(std::chrono::year_month_day(day)),
                   .date_from = "the first event",
                   .zone_from = zones.from()};
  return parsed;
}

}  // namespace roomsign::formats::ical
