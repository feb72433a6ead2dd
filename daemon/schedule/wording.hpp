// Wording: what can be told of a title by its words alone. Pure, linear in the texts' lengths.
#pragma once

#include <string_view>

namespace roomsign::schedule {

// Words that hold a place for a title or a name: "TBA", "to be announced", "Coming Soon!", "...",
// "Invited Speaker 3", "Contributed Talk".
bool is_placeholder(std::string_view text);

// Whether one text may be a new wording of the other: at least half of the words of the shorter
// are in the longer. "Invited Speaker 1" and "Invited Speaker 1: Ada Klein" are alike, "Hinges"
// and "Locks" are not. Letters' case and punctuation do not count.
bool are_alike(std::string_view a, std::string_view b);

}  // namespace roomsign::schedule
