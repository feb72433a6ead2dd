#include "render/layouts/lists.hpp"

#include <algorithm>

namespace roomsign::render {
namespace {

constexpr double kBetween = 2;

}  // namespace

Lists::Lists(Sheet& sheet, const Screen& screen, const Rect& box)
    : sheet_(sheet),
      times_(std::max(time_column(sheet, screen.also_now, type::kList),
                      time_column(sheet, screen.list, type::kList))),
      now_(sheet, screen.also_heading, screen.also_now, times_, box),
      taken_(now_.height() > 0 ? now_.height() + sheet.px(kBetween) : 0),
      next_(sheet, screen.list_heading, screen.list, times_,
            {box.x, 0, box.width, box.height - taken_}) {}

int Lists::height() const { return next_.height() > 0 ? taken_ + next_.height() : now_.height(); }

void Lists::draw(int top) {
  for (const Entry& entry : now_.left_out()) sheet_.drawn.lost.push_back(entry.title);
  now_.draw(top);
  next_.draw(top + taken_);
}

void leave_out_lists(Sheet& sheet, const Screen& screen) {
  sheet.drawn.entries_left_out += static_cast<int>(screen.also_now.size() + screen.list.size());
  for (const Entry& entry : screen.also_now) sheet.drawn.lost.push_back(entry.title);
}

}  // namespace roomsign::render
