#include "daemon/formats/html/days.hpp"

#include <array>
#include <charconv>
#include <string>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/dates.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongestHeading = 80;

// "Day 2", "Tag 2", "Jour 2", "Día 2" -> 2
std::optional<int> day_number(std::string_view heading) {
  const std::string lower = to_lower(heading);
  for (const std::string_view word : {"day ", "tag ", "jour ", "d\u00eda ", "dia "}) {
    for (std::size_t at = lower.find(word); at != std::string::npos;
         at = lower.find(word, at + 1)) {
      if (at > 0 && lower[at - 1] != ' ') continue;
      int value = 0;
      const char* first = lower.data() + at + word.size();
      const auto [end, error] = std::from_chars(first, lower.data() + lower.size(), value);
      if (error == std::errc() && value >= 1 && value <= 14) return value;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::local_days> day_of_heading(
    std::string_view heading, std::optional<std::chrono::year_month_day> first_day) {
  const auto dates = dates_in(heading);
  if (!dates.empty()) {
    auto year = dates.front().year;
    if (!year) year = year_in(heading);
    if (!year && first_day) year = first_day->year();
    if (!year) return std::nullopt;
    const std::chrono::year_month_day date{*year, dates.front().day.month(),
                                           dates.front().day.day()};
    if (date.ok()) return std::chrono::local_days(date);
  }
  if (!first_day) return std::nullopt;
  const std::chrono::local_days first(*first_day);
  if (const auto number = day_number(heading)) return first + std::chrono::days(*number - 1);
  if (const auto weekday = weekday_in(heading)) {
    return first + (*weekday - std::chrono::weekday(first));
  }
  return std::nullopt;
}

bool names_a_day(std::string_view text) {
  if (text.size() > kLongestHeading) return false;
  return !dates_in(text).empty() || day_number(text).has_value() || weekday_in(text).has_value();
}

}  // namespace roomsign::formats::html
