// Places of a page, outside its tables, that hold a time and beside it the words of a session.
//
// Marked: an element that is nothing but a time (<time>, a class that says time, <dt>, a heading;
// where a page has none of these, any block that is nothing but a range of times); its session is
// the widest element around it that holds no other such, or where several share one parent, what
// follows up to the next:
//   <li><time datetime="2030-05-14T09:00/2030-05-14T09:30">9:00</time> <h3>Opening</h3></li>
//   <dl><dt>9:00</dt><dd>Opening</dd><dt>9:30</dt>...
// Lines: a list's item, a heading or a paragraph's line that begins with a time: "9:00 – Opening".
// Times that say when something was written (comments, posts, "last updated") are no such places.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "daemon/base/time.hpp"
#include "daemon/formats/html/document.hpp"
#include "daemon/formats/html/rich_text.hpp"
#include "daemon/formats/html/time_cell.hpp"

namespace roomsign::formats::html {

struct TimeItem {
  std::string text;                    // the time as printed
  TimeCell time;                       // kNone: the page prints none, only its data says
  std::optional<OffsetInstant> start;  // of the data: <time datetime>
  std::optional<OffsetInstant> end;
  Node content;             // marked: the session's words, without the time
  std::vector<Line> lines;  // of a line: likewise
  std::string day;          // nearest text above that names a day, or that in the time itself
  std::string room;         // nearest heading above that names a room
  std::size_t group = 0;    // items of one list under one heading have the same
};

// In the page's order; `cut` says that there are more than are read.
std::vector<TimeItem> marked_items(const Node& document, bool& cut);
std::vector<TimeItem> line_items(const Node& document, bool& cut);

}  // namespace roomsign::formats::html
