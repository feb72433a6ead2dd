#include "daemon/formats/reading/position.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace roomsign::formats {

std::string line_and_column(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const auto column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 == 0
  return fmt::format("line {}, column {}", line, column);
}

}  // namespace roomsign::formats
