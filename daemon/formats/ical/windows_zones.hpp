// Windows' names of time zones ("W. Europe Standard Time"), which Outlook and Exchange write, as
// IANA names. Facts of the Unicode CLDR's windowsZones table: the zone of each name without a
// country. Names without an IANA counterpart of their own ("Mid-Atlantic Standard Time") are left
// out.
#pragma once

#include <span>
#include <string_view>

namespace roomsign::formats::ical {

struct WindowsZone {
  std::string_view windows;
  std::string_view iana;
};

std::span<const WindowsZone> windows_zones();  // sorted by name

std::string_view iana_of_windows(std::string_view name);  // "" where it is none

}  // namespace roomsign::formats::ical
