// Layouts turn a Screen into drawing calls. Pure: the same inputs give the same calls.
//
// A layout is one file under layouts/ and one line in the table of layouts/layout.cpp; the canvas's
// shape chooses it (wider than tall: landscape). All lengths are multiples of u = 1 % of the
// shorter side (of bars, three times as long as wide and more: 2 % lying, 1.4 % standing), so every
// panel size comes out of the same numbers.
#pragma once

#include <string>
#include <vector>

#include "render/canvas.hpp"
#include "render/screen.hpp"
#include "render/theme.hpp"

namespace roomsign::render {

// What drawing found out, for whoever turns pages and for `roomsign check`.
struct Drawn {
  int pages = 1;                      // of an agenda or of a session's parts; one of them was drawn
  int entries_left_out = 0;           // entries, parts and lines that no page shows
  std::vector<std::string> lost;      // titles of those that matter now: what runs, a session's
                                      // talks, rooms of a lobby
  std::vector<std::string> cut;       // texts that end in an ellipsis
  std::vector<std::string> smallest;  // titles that had to shrink to the smallest size
  std::u32string missing;             // characters that no font has
};

// `page` is any number; page modulo pages is drawn (so every sign can count by unix time).
Drawn draw(const Screen& screen, const Theme& theme, Canvas& canvas, long page = 0);

}  // namespace roomsign::render
