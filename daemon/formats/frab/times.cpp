#include "daemon/formats/frab/times.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <system_error>

#include "daemon/base/text.hpp"

namespace roomsign::formats::frab {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kMost = 99'999;  // of anything: no sum of them overflows

// The number at the front of `text`, which it leaves; none where there is none or it is too large.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const char* const begin = text.data();
  const auto [rest, error] = std::from_chars(begin, begin + text.size(), number);
  if (error != std::errc() || number < 0 || number > kMost) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(rest - begin));
  return number;
}

struct Numbers {
  std::array<int, 3> at{};
  std::size_t count = 0;
};

// Two or three numbers between colons.
std::optional<Numbers> numbers_of(std::string_view text) {
  Numbers numbers;
  text = trim(text);
  for (;;) {
    const auto number = take_number(text);
    if (!number || numbers.count == numbers.at.size()) return std::nullopt;
    numbers.at.at(numbers.count++) = *number;
    if (text.empty()) break;
    if (text.front() != ':') return std::nullopt;
    text.remove_prefix(1);
  }
  return numbers.count >= 2 ? std::optional(numbers) : std::nullopt;
}

seconds three_numbers(const std::array<int, 3>& at) {
  const seconds clock = hours(at[0]) + minutes(at[1]) + seconds(at[2]);
  const bool too_many_hours = at[1] > 23;
  if (too_many_hours || (at[2] == 0 && clock >= 5min)) return clock;
  return days(at[0]) + hours(at[1]) + minutes(at[2]);
}

// "P1DT2H30M": months and years have no length.
std::optional<seconds> iso_length(std::string_view text) {
  seconds sum{};
  bool time = false;
  for (text.remove_prefix(1); !text.empty();) {
    if (!time && text.front() == 'T') {
      time = true;
      text.remove_prefix(1);
      continue;
    }
    const auto number = take_number(text);
    if (!number || text.empty()) return std::nullopt;
    const char unit = text.front();
    text.remove_prefix(1);
    if (!time && unit == 'W') {
      sum += days(7 * *number);
    } else if (!time && unit == 'D') {
      sum += days(*number);
    } else if (time && unit == 'H') {
      sum += hours(*number);
    } else if (time && unit == 'M') {
      sum += minutes(*number);
    } else if (time && unit == 'S') {
      sum += seconds(*number);
    } else {
      return std::nullopt;
    }
  }
  return sum;
}

}  // namespace

std::optional<seconds> read_length(std::string_view text) {
  text = trim(text);
  if (text.starts_with('P')) return iso_length(text);
  const auto numbers = numbers_of(text);
  if (!numbers || numbers->at[1] > 59 || numbers->at[2] > 59) return std::nullopt;
  if (numbers->count == 3) return three_numbers(numbers->at);
  return hours(numbers->at[0]) + minutes(numbers->at[1]);
}

std::optional<seconds> read_clock(std::string_view text) {
  const auto numbers = numbers_of(text);
  if (!numbers) return std::nullopt;
  const auto& [hour, minute, second] = numbers->at;
  if (hour > 29 || minute > 59 || second > 59) return std::nullopt;
  return hours(hour) + minutes(minute) + seconds(second);
}

}  // namespace roomsign::formats::frab
