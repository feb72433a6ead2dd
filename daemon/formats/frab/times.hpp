// Lengths and times of day as schedules of frab's kind write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace roomsign::formats::frab {

// "01:30" and "1:30" are hours and minutes; "PT1H30M" is ISO 8601's spelling. Three numbers are
// hours, minutes and seconds with some programs and days, hours and minutes with others; they are
// taken for the former where they have whole minutes and make five of them or more:
//   "00:45:00" == 45 min   "01:30:00" == 90 min   "0:02:30" == 2 h 30 min   "1:02:30" == 26 h 30
//   min
// None where it is nothing of these.
std::optional<std::chrono::seconds> read_length(std::string_view text);

// "09:30", "9:30", "09:30:00": after midnight. Nights go on after 24:00: up to 29:59.
std::optional<std::chrono::seconds> read_clock(std::string_view text);

}  // namespace roomsign::formats::frab
