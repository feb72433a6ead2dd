#include "daemon/formats/ical/time_values.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "daemon/base/text.hpp"

namespace roomsign::formats::ical {
namespace {

using namespace std::chrono;

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<local_days> date_in(std::string_view digits) {
  if (digits.size() != 8 || !all_digits(digits)) return std::nullopt;
  const year_month_day date(year(number(digits.substr(0, 4))),
                            month(static_cast<unsigned>(number(digits.substr(4, 2)))),
                            day(static_cast<unsigned>(number(digits.substr(6, 2)))));
  if (!date.ok()) return std::nullopt;
  return local_days(date);
}

// "0900", "090000"; 24:00 is the next midnight, and a leap second the one before.
std::optional<seconds> time_of_day_in(std::string_view digits) {
  if ((digits.size() != 4 && digits.size() != 6) || !all_digits(digits)) return std::nullopt;
  const hours hour(number(digits.substr(0, 2)));
  const minutes minute(number(digits.substr(2, 2)));
  const seconds second(digits.size() == 6 ? std::min(number(digits.substr(4, 2)), 60) : 0);
  if (hour > 24h || minute > 59min) return std::nullopt;
  const seconds all = hour + minute + std::min(second, seconds(59));
  if (all > 24h) return std::nullopt;
  return all;
}

}  // namespace

std::optional<TimeValue> time_value(std::string_view text) {
  if (text.size() > 32) return std::nullopt;
  std::string plain;
  for (const char c : trim(text)) {
    if (c != '-' && c != ':') plain += c;
  }
  TimeValue value;
  std::string_view rest = plain;
  const auto date = date_in(rest.substr(0, 8));
  if (!date) return std::nullopt;
  rest.remove_prefix(8);
  value.date = rest.empty();
  value.local = *date;
  if (value.date) return value;
  if (!rest.starts_with('T') && !rest.starts_with('t')) return std::nullopt;
  rest.remove_prefix(1);
  value.utc = rest.ends_with('Z') || rest.ends_with('z');
  if (value.utc) rest.remove_suffix(1);
  const auto time = time_of_day_in(rest);
  if (!time) return std::nullopt;
  value.local += *time;
  return value;
}

std::optional<Length> length_value(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  Length length;
  bool in_time = false;
  while (!text.empty()) {
    if (text.front() == 'T' && !in_time) {
      in_time = true;
      text.remove_prefix(1);
      continue;
    }
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 6 || digits == text.size()) return std::nullopt;
    const int count = number(text.substr(0, digits));
    switch (text[digits]) {
      case 'W':
        length.days += days(7 * count);
        break;
      case 'D':
        length.days += days(count);
        break;
      case 'H':
        length.time += hours(count);
        break;
      case 'M':
        length.time += minutes(count);
        break;
      case 'S':
        length.time += seconds(count);
        break;
      default:
        return std::nullopt;
    }
    text.remove_prefix(digits + 1);
  }
  return length;
}

std::optional<seconds> offset_value(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const auto size = time_of_day_in(text.substr(1));
  if (!size) return std::nullopt;
  return text.front() == '-' ? -*size : *size;
}

}  // namespace roomsign::formats::ical
