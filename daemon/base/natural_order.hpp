// The order in which people look for names: numbers by their value, small and capital ASCII letters
// alike.
//
//   "Room 2" before "Room 10" before "room 10a"
#pragma once

#include <string_view>

namespace roomsign {

// A strict order; two texts are equal in it only where they are the same.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace roomsign
