#include "render/sdl/turned_panel.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace roomsign::render {
namespace {

// A row of the one picture is a column of the other: in blocks of this size both stay in the
// processor's cache.
constexpr int kBlock = 64;

bool lies_on_its_side(Turn turn) { return turn == Turn::kQuarter || turn == Turn::kThreeQuarters; }

Turn back(Turn turn) {
  return turn == Turn::kNone ? turn : static_cast<Turn>(360 - static_cast<int>(turn));
}

// How far the upright picture's next pixel is, where the panel's is one to the right.
std::ptrdiff_t step_of(Turn turn, std::ptrdiff_t stride) {
  switch (turn) {
    case Turn::kQuarter:
      return -stride;
    case Turn::kHalf:
      return -1;
    case Turn::kThreeQuarters:
      return stride;
    case Turn::kNone:
      break;
  }
  return 1;
}

}  // namespace

Rect turned(const Rect& part, Turn turn, Size panel) {
  switch (turn) {
    case Turn::kQuarter:
      return {panel.width - part.bottom(), part.x, part.height, part.width};
    case Turn::kHalf:
      return {panel.width - part.right(), panel.height - part.bottom(), part.width, part.height};
    case Turn::kThreeQuarters:
      return {part.y, panel.height - part.right(), part.height, part.width};
    case Turn::kNone:
      break;
  }
  return part;
}

void copy_turned(Pixels upright, const Rect& part, Turn turn, Pixels panel) {
  const Rect goal = turned(part, turn, panel.size);
  const std::ptrdiff_t step = step_of(turn, upright.stride);
  for (int top = goal.y; top < goal.bottom(); top += kBlock) {
    for (int left = goal.x; left < goal.right(); left += kBlock) {
      const int width = std::min(kBlock, goal.right() - left);
      for (int y = top; y < std::min(top + kBlock, goal.bottom()); ++y) {
        const Rect first = turned({left, y, 1, 1}, back(turn), upright.size);
        const Pixel* from = upright.row(first.y) + first.x;
        Pixel* to = panel.row(y) + left;
        for (int x = 0; x < width; ++x) to[x] = from[x * step];
      }
    }
  }
}

TurnedPanel::TurnedPanel(std::unique_ptr<Panel> panel, Turn turn)
    : panel_(std::move(panel)), turn_(turn), upright_(upright_size()) {}

Size TurnedPanel::upright_size() const {
  const Size size = panel_->pixels().size;
  return lies_on_its_side(turn_) ? Size{size.height, size.width} : size;
}

void TurnedPanel::present(const std::vector<Rect>& parts) {
  const Pixels pixels = panel_->pixels();
  std::vector<Rect> changed;
  changed.reserve(parts.size());
  for (const Rect& part : parts) {
    copy_turned(upright_.view(), part, turn_, pixels);
    changed.push_back(turned(part, turn_, pixels.size));
  }
  panel_->present(changed);
}

Panel::News TurnedPanel::pump() {
  const News news = panel_->pump();
  if (news.exposed && upright_.size != upright_size()) upright_ = Picture(upright_size());
  return news;
}

std::string TurnedPanel::description() const {
  return fmt::format("{}, turned by {} degrees", panel_->description(), static_cast<int>(turn_));
}

}  // namespace roomsign::render
