// The hero: what a room's door is read for. A title as large as its box allows, what it is called
// above, who below; the talks of a session made of several.
#pragma once

#include "render/layouts/sheet.hpp"
#include "render/screen.hpp"

namespace roomsign::render {

// What stands above the title: besides the stamp, which always does.
enum class Labels { kAll, kEyebrow, kNone };

// Stamp, aside, eyebrow, title, people and parts, in the middle of the box. Parts that do not fit
// together take turns by pages. `sheet` and `screen` must outlive it.
class Hero {
 public:
  Hero(Sheet& sheet, const Screen& screen, const Rect& box, long page,
       Labels labels = Labels::kAll);

  // Whether all of it fits. If not, a larger box is worth more than what else is in the picture.
  bool whole() const { return whole_; }
  bool title_whole() const { return title_whole_; }
  void draw() const;

 private:
  Rect box_;
  Stack stack_;
  bool whole_ = false;
  bool title_whole_ = false;
};

// A hero that has the picture to itself: without its aside, then without its eyebrow, where that
// makes it or at least its title whole.
void draw_hero_alone(Sheet& sheet, const Screen& screen, const Rect& box, long page);

}  // namespace roomsign::render
