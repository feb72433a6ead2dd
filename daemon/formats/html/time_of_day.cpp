// Which of a clock's two readings is meant.
#include <algorithm>

#include <fmt/format.h>

#include "daemon/formats/html/time_cell.hpp"

namespace roomsign::formats::html {
namespace {

using std::chrono::minutes;
constexpr minutes kHalfDay{12 * 60};
constexpr minutes kDay{24 * 60};
constexpr minutes kAfternoon{15 * 60};
constexpr minutes kEvening{18 * 60};
constexpr minutes kNight{21 * 60};

minutes as_written(const Clock& clock) {
  int hour = clock.hour;
  if (clock.meridiem != Meridiem::kNone) {
    hour = hour % 12 + (clock.meridiem == Meridiem::kPm ? 12 : 0);
  }
  return minutes(hour * 60 + clock.minute);
}

minutes with(Clock clock, Meridiem meridiem) {
  clock.meridiem = meridiem;
  return as_written(clock);
}

bool has_two_readings(const Clock& clock) {
  return !clock.fixed && clock.hour >= 1 && clock.hour <= 12;
}

minutes other_reading(const Clock& clock) {
  const minutes written = as_written(clock);
  return written < kHalfDay ? written + kHalfDay : written - kHalfDay;
}

// The earlier reading that is not before `floor`, else the earlier one.
minutes first_from(const Clock& clock, minutes floor) {
  if (!has_two_readings(clock)) return as_written(clock);
  const minutes am = with(clock, Meridiem::kAm);
  const minutes pm = with(clock, Meridiem::kPm);
  if (am >= floor) return am;
  const bool far_off = pm >= kNight && floor < kAfternoon;  // out of order, not late at night
  return pm >= floor && !far_off ? pm : am;
}

// The day's first row on a page that never says am or pm: nobody starts at 3 in the morning.
minutes usual_for_first_row(const Clock& clock) {
  if (!has_two_readings(clock)) return as_written(clock);
  return with(clock, clock.hour >= 7 && clock.hour <= 11 ? Meridiem::kAm : Meridiem::kPm);
}

// "11:55-12:20 PM": the start takes the end's meridiem if the session is then at most 6 h long.
minutes start_before_marked_end(const Clock& start, const Clock& end) {
  const minutes finish = as_written(end);
  const minutes same = with(start, end.meridiem);
  if (same <= finish && finish - same <= std::chrono::hours(6)) return same;
  return same < kHalfDay ? same + kHalfDay : same - kHalfDay;
}

minutes resolve_start(const TimeCell& cell, const Around& around, bool& repaired) {
  const Clock& start = cell.start;
  if (around.mode == HourMode::kTwentyFour || !has_two_readings(start)) return as_written(start);
  if (around.mode == HourMode::kUnmarked) {
    return around.above ? first_from(start, *around.above) : usual_for_first_row(start);
  }
  if (start.meridiem == Meridiem::kNone && start.hour <= 12) {
    if (cell.end && cell.end->meridiem != Meridiem::kNone) {
      return start_before_marked_end(start, *cell.end);
    }
    return around.above ? first_from(start, *around.above) : usual_for_first_row(start);
  }
  // A slip of am and pm: the rows above and below leave room for the other reading only.
  const minutes written = as_written(start);
  const minutes other = other_reading(start);
  const auto below = around.below ? std::optional(as_written(*around.below)) : std::nullopt;
  const bool before_above = around.above && written < *around.above;
  const bool after_below = below && written > *below;
  const bool other_fits = (!around.above || other >= *around.above) && (!below || other <= *below);
  repaired = (before_above || (after_below && around.above)) && other_fits;
  return repaired ? other : written;
}

minutes resolve_end(const Clock& end, const Around& around, minutes start) {
  const minutes time_of_day = start % kDay;
  if (around.mode == HourMode::kTwentyFour || end.meridiem != Meridiem::kNone) {
    return as_written(end);
  }
  return first_from(end, time_of_day);
}

// Nobody's programme does: "1:15" at the top of a column is meant for the afternoon.
bool begins_at_night(std::span<const TimeCell> column) {
  const auto first = std::ranges::find(column, TimeCell::Kind::kTime, &TimeCell::kind);
  return first != column.end() && !first->start.fixed && first->start.hour >= 1 &&
         first->start.hour <= 6;
}

}  // namespace

HourMode hour_mode(std::span<const TimeCell> column) {
  bool twenty_four = false;
  bool reaches_noon = false;
  bool ascending = true;
  minutes above{-1};
  for (const TimeCell& cell : column) {
    if (cell.kind != TimeCell::Kind::kTime) continue;
    for (const Clock& clock : {cell.start, cell.end.value_or(cell.start)}) {
      if (clock.meridiem != Meridiem::kNone) return HourMode::kMeridiem;
      twenty_four = twenty_four || clock.hour > 12 || clock.padded;
      reaches_noon = reaches_noon || clock.hour == 12;
    }
    const minutes start = as_written(cell.start);
    ascending = ascending && start >= above && (!cell.end || as_written(*cell.end) >= start);
    above = start;
  }
  if (twenty_four) return HourMode::kTwentyFour;
  const bool of_the_afternoon = begins_at_night(column) && !reaches_noon;
  return ascending && !of_the_afternoon ? HourMode::kTwentyFour : HourMode::kUnmarked;
}

TimesOfDay resolve(const TimeCell& cell, const Around& around) {
  TimesOfDay times;
  times.start = resolve_start(cell, around, times.repaired);
  const bool past_midnight = around.above && *around.above >= kEvening &&
                             *around.above - times.start >= std::chrono::hours(6);
  if (past_midnight) times.start += kDay;
  if (!cell.end && cell.length) times.end = times.start + *cell.length;
  if (!cell.end) return times;
  minutes end = resolve_end(*cell.end, around, times.start);
  if (past_midnight) end += kDay;
  if (end < times.start && times.start % kDay >= kEvening) end += kDay;
  if (end < times.start) {
    times.end_dropped = true;
  } else {
    times.end = end;
  }
  return times;
}

std::string to_string(minutes time_of_day, HourMode mode) {
  const auto in_day = time_of_day % kDay;
  const auto hour = in_day.count() / 60;
  const auto minute = in_day.count() % 60;
  if (mode == HourMode::kTwentyFour) return fmt::format("{:02}:{:02}", hour, minute);
  return fmt::format("{}:{:02} {}", (hour + 11) % 12 + 1, minute, hour < 12 ? "AM" : "PM");
}

}  // namespace roomsign::formats::html
