#include "render/shrunk.hpp"

#include <algorithm>
#include <array>

namespace roomsign::render {
namespace {

using Sums = std::array<std::uint64_t, 3>;  // of red, green and blue, each by its weight

// Of a side of `from` pixels that becomes one of `to`: which are covered by the one at `index`, in
// parts of a pixel, of which each has `to`.
struct Covered {
  int begin = 0;  // in parts
  int end = 0;
  int to = 1;
  Covered(int index, int from, int all) : begin(index * from), end(begin + from), to(all) {}

  int first() const { return begin / to; }
  int last() const { return (end - 1) / to; }
  // How many parts of the pixel at `position` are within.
  std::uint64_t weight(int position) const {
    return static_cast<std::uint64_t>(std::min(end, (position + 1) * to) -
                                      std::max(begin, position * to));
  }
};

void add(Sums& sums, Pixel pixel, std::uint64_t weight) {
  sums[0] += weight * (pixel >> 16U & 255U);
  sums[1] += weight * (pixel >> 8U & 255U);
  sums[2] += weight * (pixel & 255U);
}

}  // namespace

Picture shrunk(const Picture& picture, int longest) {
  const Size from = picture.size;
  const int side = std::max(from.width, from.height);
  if (side <= longest) return picture;
  const auto small = [&](int length) { return std::max(1, (length * longest + side / 2) / side); };
  Picture copy(Size{small(from.width), small(from.height)});
  const std::uint64_t parts =
      static_cast<std::uint64_t>(from.width) * static_cast<unsigned>(from.height);
  for (int y = 0; y < copy.size.height; ++y) {
    const Covered rows(y, from.height, copy.size.height);
    for (int x = 0; x < copy.size.width; ++x) {
      const Covered columns(x, from.width, copy.size.width);
      Sums sums{};
      for (int row = rows.first(); row <= rows.last(); ++row) {
        for (int column = columns.first(); column <= columns.last(); ++column) {
          add(sums, picture.at(column, row), rows.weight(row) * columns.weight(column));
        }
      }
      const auto mean = [&](std::uint64_t sum) {
        return static_cast<std::uint8_t>((sum + parts / 2) / parts);
      };
      copy.view().row(y)[x] = pixel({mean(sums[0]), mean(sums[1]), mean(sums[2])});
    }
  }
  return copy;
}

}  // namespace roomsign::render
