// What stands beside a session's words without being part of them: links to slides, prizes,
// lengths.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/formats/html/rich_text.hpp"

namespace roomsign::formats::html {

// Takes "(slides)", "[pdf]", links called "Recording", "(Best Paper)", "(TBD)" and "(10 min)" out
// of `line`; a length is returned. A line that was nothing else becomes empty.
std::optional<std::chrono::minutes> take_trimmings(Line& line);

// A dash that stands for nothing.
bool is_dash(std::string_view text);

// "TBD", "TBA.", "To be announced", a dash: a text that says only that there is none yet.
bool is_placeholder(std::string_view text);

}  // namespace roomsign::formats::html
