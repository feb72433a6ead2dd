// The times that an element gives machines: <time datetime="A/B">, data-start, data-end.
#pragma once

#include <optional>
#include <string_view>

#include "daemon/base/time.hpp"
#include "daemon/formats/html/document.hpp"

namespace roomsign::formats::html {

struct TimeData {
  std::optional<OffsetInstant> start;
  std::optional<OffsetInstant> end;
};

// Of the element itself. A date without a time of day is no time.
TimeData time_data(const Node& node);

// "A", "A/B" and "A-B", each as parse_time() has it.
TimeData parse_time_range(std::string_view text);

}  // namespace roomsign::formats::html
