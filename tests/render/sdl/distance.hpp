// How far two pictures are from each other that were drawn by other libraries or fonts.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "render/sdl/picture.hpp"

namespace roomsign::test {

// Wide and flat: a letter that moved by some pixels within its line hardly counts.
inline constexpr render::Size kBlock{160, 16};

// The mean of each block of pixels, a channel after the other.
inline std::vector<double> block_means(const render::Picture& picture) {
  std::vector<double> means;
  for (int top = 0; top < picture.size.height; top += kBlock.height) {
    for (int left = 0; left < picture.size.width; left += kBlock.width) {
      const int bottom = std::min(top + kBlock.height, picture.size.height);
      const int right = std::min(left + kBlock.width, picture.size.width);
      for (const unsigned shift : {16U, 8U, 0U}) {
        double sum = 0;
        for (int y = top; y < bottom; ++y) {
          for (int x = left; x < right; ++x) sum += picture.at(x, y) >> shift & 255U;
        }
        means.push_back(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return means;
}

// The most that blocks differ, and what they differ on average, of 255. The same pictures with
// Inter 4.1 instead of 4.0: 12 and 0.9. Another picture: 85 and 9 at least.
struct Distance {
  double most = 0;
  double mean = 0;
  bool near() const { return most < 24 && mean < 2; }
};

// Of pictures of one size.
inline Distance distance(const render::Picture& picture, const render::Picture& golden) {
  const std::vector<double> a = block_means(picture);
  const std::vector<double> b = block_means(golden);
  Distance found;
  for (std::size_t i = 0; i < a.size(); ++i) {
    found.most = std::max(found.most, std::abs(a[i] - b[i]));
    found.mean += std::abs(a[i] - b[i]) / static_cast<double>(a.size());
  }
  return found;
}

}  // namespace roomsign::test
