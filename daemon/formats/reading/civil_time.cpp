#include "daemon/formats/reading/civil_time.hpp"

#include <chrono>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::formats {

ZoneChoice choose_zone(const Hints& hints, const std::optional<Zone>& own, std::string_view where) {
  if (hints.zone && own && *own != *hints.zone)
    return {*hints.zone, fmt::format("{}{} says {}", kZoneOverruled, where, own->name())};
  if (hints.zone) return {*hints.zone, "configuration"};
  if (own) return {*own, std::string(where)};
  return {hints.machine_zone, std::string(kZoneGuessed)};
}

ZoneChoice choose_zone(const Hints& hints, std::string_view named, std::string_view where,
                       std::vector<std::string>& warnings) {
  std::optional<Zone> own;
  if (const std::string name = clean_line(named, 60); !name.empty()) {
    if (const auto found = Zone::find(name)) {
      own = *found;
    } else {
      warnings.push_back(fmt::format("{}: there is no time zone \"{}\"", where, name));
    }
  }
  return choose_zone(hints, own, where);
}

Instant instant_of(LocalTime local, const Zone& zone, std::string_view where,
                   std::vector<std::string>& warnings) {
  const Zone::Resolved resolved = zone.resolve(local);
  if (resolved.fit != Zone::Fit::kUnique) {
    warnings.push_back(fmt::format(
        "{}: that time {} in {}, where clocks are changed; {} is used", where,
        resolved.fit == Zone::Fit::kGap ? "does not exist" : "exists twice", zone.name(),
        format_instant(resolved.instant, zone.offset_at(resolved.instant))));
  }
  return resolved.instant;
}

Result<Instant> read_instant(std::string_view text, const Zone& zone, std::string_view where,
                             std::vector<std::string>& warnings) {
  const auto time = parse_time(text);
  if (!time) return failure(time.error().code, clean_line(time.error().message));
  const LocalTime local(time->instant.time_since_epoch());
  const Instant instant = time->offset ? time->instant : instant_of(local, zone, where, warnings);
  if (is_in_range(instant)) return instant;
  return failure("bad-time",
                 fmt::format("\"{}\" is not between 1971 and 2200", clean_line(text, 40)));
}

bool is_in_range(Instant instant) {
  constexpr Instant kEarliest = std::chrono::sys_days(std::chrono::January / 1 / 1971);
  constexpr Instant kLatest = std::chrono::sys_days(std::chrono::January / 1 / 2200);
  return kEarliest <= instant && instant < kLatest;
}

}  // namespace roomsign::formats
