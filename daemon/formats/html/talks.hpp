// The parts of a session of contributed talks.
#pragma once

#include <vector>

#include "daemon/formats/html/rich_text.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats::html {

// One talk an item: "Title"; "<b>Name:</b> Title"; "Name: Title" where most items with a colon read
// so.
std::vector<schedule::Talk> talks_of_items(const std::vector<Line>& items);

// Lines that take turns, a person and a title or a title and a person; empty where they do not.
std::vector<schedule::Talk> talks_of_pairs(const std::vector<Line>& lines);

}  // namespace roomsign::formats::html
