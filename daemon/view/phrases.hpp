// Every word that a visitor can read, one table a language, and how a language writes times, dates
// and durations. Pure; the tables are constants.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "daemon/base/time.hpp"

namespace roomsign::view {

// Placeholders: {} is the one value (a time, a duration, a name).
struct Phrases {
  std::string_view language;  // "en"
  std::string_view up_next, later, also_now, tomorrow;
  std::string_view next_in, next_at;               // "Next in {}", "Next at {}"
  std::string_view left;                           // "{} left"
  std::string_view until, since;                   // "until {}", "since {}"
  std::string_view today_starts_at, starts_in;     // "Today starts at {}", "in {}"
  std::string_view programme_of;                   // "Programme for {}", a day
  std::string_view programme;                      // clock not trusted: "Programme"
  std::string_view day_over, thank_you;            // "That’s all for today", ...
  std::string_view programme_over;                 // below the thanks
  std::string_view as_of;                          // "Schedule as of {}"
  std::string_view waiting, trying, this_sign;     // for installers
  std::string_view unknown_room, rooms_there_are;  // for installers
  std::string_view cancelled, moved;
  std::string_view seconds, minutes, hours;  // "{} s", "{} min", "{} h"
  std::array<std::string_view, 7> weekdays;  // Sunday first
  std::array<std::string_view, 12> months;
  std::string_view am, pm;
  std::string_view date;                   // "{weekday}, {month} {day}", in running text
  std::string_view first_day;              // the first of a month: "1er"; empty: "1"
  std::array<std::string_view, 14> kinds;  // by schedule::Kind
};

// The table for a language tag ("en", "en-US"); English where there is none.
const Phrases& phrases(std::string_view language);

// `pattern` with its {} replaced.
std::string fill(std::string_view pattern, std::string_view value);

// "9:15" and "AM"; with 24 hours "09:15" and nothing.
struct TimeWords {
  std::string time;
  std::string suffix;
};
TimeWords time_words(const Phrases& phrases, LocalTime local, bool clock_24h);
std::string time_text(const Phrases& phrases, LocalTime local, bool clock_24h);  // "9:15 AM"

// "8:20 – 9:15 AM", "11:30 AM – 12:15 PM".
std::string range_text(const Phrases& phrases, LocalTime from, LocalTime to, bool clock_24h);

// "Saturday, December 6". Standing alone it begins with a capital in every language.
enum class Place { kStandsAlone, kRunningText };
std::string date_text(const Phrases& phrases, std::chrono::local_days day, Place place);

// "9 min", from 100 minutes on "1 h 40 min".
std::string duration_text(const Phrases& phrases, std::chrono::minutes duration);

}  // namespace roomsign::view
