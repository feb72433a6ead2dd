// Which day a heading names: by date, by weekday, by "Day 2".
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace roomsign::formats::html {

// The date in `heading` (its year from `first_day` if it has none there), else the weekday or
// "Day 2" counted from `first_day`, which is the event's first. None where it names no day, or one
// that cannot be told without `first_day`.
std::optional<std::chrono::local_days> day_of_heading(
    std::string_view heading, std::optional<std::chrono::year_month_day> first_day);

// Does a short text say of which day what follows is? "Friday", "Day 2: Tutorials", "May 14".
bool names_a_day(std::string_view text);

}  // namespace roomsign::formats::html
