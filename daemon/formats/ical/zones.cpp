#include "daemon/formats/ical/zones.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/ical/windows_zones.hpp"
#include "daemon/formats/reading/civil_time.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::ical {
namespace {

// Not a place where anybody looks at a clock.
bool is_utc(const Zone& zone) {
  constexpr std::array<std::string_view, 9> kNames{
      "UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Etc/Universal"};
  return std::ranges::find(kNames, zone.name()) != kNames.end();
}

std::optional<Zone> system_zone(std::string_view name) {
  const auto zone = Zone::find(name);
  return zone ? std::optional(*zone) : std::nullopt;
}

// "/freeassociation.sourceforge.net/Europe/Berlin", "tzone://Microsoft/Utc": by their endings.
std::optional<Zone> zone_at_the_end(std::string_view name) {
  for (std::size_t slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    const std::string_view ending = name.substr(slash + 1);
    if (to_lower(ending) == "utc") return Zone();
    // One word alone is too little: "/office/Navajo".
    if (ending.find('/') == std::string_view::npos) return std::nullopt;
    if (auto zone = system_zone(ending)) return zone;
  }
  return std::nullopt;
}

const RawZone* block_named(const Calendar& calendar, std::string_view name) {
  const auto found = std::ranges::find(calendar.zones, name, &RawZone::name);
  return found == calendar.zones.end() || found->observances.empty() ? nullptr : &*found;
}

std::optional<EventZone> zone_of(const Calendar& calendar, std::string_view name, Effort& effort) {
  if (auto zone = zone_named(name)) return EventZone{*zone, nullptr};
  if (const RawZone* block = block_named(calendar, name)) {
    if (auto zone = zone_named(block->location)) return EventZone{*zone, nullptr};
    return EventZone{{}, std::make_shared<const BlockZone>(*block, effort)};
  }
  if (auto zone = zone_called(name).zone) return EventZone{*zone, nullptr};
  return std::nullopt;
}

// The system's zone that more than half of the times, in which one could be named, name.
std::optional<Zone> zone_of_most(const Calendar& calendar, const std::vector<EventZone>& zones) {
  std::map<std::string, std::size_t> counts;
  std::size_t timed = 0;
  for (const RawEvent& event : calendar.events) {
    if (!event.start || event.start->value.date) continue;
    ++timed;
    const EventZone& zone = zones[event.start->zone];
    if (event.start->zone != 0 && zone.block == nullptr && !is_utc(zone.zone))
      ++counts[zone.zone.name()];
  }
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  if (most == counts.end() || most->second * 2 <= timed) return std::nullopt;
  return system_zone(most->first);
}

}  // namespace

std::optional<Zone> zone_named(std::string_view tzid) {
  tzid = trim(tzid);
  if (tzid.empty()) return std::nullopt;
  if (auto zone = system_zone(tzid)) return zone;
  if (const auto iana = iana_of_windows(tzid); !iana.empty()) return system_zone(iana);
  return zone_at_the_end(tzid);
}

Zone::Resolved EventZone::resolve(LocalTime local) const {
  return block ? block->resolve(local) : zone.resolve(local);
}

LocalTime EventZone::to_local(Instant instant) const {
  return block ? LocalTime(instant.time_since_epoch() + block->offset_at(instant))
               : zone.to_local(instant);
}

Zones::Zones(const Calendar& calendar, const Hints& hints, Effort& effort,
             std::vector<std::string>& warnings)
    : zones_(calendar.zone_names.size()) {
  std::vector<std::size_t> unknown{0};
  for (std::size_t i = 1; i < zones_.size(); ++i) {
    if (auto zone = zone_of(calendar, calendar.zone_names[i], effort)) {
      zones_[i] = std::move(*zone);
    } else {
      unknown.push_back(i);
    }
  }
  choose_display(calendar, hints, warnings);
  for (const std::size_t i : unknown) {
    zones_[i] = {display_, nullptr};
    if (i == 0) continue;
    warnings.push_back(
        fmt::format("there is no time zone \"{}\", and the document does not describe it; its "
                    "times are read in {}",
                    clean_line(calendar.zone_names[i], 60), display_.name()));
  }
}

void Zones::choose_display(const Calendar& calendar, const Hints& hints,
                           std::vector<std::string>& warnings) {
  const auto named = zone_named(calendar.zone_name);
  if (!calendar.zone_name.empty() && !named) {
    warnings.push_back(fmt::format("{}: there is no time zone \"{}\"", calendar.zone_from,
                                   clean_line(calendar.zone_name, 60)));
  }
  std::optional<Zone> own = zone_of_most(calendar, zones_);
  std::string where = "TZID";
  if (!own && named && !is_utc(*named)) {
    own = named;
    where = calendar.zone_from;
  }
  if (!own && named && is_utc(hints.machine_zone)) {
    own = named;
    where = calendar.zone_from + ", which is no place (guessed)";
  }
  auto [zone, from] = choose_zone(hints, own, where);
  if (!hints.zone && named && is_utc(*named) && from.ends_with("(guessed)")) {
    warnings.push_back(
        fmt::format("{} is {}, which is not where the event is; times are written "
                    "in {}: name the event's zone in the configuration",
                    calendar.zone_from, named->name(), zone.name()));
  }
  display_ = std::move(zone);
  from_ = std::move(from);
}

const EventZone& Zones::of(const ZonedTime& time) const {
  return time.value.utc ? utc_ : zones_[time.zone];
}

}  // namespace roomsign::formats::ical
