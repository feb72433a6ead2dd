// The names under a title: up to three with a row each, more of them one after the other; smaller,
// then without affiliations, where room is short. Names are never broken while a row can hold them.
// Where one of up to three has a photograph, all have a circle: theirs, or their initials.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "render/layouts/sheet.hpp"

namespace roomsign::render {

struct NameRun {
  std::string text;
  Font font;
  Color color;
  int x = 0;  // from the left edge
  int width = 0;
  int lower = 0;  // than its row
};

// The circle of a person, at the left of the two rows that begin at `row`.
struct Portrait {
  ImagePtr photo;  // null: the initials
  std::string initials;
  int row = 0;
};

struct Names {
  std::vector<std::vector<NameRun>> rows;
  std::vector<Portrait> portraits;
  int pitch = 0;
  bool cut = false;
  int height() const { return pitch * static_cast<int>(rows.size()); }
};

// With photographs, the most generous first; empty where there are none, or no room beside.
std::vector<Names> ways_with_photos(Sheet& sheet, const std::vector<Person>& people, int width);

// The ways to set `people` into `width`, the most generous first; the last ones are of names alone,
// have at most so many rows, and may be cut. Empty where nobody is named.
std::vector<Names> ways_to_set(Sheet& sheet, const std::vector<Person>& people, int width,
                               std::initializer_list<int> last_rows);

void draw_names(Sheet& sheet, const Names& names, const std::vector<Person>& people,
                const Rect& box, Align align = Align::kLeft);

}  // namespace roomsign::render
