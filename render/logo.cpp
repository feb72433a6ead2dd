#include "render/logo.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

namespace roomsign::render {
namespace {

constexpr double kGraphics = 3.0;  // WCAG 1.4.11
constexpr double kEnough = 0.25;   // of what is drawn
constexpr double kSame = 1.3;      // two colours with less than that look alike
constexpr int kSamples = 200;      // across and down

// A premultiplied pixel over a colour.
Color over(std::uint32_t pixel, Color ground) {
  const unsigned through = 255U - (pixel >> 24U);
  const auto channel = [&](unsigned shift, unsigned under) {
    return static_cast<std::uint8_t>(
        std::min((pixel >> shift & 255U) + (under * through + 127U) / 255U, 255U));
  };
  return {channel(16, ground.red), channel(8, ground.green), channel(0, ground.blue)};
}

bool is_opaque(std::uint32_t pixel) { return pixel >> 24U >= 128U; }

// What the logo stands on: the ground, or the background's mean colour.
Color under_logo(const Theme& theme) {
  if (theme.background == nullptr) return theme.ground;
  std::uint64_t sums[3] = {};
  for (const std::uint32_t pixel : theme.background->pixels()) {
    for (unsigned i = 0; i < 3; ++i) sums[i] += pixel >> 8 * i & 255U;
  }
  const auto mean = [&](unsigned i) {
    return static_cast<std::uint8_t>(sums[i] / theme.background->pixels().size());
  };
  return {mean(2), mean(1), mean(0)};
}

// Whether all four corners are opaque and look like the ground.
bool is_boxed(const Image& image, Color ground) {
  const Size size = image.size();
  const auto alike = [&](int x, int y) {
    const std::uint32_t pixel = image.row(y)[x];
    return is_opaque(pixel) && contrast(over(pixel, ground), ground) < kSame;
  };
  return alike(0, 0) && alike(size.width - 1, 0) && alike(0, size.height - 1) &&
         alike(size.width - 1, size.height - 1);
}

// With the ground, of the pixels that are drawn; of a large picture, of some tens of thousands.
std::vector<double> contrasts(const Image& image, Color ground) {
  const Size size = image.size();
  const int step = std::max({1, size.width / kSamples, size.height / kSamples});
  const bool boxed = is_boxed(image, ground);
  std::vector<double> found;
  for (int y = step / 2; y < size.height; y += step) {
    for (int x = step / 2; x < size.width; x += step) {
      const std::uint32_t pixel = image.row(y)[x];
      if (!is_opaque(pixel)) continue;
      const double ratio = contrast(over(pixel, ground), ground);
      if (!boxed || ratio >= kSame) found.push_back(ratio);
    }
  }
  return found;
}

}  // namespace

std::string logo_fault(const Theme& theme) {
  const Color ground = under_logo(theme);
  std::vector<double> found = contrasts(*theme.logo, ground);
  if (found.empty()) return "nothing of it differs from the ground: it cannot be seen";
  const auto seen = std::ranges::count_if(found, [](double ratio) { return ratio >= kGraphics; });
  const double share = static_cast<double>(seen) / static_cast<double>(found.size());
  if (share >= kEnough) return {};
  const auto middle = found.begin() + static_cast<std::ptrdiff_t>(found.size() / 2);
  std::ranges::nth_element(found, middle);
  const bool dark = contrast(ground, {255, 255, 255}) > contrast(ground, {0, 0, 0});
  return fmt::format(
      "only {:.0f} % of it has a contrast of {:g}:1 or more with the ground (#{:02x}{:02x}{:02x}), "
      "{:.0f} % should; half of it has {:.1f}:1 at most. Use its version for {} grounds",
      std::floor(share * 100), kGraphics, ground.red, ground.green, ground.blue, kEnough * 100,
      std::ceil(*middle * 10) / 10, dark ? "dark" : "light");
}

}  // namespace roomsign::render
