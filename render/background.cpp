#include "render/background.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace roomsign::render {
namespace {

constexpr unsigned kFull = 255;

// `scrim` of kFull parts are the ground's; so is what shows through where the image is transparent.
std::uint8_t mixed(unsigned premultiplied, unsigned alpha, unsigned ground, unsigned scrim) {
  const unsigned under = premultiplied + (ground * (kFull - alpha) + kFull / 2) / kFull;
  const unsigned sum = std::min(under, kFull) * (kFull - scrim) + ground * scrim;
  return static_cast<std::uint8_t>((sum + kFull / 2) / kFull);
}

Color mixed(std::uint32_t pixel, Color ground, unsigned scrim) {
  const unsigned alpha = pixel >> 24U;
  return {mixed(pixel >> 16U & 255U, alpha, ground.red, scrim),
          mixed(pixel >> 8U & 255U, alpha, ground.green, scrim),
          mixed(pixel & 255U, alpha, ground.blue, scrim)};
}

struct Extremes {
  Color darkest{255, 255, 255};
  Color brightest{0, 0, 0};
};

Extremes extremes(const Image& image, Color ground) {
  Extremes found;
  for (const std::uint32_t pixel : image.pixels()) {
    const Color color = mixed(pixel, ground, 0);
    for (const auto channel : {&Color::red, &Color::green, &Color::blue}) {
      found.darkest.*channel = std::min(found.darkest.*channel, color.*channel);
      found.brightest.*channel = std::max(found.brightest.*channel, color.*channel);
    }
  }
  return found;
}

std::uint32_t opaque(Color color) {
  return 0xFF000000U | std::uint32_t{color.red} << 16U | std::uint32_t{color.green} << 8U |
         color.blue;
}

Color between(Color a, Color b) {
  const auto middle = [](unsigned x, unsigned y) { return static_cast<std::uint8_t>((x + y) / 2); };
  return {middle(a.red, b.red), middle(a.green, b.green), middle(a.blue, b.blue)};
}

// Whether the theme can be read on everything between the two, which lie around its ground.
bool is_readable(Theme theme, const Extremes& under) {
  const auto reads = [&](Color ground) {
    theme.ground = ground;
    return contrast_faults(theme).empty();
  };
  return reads(under.darkest) && reads(under.brightest);
}

}  // namespace

void set_background(Theme& theme, const Image& image, double scrim) {
  theme.faint = theme.second;
  theme.rule = between(theme.ground, theme.second);
  const Extremes bare = extremes(image, theme.ground);
  auto parts = static_cast<unsigned>(std::lround(std::clamp(scrim, 0.0, 1.0) * kFull));
  const auto covered = [&](Color color) { return mixed(opaque(color), theme.ground, parts); };
  while (parts < kFull && !is_readable(theme, {covered(bare.darkest), covered(bare.brightest)})) {
    ++parts;
  }
  std::vector<std::uint32_t> pixels;
  pixels.reserve(image.pixels().size());
  for (const std::uint32_t pixel : image.pixels()) {
    pixels.push_back(opaque(mixed(pixel, theme.ground, parts)));
  }
  theme.background = std::make_shared<const Image>(image.size(), std::move(pixels));
}

}  // namespace roomsign::render
