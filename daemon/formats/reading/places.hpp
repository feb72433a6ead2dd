// Which words are rooms.
#pragma once

#include <string_view>

namespace roomsign::formats {

// "Upper Level Room 5AB", "Symphony Hall", "Auditorium": one of a few words that only rooms have.
bool is_place(std::string_view text);

}  // namespace roomsign::formats
