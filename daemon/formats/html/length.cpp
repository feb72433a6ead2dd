#include "daemon/formats/html/length.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

using std::chrono::minutes;
constexpr minutes kLongest{600};

std::optional<int> take_number(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < 0 || value > 600) return std::nullopt;
  text = trim(text.substr(static_cast<std::size_t>(end - text.data())));
  return value;
}

std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("0123456789 "), text.size());
  const std::string_view word = text.substr(0, end);
  text = trim(text.substr(end));
  return word;
}

bool is_minutes(std::string_view unit) {
  constexpr std::array<std::string_view, 11> kWords{
      "m", "mn", "min", "mins", "minutes", "minuten", "min.", "minute", "'", "minutos", "\u2032"};
  return one_of(unit, kWords);
}

bool is_hours(std::string_view unit) {
  constexpr std::array<std::string_view, 10> kWords{"h",       "hr",     "hrs",   "hour", "hours",
                                                    "stunden", "stunde", "heure", ":",    "heures"};
  return one_of(unit, kWords);
}

std::optional<minutes> in_bounds(minutes length) {
  return length > minutes(0) && length <= kLongest ? std::optional(length) : std::nullopt;
}

}  // namespace

std::optional<minutes> length_of(std::string_view text, bool bare) {
  const std::string lower = to_lower(trim(text));
  std::string_view rest = lower;
  const auto first = take_number(rest);
  if (!first) return std::nullopt;
  if (rest.empty()) return bare ? in_bounds(minutes(*first)) : std::nullopt;
  const std::string_view unit = take_word(rest);
  if (is_minutes(unit)) return rest.empty() ? in_bounds(minutes(*first)) : std::nullopt;
  if (!is_hours(unit)) return std::nullopt;
  if (rest.empty()) return unit == ":" ? std::nullopt : in_bounds(std::chrono::hours(*first));
  const auto second = take_number(rest);
  if (!second || *second > 59 || (!rest.empty() && !is_minutes(rest))) return std::nullopt;
  if (unit == ":" && !bare) return std::nullopt;  // a time of day, as far as anybody can tell
  return in_bounds(std::chrono::hours(*first) + minutes(*second));
}

}  // namespace roomsign::formats::html
