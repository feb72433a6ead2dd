#include "daemon/formats/reading/zone_text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::formats {
namespace {

struct Known {
  std::string_view text;  // lower case
  std::string_view zone;
  bool plain = true;  // may stand in running text: two letters may not
};

constexpr std::array<Known, 54> kKnown{{
    {"utc", "Etc/UTC"},
    {"gmt", "Etc/UTC"},
    {"pst", "America/Los_Angeles"},
    {"pdt", "America/Los_Angeles"},
    {"pt", "America/Los_Angeles", false},
    {"pacific time", "America/Los_Angeles"},
    {"pacific standard time", "America/Los_Angeles"},
    {"pacific daylight time", "America/Los_Angeles"},
    {"mst", "America/Denver"},
    {"mdt", "America/Denver"},
    {"mt", "America/Denver", false},
    {"mountain time", "America/Denver"},
    {"mountain standard time", "America/Denver"},
    {"mountain daylight time", "America/Denver"},
    {"cst", "America/Chicago"},
    {"cdt", "America/Chicago"},
    {"ct", "America/Chicago", false},
    {"central time", "America/Chicago"},
    {"central standard time", "America/Chicago"},
    {"central daylight time", "America/Chicago"},
    {"est", "America/New_York"},
    {"edt", "America/New_York"},
    {"et", "America/New_York", false},
    {"eastern time", "America/New_York"},
    {"eastern standard time", "America/New_York"},
    {"eastern daylight time", "America/New_York"},
    {"hst", "Pacific/Honolulu"},
    {"akst", "America/Anchorage"},
    {"akdt", "America/Anchorage"},
    {"bst", "Europe/London"},
    {"british summer time", "Europe/London"},
    {"wet", "Europe/Lisbon", false},
    {"west", "Europe/Lisbon", false},
    {"cet", "Europe/Brussels"},
    {"cest", "Europe/Brussels"},
    {"mez", "Europe/Berlin"},
    {"mesz", "Europe/Berlin"},
    {"central european time", "Europe/Brussels"},
    {"central european summer time", "Europe/Brussels"},
    {"eet", "Europe/Athens"},
    {"eest", "Europe/Athens"},
    {"eastern european time", "Europe/Athens"},
    {"eastern european summer time", "Europe/Athens"},
    {"jst", "Asia/Tokyo"},
    {"kst", "Asia/Seoul"},
    {"sgt", "Asia/Singapore"},
    {"hkt", "Asia/Hong_Kong"},
    {"aest", "Australia/Sydney"},
    {"aedt", "Australia/Sydney"},
    {"awst", "Australia/Perth"},
    {"acst", "Australia/Adelaide"},
    {"acdt", "Australia/Adelaide"},
    {"nzst", "Pacific/Auckland"},
    {"nzdt", "Pacific/Auckland"},
}};

bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::optional<Zone> found(std::string_view name) {
  auto zone = Zone::find(name);
  return zone ? std::optional(*zone) : std::nullopt;
}

// Minus signs of every kind as '-', no-break spaces as blanks.
std::string plain(std::string_view text) {
  std::u32string out = decode_utf8(text);
  for (char32_t& c : out) {
    if (c == 0x2212 || (c >= 0x2010 && c <= 0x2015)) c = U'-';
    if (c == 0xA0 || c == 0x202F) c = U' ';
  }
  return encode_utf8(out);
}

// "+2", " -07:00", "+0530" at the beginning of `text`: seconds east, and how long it is.
struct Offset {
  std::chrono::seconds east{};
  std::size_t length = 0;
};
std::optional<Offset> offset_at_front(std::string_view text) {
  std::size_t at = text.starts_with(' ') ? 1 : 0;
  if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return std::nullopt;
  const int sign = text[at++] == '-' ? -1 : 1;
  const auto take = [&](std::size_t most) {
    std::string digits;
    while (at < text.size() && digits.size() < most && is_digit(text[at])) digits += text[at++];
    return digits;
  };
  const std::string hours = take(2);
  if (hours.empty()) return std::nullopt;
  const bool colon = at + 1 < text.size() && text[at] == ':' && is_digit(text[at + 1]);
  if (colon) ++at;
  const std::string minutes = take(2);
  if (minutes.size() == 1) return std::nullopt;
  const std::chrono::minutes east(std::stoi(hours) * 60 +
                                  (minutes.empty() ? 0 : std::stoi(minutes)));
  if (east > std::chrono::hours(14)) return std::nullopt;
  return Offset{sign * east, at};
}

struct Match {
  ZoneText zone;
  std::size_t length = 0;
};

// "UTC", "GMT+2", "UTC +05:30" at the beginning of `text`.
std::optional<Match> greenwich_at_front(std::string_view text) {
  const std::string lower = to_lower(text.substr(0, 4));
  if (!lower.starts_with("utc") && !lower.starts_with("gmt")) return std::nullopt;
  if (const auto offset = offset_at_front(text.substr(3))) {
    const std::size_t length = 3 + offset->length;
    return Match{{zone_at_offset(offset->east), std::string(text.substr(0, length))}, length};
  }
  if (text.size() > 3 && (is_letter(text[3]) || is_digit(text[3]))) return std::nullopt;
  return Match{{found("Etc/UTC"), std::string(text.substr(0, 3))}, 3};
}

// Capital abbreviations and spelled-out names at the beginning of `text`.
std::optional<Match> known_at_front(std::string_view text, bool alone) {
  std::optional<Match> longest;
  for (const Known& known : kKnown) {
    if (!known.plain && !alone) continue;
    const std::string_view here = text.substr(0, known.text.size());
    if (!starts_with_word(text, known.text)) continue;
    const bool spelled_out = known.text.find(' ') != std::string_view::npos;
    if (!spelled_out && !std::ranges::all_of(here, is_upper)) continue;
    if (longest && longest->length >= here.size()) continue;
    longest = Match{{found(known.zone), std::string(here)}, here.size()};
  }
  return longest;
}

// "Europe/Berlin" at the beginning of `text`.
std::optional<Match> iana_at_front(std::string_view text) {
  constexpr std::array<std::string_view, 10> kAreas{
      "Africa/",    "America/", "Antarctica/", "Asia/",    "Atlantic/",
      "Australia/", "Europe/",  "Indian/",     "Pacific/", "Etc/"};
  if (std::ranges::none_of(kAreas, [&](auto area) { return text.starts_with(area); })) {
    return std::nullopt;
  }
  std::size_t end = 0;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '/' ||
                               text[end] == '_' || text[end] == '-' || text[end] == '+')) {
    ++end;
  }
  const std::string_view name = text.substr(0, end);
  return Match{{found(name), std::string(name)}, end};
}

std::optional<Match> at_front(std::string_view text, bool alone) {
  if (auto match = greenwich_at_front(text)) return match;
  if (auto match = iana_at_front(text)) return match;
  return known_at_front(text, alone);
}

}  // namespace

std::optional<Zone> zone_at_offset(std::chrono::seconds east) {
  if (east == std::chrono::seconds(0)) return found("Etc/UTC");
  if (east % std::chrono::hours(1) == std::chrono::seconds(0)) {
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(east).count();
    return found(fmt::format("Etc/GMT{:+}", -hours));
  }
  // Zones off the full hour that keep no daylight saving.
  constexpr std::array<std::pair<int, std::string_view>, 5> kOdd{{{210, "Asia/Tehran"},
                                                                  {270, "Asia/Kabul"},
                                                                  {330, "Asia/Kolkata"},
                                                                  {345, "Asia/Kathmandu"},
                                                                  {570, "Australia/Darwin"}}};
  for (const auto& [minutes, name] : kOdd) {
    if (east == std::chrono::minutes(minutes)) return found(name);
  }
  return std::nullopt;
}

std::optional<ZoneText> zone_in(std::string_view text) {
  const std::string words = plain(text);
  const std::string_view all = words;
  std::optional<ZoneText> first;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_letter(all[i]) || (i > 0 && (is_letter(all[i - 1]) || is_digit(all[i - 1])))) continue;
    const bool bracketed = i > 0 && all[i - 1] == '(';
    auto match = at_front(all.substr(i), bracketed);
    if (!match) continue;
    if (match->zone.zone && all[i] != 'U' && all[i] != 'G') return match->zone;  // a name is best
    if (!first) first = match->zone;
    i += match->length - 1;
  }
  return first;
}

ZoneText zone_called(std::string_view text) {
  const std::string words = plain(trim(text));
  const auto match = at_front(words, true);
  if (match && match->length == words.size()) return match->zone;
  if (auto inside = zone_in(words)) return *inside;
  return {std::nullopt, words};
}

}  // namespace roomsign::formats
