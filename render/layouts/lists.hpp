// What a hero has beside or below it: what else runs, and what comes next.
#pragma once

#include "render/layouts/list.hpp"
#include "render/screen.hpp"

namespace roomsign::render {

class Lists {
 public:
  // Of the box, `y` does not matter. `sheet` and `screen` must outlive it.
  Lists(Sheet& sheet, const Screen& screen, const Rect& box);

  int height() const;  // 0: there is nothing, or nothing fits
  void draw(int top);

 private:
  Sheet& sheet_;
  int times_;  // width of the column of times
  Section now_;
  int taken_;  // by what runs, with the gap below
  Section next_;
};

// Notes in the sheet's `drawn` that a picture has no room for them.
void leave_out_lists(Sheet& sheet, const Screen& screen);

}  // namespace roomsign::render
