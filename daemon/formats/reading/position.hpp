// Where in a text something is, for people who look it up in their editor.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace roomsign::formats {

// "line 3, column 7", both from 1, columns in bytes; an offset past the end is the end.
std::string line_and_column(std::string_view text, std::size_t offset);

}  // namespace roomsign::formats
