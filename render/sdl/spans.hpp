// Spans: a line as what is shaped in one go, from left to right.
//
// A span is of one font, one direction and one script. Characters go to the theme's typeface where
// it has them, else to Inter where that has them, else to the first font of fonts/fallbacks.inc
// that is meant for their script and has them; the parts of a character (a letter and its marks, an
// emoji and its joiners) are never parted. A blank stays with the letters before it. Pure: which
// font has what is asked.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "render/canvas.hpp"
#include "render/characters.hpp"

namespace roomsign::render {

// A row of fonts/fallbacks.inc, or the sign's own typeface (Inter), or the theme's.
using Row = int;
inline constexpr Row kOwn = -1;
inline constexpr Row kTheme = -2;

struct Span {
  std::string text;  // as it is read; not empty
  Row row = kOwn;
  bool right_to_left = false;
  // Of kTheme, whose font may be for several: the one that its letters are shaped by.
  Script script = kCommonScript;
  bool operator==(const Span&) const = default;
};

struct Spans {
  std::vector<Span> spans;
  std::u32string missing;  // what the chosen fonts have not
};

using Provides = std::function<bool(char32_t character, Row row)>;

// `first`: kTheme where there is one, which is asked before all others.
Spans split_line(std::string_view line, Han han, const Provides& provides, Row first = kOwn);

}  // namespace roomsign::render
