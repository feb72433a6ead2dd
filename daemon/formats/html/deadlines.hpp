// Texts about when papers are due, or when the page was written: neither their dates nor their
// zones are the event's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roomsign::formats::html {

// "Paper submission: March 10 (UTC-12)", "Deadline extended to May 20", "Posted on May 3".
bool speaks_of_deadlines(std::string_view text);

// The lines without such; of a line with several sentences, those that are about something else.
std::vector<std::string> without_deadlines(const std::vector<std::string>& lines);

}  // namespace roomsign::formats::html
