// Rooms: one room under several names, and what a misspelled one was probably meant to be.
//
// Names match by fold_name(): case, blanks and punctuation do not count. Beyond that only what the
// operator says makes two names one room:
//   RoomNames names({{"HS 1", {"Lecture Hall 1", "H1"}}});
//   names("h1") == "HS 1", names("HS-1") == "HS 1", names("Foyer") == "Foyer"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/schedule/schedule.hpp"

namespace roomsign::schedule {

// A room as the sign names it, and its other names.
using RoomAliases = std::vector<std::pair<std::string, std::vector<std::string>>>;

// A name that stands for two rooms of `aliases`; none: each is one room's.
std::optional<std::string> repeated_name(const RoomAliases& aliases);

class RoomNames {
 public:
  explicit RoomNames(const RoomAliases& aliases);  // without a repeated_name()

  // The room's own name; of a room without aliases the given one.
  std::string operator()(std::string_view name) const;

  // Gives each session's room its own name; `schedule` stays finish()ed.
  void apply(Schedule& schedule) const;

 private:
  std::unordered_map<std::string, std::string> by_fold_;
};

// Whether one of `rooms` is the wanted one.
bool names_room(const std::vector<std::string>& rooms, std::string_view wanted);

// Of `rooms` the one that `wanted` probably means: it holds the wanted name or is held by it, or is
// spelled almost alike. None: nothing is near, or two are as near.
std::optional<std::string> nearest_room(std::string_view wanted,
                                        const std::vector<std::string>& rooms);

}  // namespace roomsign::schedule
