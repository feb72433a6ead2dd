// What says in a session's title that it does not take place.
#pragma once

#include <optional>
#include <string_view>

#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats {

// "Cancelled", "(abgesagt)", "ANNULÉ": nothing but the word, in a few languages.
bool is_cancelled(std::string_view text);

// The title of what does not take place: "Cancelled: Hinges", "[Abgesagt] Hinges", "CANCELLED
// Hinges", "Hinges (cancelled)". None where the title does not say so: "Cancelling orders",
// "Discussion (original talk cancelled)". Never empty: the word alone is all that is said.
std::optional<std::string_view> without_cancelled(std::string_view title);

// Takes the word out of the session's title and sets its status.
void take_cancelled(schedule::Session& session);

}  // namespace roomsign::formats
