#include "render/sdl/contact_sheet.hpp"

#include <algorithm>
#include <utility>

#include "render/sdl/pixel_canvas.hpp"

namespace roomsign::render {
namespace {

constexpr int kSheetWidth = 2040;  // about; as many columns as fit
constexpr int kGap = 28;
constexpr Font kTitle{Face::kDisplay, 44, 0};
constexpr Font kLabel{Face::kMedium, 24, 0};
constexpr int kTitleHeight = 96;
constexpr int kLabelHeight = 40;

Pixel mean_of_nine(const Picture& picture, int left, int top) {
  unsigned red = 0;
  unsigned green = 0;
  unsigned blue = 0;
  for (int y = top; y < top + 3; ++y) {
    for (int x = left; x < left + 3; ++x) {
      const Pixel p = picture.at(x, y);
      red += (p >> 16U) & 255U;
      green += (p >> 8U) & 255U;
      blue += p & 255U;
    }
  }
  return 0xFF000000U | ((red + 4) / 9) << 16U | ((green + 4) / 9) << 8U | (blue + 4) / 9;
}

void paste(const Picture& picture, int left, int top, Pixels onto) {
  for (int y = 0; y < picture.size.height; ++y) {
    const auto* const row =
        &picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.size.width)];
    std::copy_n(row, picture.size.width, onto.row(top + y) + left);
  }
}

}  // namespace

Picture third(const Picture& picture) {
  Picture small({picture.size.width / 3, picture.size.height / 3});
  const Pixels to = small.view();
  for (int y = 0; y < small.size.height; ++y) {
    for (int x = 0; x < small.size.width; ++x) to.row(y)[x] = mean_of_nine(picture, 3 * x, 3 * y);
  }
  return small;
}

void ContactSheet::add(std::string label, const Picture& picture) {
  tiles_.push_back({std::move(label), third(picture)});
}

Picture ContactSheet::finish(std::string_view title) {
  const Size tile = tiles_.empty() ? Size{640, 360} : tiles_.front().picture.size;
  const int columns = std::max(1, (kSheetWidth - kGap) / (tile.width + kGap));
  const int rows = (static_cast<int>(tiles_.size()) + columns - 1) / columns;
  const int step = kLabelHeight + tile.height + kGap;
  Picture sheet({kGap + columns * (tile.width + kGap), kTitleHeight + rows * step});
  PixelCanvas canvas(sheet.view(), typesetter_);
  canvas.clear(theme_.rule);  // not the ground: the tiles' edges are to be seen
  canvas.text(title, kGap, kTitleHeight - 34, kTitle, theme_.text);
  for (int i = 0; i < static_cast<int>(tiles_.size()); ++i) {
    const auto& [label, picture] = tiles_[static_cast<std::size_t>(i)];
    const int left = kGap + (i % columns) * (tile.width + kGap);
    const int top = kTitleHeight + (i / columns) * step + kLabelHeight;
    canvas.text(label, left, top - 12, kLabel, theme_.text);
    paste(picture, left, top, sheet.view());
  }
  return sheet;
}

}  // namespace roomsign::render
