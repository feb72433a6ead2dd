#include "render/sdl/pixel_canvas.hpp"

#include <algorithm>
#include <cmath>

#include "render/sdl/blend.hpp"

namespace roomsign::render {
namespace {

// How much of the pixel (x, y) of a width x height box with round corners is covered, 0..255.
unsigned corner_coverage(int x, int y, const Rect& box, double radius) {
  const double px = std::min(x + 0.5, box.width - x - 0.5);  // into the top left corner
  const double py = std::min(y + 0.5, box.height - y - 0.5);
  if (px >= radius || py >= radius) return 255;
  const double outside = std::hypot(radius - px, radius - py) - radius;
  return static_cast<unsigned>(std::lround(255 * std::clamp(0.5 - outside, 0.0, 1.0)));
}

}  // namespace

PixelCanvas::PixelCanvas(Pixels pixels, Typesetter& typesetter)
    : TypesetCanvas(typesetter),
      pixels_(pixels),
      clip_{0, 0, pixels.size.width, pixels.size.height} {}

void PixelCanvas::clip(const Rect& part) {
  clip_ = common(part, {0, 0, pixels_.size.width, pixels_.size.height});
}

void PixelCanvas::clear(Color color) { fill(clip_, color); }

void PixelCanvas::fill(const Rect& rect, Color color, int radius) {
  radius = std::clamp(radius, 0, std::max(0, std::min(rect.width, rect.height) / 2));
  const int left = std::max(rect.x, clip_.x);
  const int right = std::min(rect.right(), clip_.right());
  const int bottom = std::min(rect.bottom(), clip_.bottom());
  if (left >= right) return;
  for (int y = std::max(rect.y, clip_.y); y < bottom; ++y) {
    Pixel* row = pixels_.row(y);
    const int in_box = y - rect.y;
    // Between the corners, if it has any, the row is covered.
    const int corner = in_box >= radius && in_box < rect.height - radius ? 0 : radius;
    const int begin = std::clamp(rect.x + corner, left, right);
    const int end = std::clamp(rect.right() - corner, begin, right);
    const auto round = [&](int from, int to) {
      for (int x = from; x < to; ++x) {
        row[x] = mix(row[x], pixel(color), corner_coverage(x - rect.x, in_box, rect, radius));
      }
    };
    round(left, begin);
    std::fill(row + begin, row + end, pixel(color));
    round(end, right);
  }
}

void PixelCanvas::picture(const ImagePtr& image, const Rect& box, int radius) {
  if (box.width <= 0 || box.height <= 0) return;
  const Image& scaled = image->scaled({box.width, box.height});
  const int left = std::max(box.x, clip_.x);
  const int right = std::min(box.right(), clip_.right());
  const int bottom = std::min(box.bottom(), clip_.bottom());
  radius = std::clamp(radius, 0, std::min(box.width, box.height) / 2);
  for (int y = std::max(box.y, clip_.y); y < bottom; ++y) {
    Pixel* to = pixels_.row(y);
    const int in_box = y - box.y;
    const std::uint32_t* from = scaled.row(in_box);
    const bool straight = in_box >= radius && in_box < box.height - radius;
    for (int x = left; x < right; ++x) {
      const unsigned weight = straight ? 255 : corner_coverage(x - box.x, in_box, box, radius);
      to[x] = lay_over(to[x], from[x - box.x], weight);
    }
  }
}

void PixelCanvas::set(std::string_view text, int x, int baseline, const Font& font, Color color) {
  typesetter().lay(text, font, x, clip_.right(),
                   [&](const Run& run, int pen) { blend(run, pen, baseline, color); });
}

void PixelCanvas::blend(const Run& run, int x, int baseline, Color color) {
  const int left = x + run.left;
  const int top = baseline - run.top;
  const int first = std::max(0, clip_.x - left);
  const int last = std::min(run.width, clip_.right() - left);
  const int end = std::min(run.height, clip_.bottom() - top);
  for (int y = std::max(0, clip_.y - top); y < end; ++y) {
    Pixel* row = pixels_.row(top + y) + left;
    if (run.picture) {
      const std::uint32_t* from = run.picture->row(y);
      for (int i = first; i < last; ++i) row[i] = lay_over(row[i], from[i]);
      continue;
    }
    const auto* coverage = run.coverage.data() + static_cast<std::ptrdiff_t>(y) * run.width;
    for (int i = first; i < last; ++i) {
      if (coverage[i] != 0) row[i] = mix(row[i], pixel(color), coverage[i]);
    }
  }
}

}  // namespace roomsign::render
