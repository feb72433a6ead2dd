#include "render/sdl/contact_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "render/paragraph.hpp"
#include "render/sdl/pixel_canvas.hpp"

namespace roomsign::render {
namespace {

constexpr Size kPage{2040, 2885};  // at most: the last page ends below its pictures
constexpr int kGap = 30;
constexpr int kLongestSide = 640;  // of a picture on the page, about
constexpr Font kTitle{Face::kDisplay, 44, 0};
constexpr Font kTime{Face::kBold, 26, 0};
constexpr Font kWords{Face::kRegular, 24, 0};
constexpr int kTitleHeight = 100;
constexpr int kCaptionHeight = 76;

Pixel mean(const Picture& picture, int left, int top, int side) {
  std::array<unsigned, 3> sums{};
  for (int y = top; y < top + side; ++y) {
    for (int x = left; x < left + side; ++x) {
      const Pixel p = picture.at(x, y);
      for (unsigned i = 0; i < 3; ++i) sums[i] += (p >> (8U * i)) & 255U;
    }
  }
  const auto count = static_cast<unsigned>(side * side);
  Pixel pixel = 0xFF000000U;
  for (unsigned i = 0; i < 3; ++i) pixel |= ((sums[i] + count / 2) / count) << (8U * i);
  return pixel;
}

void paste(const Picture& picture, int left, int top, Pixels onto) {
  for (int y = 0; y < picture.size.height; ++y) {
    const auto* const row =
        &picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.size.width)];
    std::copy_n(row, picture.size.width, onto.row(top + y) + left);
  }
}

int factor_for(Size size) {
  const double longer = std::max(size.width, size.height);
  return std::max(1, static_cast<int>(std::lround(longer / kLongestSide)));
}

}  // namespace

Picture reduced(const Picture& picture, int factor) {
  Picture small({picture.size.width / factor, picture.size.height / factor});
  const Pixels to = small.view();
  for (int y = 0; y < small.size.height; ++y) {
    for (int x = 0; x < small.size.width; ++x) {
      to.row(y)[x] = mean(picture, factor * x, factor * y, factor);
    }
  }
  return small;
}

ContactSheet::ContactSheet(Theme theme, Typesetter& typesetter, Size picture, std::string title,
                           Take take)
    : theme_(std::move(theme)),
      typesetter_(typesetter),
      title_(std::move(title)),
      take_(std::move(take)),
      factor_(factor_for(picture)),
      tile_{picture.width / factor_, picture.height / factor_},
      columns_(std::max(1, (kPage.width - kGap) / (tile_.width + kGap))),
      rows_(std::max(1, (kPage.height - kTitleHeight) / (kCaptionHeight + tile_.height + kGap))) {
  typesetter_.use(theme_.typeface);
}

void ContactSheet::add(const Caption& caption, const Picture& picture) {
  if (on_page_ == 0) begin_page();
  PixelCanvas canvas(page_.view(), typesetter_);
  const int left = kGap + (on_page_ % columns_) * (tile_.width + kGap);
  const int top = kTitleHeight + (on_page_ / columns_) * (kCaptionHeight + tile_.height + kGap);
  canvas.text(caption.time, left, top + 24, kTime, theme_.text);
  canvas.text(cut_line(canvas, caption.words, kWords, tile_.width), left, top + 56, kWords,
              theme_.text);
  paste(reduced(picture, factor_), left, top + kCaptionHeight, page_.view());
  if (++on_page_ == columns_ * rows_) end_page();
}

int ContactSheet::finish() {
  if (on_page_ > 0) end_page();
  return pages_;
}

void ContactSheet::begin_page() {
  ++pages_;
  const int height = kTitleHeight + rows_ * (kCaptionHeight + tile_.height + kGap);
  page_ = Picture({std::max(kPage.width, 2 * kGap + tile_.width), height});
  PixelCanvas canvas(page_.view(), typesetter_);
  canvas.clear(theme_.rule);  // not the ground: the pictures' edges are to be seen
  const std::string number = std::to_string(pages_);
  const int number_left = page_.size.width - kGap - canvas.measure(number, kTitle);
  const int baseline = kTitleHeight - 40;
  canvas.text(cut_line(canvas, title_, kTitle, number_left - 2 * kGap), kGap, baseline, kTitle,
              theme_.text);
  canvas.text(number, number_left, baseline, kTitle, theme_.second);
}

void ContactSheet::end_page() {
  const int rows = (on_page_ + columns_ - 1) / columns_;
  page_.size.height = kTitleHeight + rows * (kCaptionHeight + tile_.height + kGap);
  page_.pixels.resize(static_cast<std::size_t>(page_.size.width) *
                      static_cast<std::size_t>(page_.size.height));
  take_(page_);
  on_page_ = 0;
}

}  // namespace roomsign::render
