#include "daemon/view/time_words.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace roomsign::view {
namespace {

std::string counted(const Phrases& words, const Counted& thing, long count) {
  return fill(thing.form(words.plural(count)), fmt::to_string(count));
}

// A time, or a range of times, as it stands in a phrase.
std::string in_phrase(const Phrases& words, std::string_view time, std::string_view half) {
  return half.empty() ? fill(words.time_24h, time)
                      : fmt::format(fmt::runtime(words.time_12h), fmt::arg("time", time),
                                    fmt::arg("half", half));
}

}  // namespace

TimeWords time_words(const Phrases& words, LocalTime local, bool clock_24h) {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - day);
  const auto hour = time.hours().count();
  const auto minute = time.minutes().count();
  if (clock_24h) {
    return {fmt::format(fmt::runtime(words.digits_24h), fmt::arg("hour", hour),
                        fmt::arg("minute", minute)),
            {}};
  }
  return {fmt::format("{}:{:02}", (hour + 11) % 12 + 1, minute),
          std::string(hour < 12 ? words.am : words.pm)};
}

std::string time_text(const Phrases& words, LocalTime local, bool clock_24h) {
  const auto [time, half] = time_words(words, local, clock_24h);
  return in_phrase(words, time, half);
}

std::string from_to(const Phrases& words, std::string_view from, std::string_view to) {
  return fmt::format(fmt::runtime(words.range), fmt::arg("from", from), fmt::arg("to", to));
}

std::string range_text(const Phrases& words, LocalTime from, LocalTime to, bool clock_24h) {
  const auto start = time_words(words, from, clock_24h);
  const auto end = time_words(words, to, clock_24h);
  if (start.suffix == end.suffix) {  // one "AM" is enough
    return in_phrase(words, from_to(words, start.time, end.time), end.suffix);
  }
  return from_to(words, in_phrase(words, start.time, start.suffix),
                 in_phrase(words, end.time, end.suffix));
}

std::string date_text(const Phrases& words, std::chrono::local_days day, Place place) {
  const std::chrono::year_month_day date(day);
  const unsigned number = static_cast<unsigned>(date.day());
  const bool named = number == 1 && !words.first_day.empty();
  std::string text =
      fmt::format(fmt::runtime(words.date),
                  fmt::arg("weekday", words.weekdays[std::chrono::weekday(day).c_encoding()]),
                  fmt::arg("month", words.months[static_cast<unsigned>(date.month()) - 1]),
                  fmt::arg("day", named ? std::string(words.first_day) : fmt::to_string(number)));
  return place == Place::kStandsAlone ? with_capital(std::move(text)) : text;
}

std::string moment_text(const Phrases& words, LocalTime local, bool clock_24h) {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return fmt::format(fmt::runtime(words.date_and_time),
                     fmt::arg("date", date_text(words, day, Place::kRunningText)),
                     fmt::arg("time", time_text(words, local, clock_24h)));
}

std::string seconds_text(const Phrases& words, std::chrono::seconds duration) {
  return counted(words, words.seconds, duration.count());
}

std::string duration_text(const Phrases& words, std::chrono::minutes duration) {
  if (duration < std::chrono::minutes(100)) {
    return counted(words, words.minutes, duration.count());
  }
  const auto hours = std::chrono::floor<std::chrono::hours>(duration);
  const auto rest = duration - hours;
  std::string whole = counted(words, words.hours, hours.count());
  if (rest.count() == 0) return whole;
  return fmt::format(fmt::runtime(words.hours_and_minutes), fmt::arg("hours", whole),
                     fmt::arg("minutes", counted(words, words.minutes, rest.count())));
}

}  // namespace roomsign::view
