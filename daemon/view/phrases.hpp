// Every word that a visitor can read, one table a language.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace roomsign::view {

// Placeholders: {} is the one value (a time, a count, a name).
struct Phrases {
  std::string_view language;  // "en"
  std::string_view up_next, later, also_now, tomorrow;
  std::string_view next_in_minutes, next_in_seconds, next_at;  // "Next in {} min"
  std::string_view minutes_left;                               // "{} min left"
  std::string_view until, since;                               // "until {}", "since {}"
  std::string_view today_starts_at, starts_in_minutes;         // "Today starts at {}", "in {} min"
  std::string_view programme_of;                               // "Programme for {}"
  std::string_view programme;                                  // clock not trusted: "Programme"
  std::string_view day_over, programme_over, thank_you;
  std::string_view as_of;                            // "Schedule as of {}"
  std::string_view waiting, waiting_for, this_sign;  // for installers
  std::string_view cancelled, moved;
  std::array<std::string_view, 7> weekdays;  // Sunday first
  std::array<std::string_view, 12> months;
  std::string_view am, pm;
  std::string_view date;                   // "{weekday}, {month} {day}"
  std::array<std::string_view, 14> kinds;  // by schedule::Kind
};

// The table for a language tag ("en", "en-US"); English where there is none.
const Phrases& phrases(std::string_view language);

}  // namespace roomsign::view
