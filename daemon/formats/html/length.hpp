// How long something takes, as pages print it: "10mn", "15 minutes", "1 h", "1h30", "0:45", "90'".
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace roomsign::formats::html {

// Up to ten hours; the whole text must be a length. `bare`: a number alone is one of minutes.
std::optional<std::chrono::minutes> length_of(std::string_view text, bool bare = false);

}  // namespace roomsign::formats::html
