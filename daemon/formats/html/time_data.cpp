#include "daemon/formats/html/time_data.hpp"

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/civil_time.hpp"

namespace roomsign::formats::html {
namespace {

constexpr std::size_t kLongest = 80;
constexpr std::size_t kShortestTime = 16;  // "2030-05-14T09:00"

std::optional<OffsetInstant> time_of(std::string_view text) {
  const auto time = parse_time(trim(text));
  return time && is_in_range(time->instant) ? std::optional(*time) : std::nullopt;
}

}  // namespace

TimeData parse_time_range(std::string_view text) {
  text = trim(text);
  if (text.size() > kLongest) return {};
  if (const auto one = time_of(text)) return {one, std::nullopt};
  for (std::size_t at = kShortestTime; at < text.size(); ++at) {
    if (text[at] != '/' && text[at] != '-') continue;
    const auto start = time_of(text.substr(0, at));
    if (!start) continue;
    const auto end = time_of(text.substr(at + 1));
    if (end || text[at] == '/') return {start, end};
  }
  return {};
}

TimeData time_data(const Node& node) {
  TimeData data;
  for (const char* name : {"datetime", "data-value-start", "data-start", "data-datetime"}) {
    if (!data.start) data = parse_time_range(node.attribute(name));
  }
  for (const char* name : {"data-value-end", "data-end"}) {
    if (data.start && !data.end) data.end = parse_time_range(node.attribute(name)).start;
  }
  return data;
}

}  // namespace roomsign::formats::html
