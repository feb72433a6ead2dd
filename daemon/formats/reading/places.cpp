#include "daemon/formats/reading/places.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/base/text.hpp"

namespace roomsign::formats {

bool is_place(std::string_view text) {
  constexpr std::array<std::string_view, 10> kWords{"room",  "hall",    "ballroom", "auditorium",
                                                    "salon", "theater", "theatre",  "raum",
                                                    "salle", "foyer"};
  const std::string lower = to_lower(text);
  const auto words = split(lower, ' ');
  return std::ranges::any_of(words, [&](std::string_view word) {
    return std::ranges::find(kWords, word.substr(0, word.find_first_of(".,;:"))) != kWords.end();
  });
}

}  // namespace roomsign::formats
