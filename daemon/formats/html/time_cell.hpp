// What one cell of a time column says: "9:00-9:10 AM", "Sat 1:05 p.m.", "09h00", "14.00 Uhr",
// "18:00 CEST / 12:00 EDT" (of which the first counts), "TBD".
//
// Reading happens in two steps, because a cell alone is often ambiguous: parse_time_cell() takes
// the text apart, resolve() decides between morning and afternoon with the help of the rows around
// it. Times of day are minutes since midnight; past midnight they go on counting:
//   "23:00 - 00:30" == {23 * 60, 24 * 60 + 30}
// Pure; never fails: what is no time is Kind::kNone.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace roomsign::formats::html {

enum class Meridiem { kNone, kAm, kPm };

struct Clock {
  int hour = 0;
  int minute = 0;
  Meridiem meridiem = Meridiem::kNone;
  bool padded = false;  // written with a leading zero: "09:00"
  bool fixed = false;   // "noon", "midnight": one reading only
};

struct TimeCell {
  enum class Kind { kNone, kUndecided, kTime };  // kUndecided: "TBD", "-", ""
  Kind kind = Kind::kNone;
  Clock start;
  std::optional<Clock> end;
  std::optional<std::chrono::minutes> length;  // "9:00 (30 min)"
  std::string zone;                            // as printed behind the time, "PST"; mostly empty
  bool open_end = false;                       // "18:00 - late"
  bool looks_wrong = false;                    // kNone, but digits and a colon: "25:99"
};

// `bare_digits`: "0940" alone is a time (in a column of such).
TimeCell parse_time_cell(std::string_view text, bool bare_digits = false);

// How a whole column writes the hours. One that goes up and never says am or pm is written with 24,
// unless it begins at 1 to 6: that is the afternoon, as is "1:15" below "12:00".
enum class HourMode { kMeridiem, kTwentyFour, kUnmarked };  // unmarked: 12 h, without am and pm
HourMode hour_mode(std::span<const TimeCell> column);

struct Around {
  HourMode mode = HourMode::kTwentyFour;
  std::optional<std::chrono::minutes> above;  // start of the timed row above
  std::optional<Clock> below;                 // what the next timed row writes
};

struct TimesOfDay {
  std::chrono::minutes start{};
  std::optional<std::chrono::minutes> end;
  bool repaired = false;     // am and pm exchanged, because the rows around demand it
  bool end_dropped = false;  // the end lay before the start
};

// `cell` must be kTime.
TimesOfDay resolve(const TimeCell& cell, const Around& around);

// In the column's own manner: "12:30 PM" or "12:30".
std::string to_string(std::chrono::minutes time_of_day, HourMode mode);

}  // namespace roomsign::formats::html
