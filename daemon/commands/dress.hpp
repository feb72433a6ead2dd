// The pictures and fonts of the configuration's theme, read.
#pragma once

#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/config/config.hpp"

namespace roomsign::commands {

// Puts logo, background and typeface into the theme. What cannot be shown is left out, and
// returned: "unreadable", "too-large", "bad-picture", "bad-font" and run_child()'s, with the file
// in the message. So is a logo that is hard to see, which stays: "low-contrast".
std::vector<Error> dress(config::Config& config);

// The same, where what is left out is told in the log.
void dress_or_warn(config::Config& config);

}  // namespace roomsign::commands
