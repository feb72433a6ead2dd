// Which words are rooms.
#pragma once

#include <string>
#include <string_view>

namespace roomsign::formats {

// "Upper Level Room 5AB", "Symphony Hall", "Auditorium": one of a few words that only rooms have.
bool is_place(std::string_view text);

// Without what only leads to a place or a time: bullets, pictures, a label. "📍 Where: Hall 2" ==
// "Hall 2".
std::string without_label(std::string_view text);

// "Room: Hall 2", "Where: ...": nothing else on the line.
bool is_place_line(std::string_view text);

}  // namespace roomsign::formats
