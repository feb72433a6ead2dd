// The pictures of the configuration's theme, read and decoded.
#pragma once

#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/config/config.hpp"

namespace roomsign::commands {

// Puts logo and background into the theme. What cannot be shown is left out, and returned:
// "unreadable", "too-large", "bad-picture" and run_child()'s, with the file in the message.
std::vector<Error> dress(config::Config& config);

// The same, where what is left out is told in the log.
void dress_or_warn(config::Config& config);

}  // namespace roomsign::commands
