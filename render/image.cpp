#include "render/image.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace roomsign::render {
namespace {

// How much of each pixel of a long line makes up each pixel of a short one, or the other way round.
struct Axis {
  struct Tap {
    int index;
    std::uint64_t weight;
  };
  std::vector<Tap> taps;            // of the first pixel, of the second, ...
  std::vector<std::size_t> starts;  // where each begins, and the end
  std::uint64_t total = 0;          // of each pixel's weights
};

// Lengths are counted in units that both kinds of pixels are whole multiples of.
Axis shrinking(int from, int to) {
  Axis axis;
  axis.total = static_cast<std::uint64_t>(from);
  for (std::int64_t i = 0; i < to; ++i) {
    axis.starts.push_back(axis.taps.size());
    const std::int64_t begin = i * from;
    const std::int64_t end = begin + from;
    for (std::int64_t at = begin / to; at * to < end; ++at) {
      const auto common = std::min(end, (at + 1) * to) - std::max(begin, at * to);
      axis.taps.push_back({static_cast<int>(at), static_cast<std::uint64_t>(common)});
    }
  }
  axis.starts.push_back(axis.taps.size());
  return axis;
}

Axis growing(int from, int to) {
  Axis axis;
  axis.total = 2 * static_cast<std::uint64_t>(to);
  for (std::int64_t i = 0; i < to; ++i) {
    axis.starts.push_back(axis.taps.size());
    const std::int64_t middle = std::max<std::int64_t>((2 * i + 1) * from - to, 0);
    const int first = static_cast<int>(middle / (2 * to));
    const auto second = static_cast<std::uint64_t>(middle % (2 * to));
    axis.taps.push_back({first, axis.total - second});
    axis.taps.push_back({std::min(first + 1, from - 1), second});
  }
  axis.starts.push_back(axis.taps.size());
  return axis;
}

Axis axis_of(int from, int to) { return to <= from ? shrinking(from, to) : growing(from, to); }

// One channel of pixels in between, in 256ths, so that two roundings do not show.
using Line = std::vector<std::uint32_t>;  // four channels a pixel

void scale_row(const std::uint32_t* row, const Axis& axis, Line& line) {
  std::size_t out = 0;
  for (std::size_t i = 0; i + 1 < axis.starts.size(); ++i) {
    std::uint64_t sums[4] = {};
    for (std::size_t t = axis.starts[i]; t < axis.starts[i + 1]; ++t) {
      const auto [index, weight] = axis.taps[t];
      for (unsigned c = 0; c < 4; ++c) sums[c] += weight * (row[index] >> 8 * c & 255U);
    }
    for (const std::uint64_t sum : sums) {
      line[out++] = static_cast<std::uint32_t>((sum * 256 + axis.total / 2) / axis.total);
    }
  }
}

std::uint32_t packed(const std::uint64_t* sums, std::uint64_t total) {
  std::uint32_t pixel = 0;
  for (unsigned c = 0; c < 4; ++c) {
    const std::uint64_t value = (sums[c] + total * 128) / (total * 256);
    pixel |= static_cast<std::uint32_t>(value) << 8 * c;
  }
  return pixel;
}

std::vector<std::uint32_t> scale(const Image& image, Size to) {
  const Axis across = axis_of(image.size().width, to.width);
  const Axis down = axis_of(image.size().height, to.height);
  const std::size_t channels = 4 * static_cast<std::size_t>(to.width);
  Line line(channels);
  std::vector<std::uint64_t> sums(channels);
  std::vector<std::uint32_t> pixels;
  pixels.reserve(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height));
  int in_line = -1;  // which row that is
  for (std::size_t y = 0; y + 1 < down.starts.size(); ++y) {
    std::ranges::fill(sums, 0);
    for (std::size_t t = down.starts[y]; t < down.starts[y + 1]; ++t) {
      const auto [index, weight] = down.taps[t];
      if (std::exchange(in_line, index) != index) scale_row(image.row(index), across, line);
      for (std::size_t c = 0; c < channels; ++c) sums[c] += weight * line[c];
    }
    for (std::size_t c = 0; c < channels; c += 4) pixels.push_back(packed(&sums[c], down.total));
  }
  return pixels;
}

// value * part / whole, to nearest, at least 1.
int scaled_side(int value, int part, int whole) {
  const auto product = static_cast<std::int64_t>(value) * part;
  return static_cast<int>(std::max<std::int64_t>((product + whole / 2) / whole, 1));
}

bool is_wider(Size a, Size b) {  // by its shape
  return static_cast<std::int64_t>(a.width) * b.height >
         static_cast<std::int64_t>(b.width) * a.height;
}

Size of_width(Size image, int width) {
  return {width, scaled_side(image.height, width, image.width)};
}
Size of_height(Size image, int height) {
  return {scaled_side(image.width, height, image.height), height};
}

}  // namespace

Image::Image(Size size, std::vector<std::uint32_t> pixels)
    : size_(size), pixels_(std::move(pixels)) {
  assert(size.width > 0 && size.height > 0);
  assert(pixels_.size() ==
         static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
}

const Image& Image::scaled(Size size) const {
  if (size == size_) return *this;
  if (scaled_ == nullptr || scaled_->size() != size) {
    scaled_ = std::make_unique<const Image>(size, scale(*this, size));
  }
  return *scaled_;
}

Size fit_size(Size image, Size box) {
  return is_wider(image, box) ? of_width(image, box.width) : of_height(image, box.height);
}

Size cover_size(Size image, Size box) {
  return is_wider(image, box) ? of_height(image, box.height) : of_width(image, box.width);
}

Image upright(Image image, int orientation) {
  const auto is_one_of = [&](std::initializer_list<int> some) {
    return std::ranges::find(some, orientation) != some.end();
  };
  if (orientation == 1) return image;
  const bool lies = orientation >= 5;  // rows are columns
  const bool from_right = is_one_of({2, 3, 6, 7});
  const bool from_bottom = is_one_of({3, 4, 7, 8});
  Size size = image.size();
  if (lies) std::swap(size.width, size.height);
  std::vector<std::uint32_t> pixels;
  pixels.reserve(image.pixels().size());
  for (int y = 0; y < size.height; ++y) {
    const int down = from_bottom ? size.height - 1 - y : y;
    for (int x = 0; x < size.width; ++x) {
      const int across = from_right ? size.width - 1 - x : x;
      pixels.push_back(lies ? image.row(across)[down] : image.row(down)[across]);
    }
  }
  return {size, std::move(pixels)};
}

}  // namespace roomsign::render
