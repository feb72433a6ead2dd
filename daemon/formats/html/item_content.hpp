// The words of a session's element, sorted by what its inner elements are called: room, kind,
// speakers and the rest, which content.hpp reads as it reads a table's cell.
#pragma once

#include <string>
#include <vector>

#include "daemon/formats/html/content.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/formats/html/rich_text.hpp"

namespace roomsign::formats::html {

// Takes a line "Room: Hall 2" out of several and returns the room; "" where there is none.
std::string take_room_line(std::vector<Line>& lines);

struct ItemWords {
  std::vector<Line> lines;
  ContentHints hints;
  std::string room;
};

// "span.session-location", "div.speakers", "aria-label=Location" are short elements without a
// heading; a line "Room: Hall 2" names a room as well. A heading leads: it is the title.
ItemWords words_of(const Node& content);
ItemWords words_of(std::vector<Line> lines);

}  // namespace roomsign::formats::html
