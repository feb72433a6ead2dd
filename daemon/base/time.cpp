#include "daemon/base/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace roomsign {
namespace {

using namespace std::chrono_literals;

// Reads a text from left to right; every step that does not fit fails for good.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Exactly `digits` digits, as a number.
  int number(std::size_t digits) {
    if (rest_.size() < digits) return fail();
    int value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  bool accept(std::string_view any_of) {
    if (!ok_ || rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    last_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }

  void expect(std::string_view any_of) {
    if (!accept(any_of)) fail();
  }

  void skip_digits() {
    if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') fail();
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') rest_.remove_prefix(1);
  }

  // Nothing fits any more.
  int fail() {
    ok_ = false;
    return 0;
  }

  char last() const { return last_; }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  char last_ = 0;
  bool ok_ = true;
};

std::unexpected<Error> bad_time(std::string_view text, std::string_view expected) {
  return failure("bad-time", fmt::format("\"{}\" is not {}", text.substr(0, 40), expected));
}

bool fits_clock(int hour, int minute, int second) {
  return minute < 60 && second <= 60 && (hour < 24 || (hour == 24 && minute == 0 && second == 0));
}

// "Z", "+01:00", "-0800", "+01"; nothing: no offset.
std::optional<std::chrono::seconds> scan_offset(Scanner& scan) {
  if (scan.accept("Zz")) return 0s;
  if (!scan.accept("+-")) return std::nullopt;
  const int sign = scan.last() == '-' ? -1 : 1;
  const int hours = scan.number(2);
  int minutes = 0;
  if (!scan.done()) {
    scan.accept(":");
    minutes = scan.number(2);
  }
  if (hours > 15 || minutes > 59) scan.fail();  // no zone is that far from Greenwich
  return sign * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
}

// With zeros in front, up to `width` digits.
void append_number(std::string& text, std::int64_t number, std::size_t width) {
  std::array<char, 20> digits{};
  const char* const end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  const std::string_view written(digits.data(), end);
  text.append(width - std::min(width, written.size()), '0').append(written);
}

void append_date(std::string& text, std::chrono::year_month_day date) {
  append_number(text, int(date.year()), 4);
  append_number(text += '-', unsigned(date.month()), 2);
  append_number(text += '-', unsigned(date.day()), 2);
}

constexpr std::string_view kExpected =
    "a time like 2025-12-06T08:20:00-08:00 (year-month-day, T, hours:minutes, offset or Z)";

}  // namespace

Result<OffsetInstant> parse_time(std::string_view text) {
  Scanner scan(text);
  const int year = scan.number(4);
  scan.expect("-");
  const int month = scan.number(2);
  scan.expect("-");
  const int day = scan.number(2);
  scan.expect("Tt ");
  const int hour = scan.number(2);
  scan.expect(":");
  const int minute = scan.number(2);
  const int second = scan.accept(":") ? scan.number(2) : 0;
  if (scan.accept(".,")) scan.skip_digits();
  const auto offset = scan_offset(scan);
  const auto date = std::chrono::year{year} / month / day;
  if (!scan.done() || year < 1970 || !date.ok() || !fits_clock(hour, minute, second))
    return bad_time(text, kExpected);
  const Instant digits = std::chrono::sys_days(date) + std::chrono::hours(hour) +
                         std::chrono::minutes(minute) + std::chrono::seconds(second);
  return OffsetInstant{digits - offset.value_or(0s), offset};
}

Result<Instant> parse_instant(std::string_view text) {
  const auto parsed = parse_time(text);
  if (!parsed) return std::unexpected(parsed.error());
  if (!parsed->offset)
    return bad_time(text, "complete: its offset is missing (2025-12-06T08:20:00-08:00, or Z)");
  return parsed->instant;
}

std::string format_instant(Instant instant, std::chrono::seconds offset) {
  const LocalTime local(instant.time_since_epoch() + offset);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(local - day);
  const auto distance = std::chrono::duration_cast<std::chrono::minutes>(std::chrono::abs(offset));
  std::string text;
  text.reserve(25);
  append_date(text, date);
  append_number(text += 'T', time.hours().count(), 2);
  append_number(text += ':', time.minutes().count(), 2);
  append_number(text += ':', time.seconds().count(), 2);
  append_number(text += offset < 0s ? '-' : '+', distance.count() / 60, 2);
  append_number(text += ':', distance.count() % 60, 2);
  return text;
}

Result<std::chrono::year_month_day> parse_date(std::string_view text) {
  const auto midnight = parse_time(std::string(text) + "T00:00");
  if (!midnight) return bad_time(text, "a date like 2025-12-06");
  return std::chrono::floor<std::chrono::days>(midnight->instant);
}

std::string format_date(std::chrono::year_month_day date) {
  std::string text;
  append_date(text, date);
  return text;
}

Result<std::chrono::minutes> parse_time_of_day(std::string_view text) {
  Scanner scan(text);
  const int hour = scan.number(2);
  scan.expect(":");
  const int minute = scan.number(2);
  if (!scan.done() || !fits_clock(hour, minute, 0))
    return bad_time(text, "a time of day like 14:05");
  return std::chrono::hours(hour) + std::chrono::minutes(minute);
}

}  // namespace roomsign
