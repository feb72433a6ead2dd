#include "daemon/base/zone.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

#ifdef ROOMSIGN_DATE_LIBRARY
#include <date/tz.h>
namespace tz = date;
#else
namespace tz = std::chrono;
#endif

namespace roomsign {
namespace {

const tz::time_zone* entry(const void* pointer) {
  return static_cast<const tz::time_zone*>(pointer);
}

// The library's local time, which is another type than std's where it is not std's own.
tz::local_seconds library_local(LocalTime local) {
  return tz::local_seconds(local.time_since_epoch());
}

// What looks like a name of the database; the library would open any path.
bool is_name(std::string_view name) {
  const auto fits = [](char c) {
    return is_letter_or_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  };
  return !name.empty() && name.size() <= 64 && name.front() != '/' &&
         std::ranges::all_of(name, fits);
}

std::string system_zone_name() {
  if (const char* value = std::getenv("TZ"); value != nullptr && *value != '\0')
    return *value == ':' ? value + 1 : value;
  std::error_code error;
  const auto target = std::filesystem::read_symlink("/etc/localtime", error).string();
  constexpr std::string_view kFolder = "zoneinfo/";
  const auto at = target.find(kFolder);
  return at == std::string::npos ? "UTC" : target.substr(at + kFolder.size());
}

}  // namespace

Zone::Zone() : name_("UTC") {}

Result<Zone> Zone::find(std::string_view name) {
  if (name == "UTC") return Zone();
  if (is_name(name)) {
    try {
      return Zone(tz::locate_zone(std::string(name)), std::string(name));
    } catch (const std::runtime_error&) {
      // below
    }
  }
  return failure("unknown-zone",
                 fmt::format("\"{}\" is not a time zone of this machine's database; write one like "
                             "America/Los_Angeles or UTC",
                             name.substr(0, 64)));
}

Zone Zone::system() { return find(system_zone_name()).value_or(Zone()); }

std::chrono::seconds Zone::offset_at(Instant instant) const {
  if (entry_ == nullptr) return {};
  return entry(entry_)->get_info(instant).offset;
}

Zone::Resolved Zone::resolve(LocalTime local) const {
  if (entry_ == nullptr) return {Instant(local.time_since_epoch()), Fit::kUnique};
  const auto info = entry(entry_)->get_info(library_local(local));
  const auto by = [&](const tz::sys_info& side) {
    return Instant(local.time_since_epoch() - side.offset);
  };
  if (info.result == tz::local_info::nonexistent) return {by(info.first), Fit::kGap};
  if (info.result == tz::local_info::ambiguous) return {by(info.first), Fit::kOverlap};
  return {by(info.first), Fit::kUnique};
}

std::string wall_time(Instant instant, const Zone& zone) {
  auto text = format_instant(instant, zone.offset_at(instant)).substr(0, 16);
  text[10] = ' ';
  return text;
}

}  // namespace roomsign
