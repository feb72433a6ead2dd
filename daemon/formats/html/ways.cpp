#include "daemon/formats/html/ways.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/ends.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

std::chrono::year_month_day day_of(const OffsetInstant& time) {
  const auto local = time.instant + time.offset.value_or(std::chrono::seconds(0));
  return std::chrono::floor<std::chrono::days>(local);
}

// The one event that the page's data is about; null where it lists several.
const LinkedEvent* main_event(const LinkedData& linked) {
  const LinkedEvent* whole = nullptr;
  for (const LinkedEvent& event : linked.events) {
    if (event.parts.empty() && linked.events.size() > 1) continue;
    if (whole != nullptr) return nullptr;
    whole = &event;
  }
  return whole;
}

void take_linked_data(const LinkedData& linked, const Page& page, About& about) {
  const LinkedEvent* event = main_event(linked);
  if (event == nullptr) return;
  const bool unnamed = about.name.empty() || about.name == page.title;
  if (unnamed && !event->name.empty()) about.name = event->name;
  if (about.venue.empty()) about.venue = event->place;
  if (!event->start) return;
  if (!about.date) {
    about.date = day_of(event->start->time);
    about.date_from = "schema.org data";
  }
  // Zero is no telling offset: many pages write each instant in UTC, wherever they are.
  const auto offset = event->start->time.offset;
  if (about.zone || !offset || *offset == std::chrono::seconds(0)) return;
  about.zone = zone_at_offset(*offset);
  about.zone_from = "offset in the schema.org data";
}

void take_date(const Hints& hints, About& about) {
  if (!hints.date) return;
  if (about.date && *about.date != *hints.date &&
      about.date_from.find("first of two") == std::string::npos) {
    about.warnings.push_back(fmt::format("the configuration's date {} is used; {} says {}",
                                         format_date(*hints.date), about.date_from,
                                         format_date(*about.date)));
  }
  about.date = hints.date;
  about.date_from = "configuration";
}

// Pages print a programme twice: once for wide screens and once for narrow ones.
std::vector<Row> without_copies(std::vector<Row> rows, std::vector<std::string>& warnings) {
  std::vector<Row> kept;
  kept.reserve(rows.size());
  std::multimap<LocalTime, const Row*> by_start;
  for (Row& row : rows) {
    const auto [first, last] = by_start.equal_range(row.start);
    const bool copy = std::any_of(first, last, [&](const auto& other) {
      return other.second->end == row.end && other.second->session == row.session;
    });
    if (copy) continue;
    kept.push_back(std::move(row));
    by_start.emplace(kept.back().start, &kept.back());
  }
  if (kept.size() < rows.size()) {
    warnings.push_back(fmt::format("{} session(s) stand on the page twice; each is read once",
                                   rows.size() - kept.size()));
  }
  return kept;
}

}  // namespace

About describe(const Material& material, const Page& page) {
  About about = read_about(material.source, page);
  take_linked_data(material.linked, page, about);
  take_date(material.hints, about);
  return about;
}

void put(const About& about, const ZoneChoice& zone, Parsed& parsed) {
  parsed.schedule.event.name = clean_line(about.name);
  parsed.schedule.event.short_name = about.short_name;
  parsed.schedule.event.venue = clean_line(about.venue);
  parsed.schedule.event.time_zone = zone.zone.name();
  parsed.source.format = "html";
  parsed.source.title = about.page_title;
  parsed.source.date_from = about.date_from;
  parsed.source.zone_from = zone.from;
  parsed.source.announced_hours = about.hours;
}

void add_rows(std::vector<Row> rows, const Zone& zone, const Hints& hints, std::string_view what,
              Parsed& parsed) {
  rows = without_copies(std::move(rows), parsed.warnings);
  infer_ends(rows, hints.day_change);
  for (Row& row : rows) {
    row.session.start =
        instant_of(row.start, zone, fmt::format("{} {}", what, row.number), parsed.warnings);
    if (row.end) row.session.end = zone.resolve(*row.end).instant;
    parsed.schedule.sessions.push_back(std::move(row.session));
  }
}

void finish(Parsed& parsed, const Zone& zone, std::string_view date_from) {
  schedule::finish(parsed.schedule);
  const Instant first = parsed.schedule.sessions.front().start;
  parsed.source.date = format_instant(first, zone.offset_at(first)).substr(0, 10);
  if (parsed.source.date_from.empty()) parsed.source.date_from = date_from;
}

}  // namespace roomsign::formats::html
