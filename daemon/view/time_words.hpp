// How a language writes times, dates and durations. Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "daemon/base/time.hpp"
#include "daemon/view/phrases.hpp"

namespace roomsign::view {

// "9:15" and "AM"; with 24 hours "09:15" and nothing. For clocks and lists.
struct TimeWords {
  std::string time;
  std::string suffix;
};
TimeWords time_words(const Phrases& words, LocalTime local, bool clock_24h);

// "9:15 AM", "09:15 Uhr", "午前9:15". For phrases.
std::string time_text(const Phrases& words, LocalTime local, bool clock_24h);

// Two texts as the ends of a range: "9:00 – Sunday, 10:00".
std::string from_to(const Phrases& words, std::string_view from, std::string_view to);

// "8:20 – 9:15 AM", "11:30 AM – 12:15 PM", "08:20 – 09:15 Uhr".
std::string range_text(const Phrases& words, LocalTime from, LocalTime to, bool clock_24h);

// "Saturday, December 6". Standing alone it begins with a capital in every language.
enum class Place { kStandsAlone, kRunningText };
std::string date_text(const Phrases& words, std::chrono::local_days day, Place place);

// "Saturday, December 6, 9:02 AM", in running text.
std::string moment_text(const Phrases& words, LocalTime local, bool clock_24h);

std::string seconds_text(const Phrases& words, std::chrono::seconds duration);  // "45 s"

// "9 min", from 100 minutes on "1 h 40 min".
std::string duration_text(const Phrases& words, std::chrono::minutes duration);

}  // namespace roomsign::view
