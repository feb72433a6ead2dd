#include "render/sdl/fade.hpp"

#include <algorithm>

#include <SDL.h>

#include "render/sdl/blend.hpp"

namespace roomsign::render {
namespace {

constexpr std::uint64_t kFrame = 16;  // ms; a panel that waits for its own refresh paces itself

// The share of the target at a time, 0..255: slow at both ends.
unsigned target_weight(std::uint64_t elapsed) {
  if (elapsed >= kFadeLength) return 255;
  const double t = static_cast<double>(elapsed) / kFadeLength;
  return static_cast<unsigned>(255 * t * t * (3 - 2 * t));
}

const Pixel* target_row(const Picture& target, const Rect& part, int y) {
  return &target.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(target.size.width) +
                        static_cast<std::size_t>(part.x)];
}

// From a mixture with `from` parts of the target to one with `to`, in place.
void step(Pixels shown, const Picture& target, const Rect& part, unsigned from, unsigned to) {
  const unsigned weight = (to - from) * 255 / (255 - from);
  for (int y = part.y; y < part.bottom(); ++y) {
    mix_row(shown.row(y) + part.x, target_row(target, part, y),
            static_cast<std::size_t>(part.width), weight);
  }
}

void finish(Pixels shown, const Picture& target, const Rect& part) {
  for (int y = part.y; y < part.bottom(); ++y) {
    std::copy_n(target_row(target, part, y), part.width, shown.row(y) + part.x);
  }
}

}  // namespace

FadeTime real_fade_time() {
  return {[] { return SDL_GetTicks64(); },
          [](std::uint64_t milliseconds) { SDL_Delay(static_cast<Uint32>(milliseconds)); }};
}

void cross_fade(Panel& panel, const Picture& target, const std::vector<Rect>& parts,
                const FadeTime& time) {
  const std::uint64_t begin = time.milliseconds();
  std::uint64_t frame_began = begin;
  unsigned shown = 0;
  // The first frame is for one frame's length from now.
  for (unsigned due = target_weight(kFrame); due < 255;) {
    for (const Rect& part : parts) step(panel.pixels(), target, part, shown, due);
    panel.present(parts);
    shown = due;
    const std::uint64_t cost = time.milliseconds() - frame_began;
    if (cost * kFewestFadeFrames > kFadeLength) break;
    if (cost < kFrame) time.sleep(kFrame - cost);
    frame_began = time.milliseconds();
    due = std::max(shown, target_weight(frame_began - begin + kFrame));
  }
  for (const Rect& part : parts) finish(panel.pixels(), target, part);
  panel.present(parts);
}

}  // namespace roomsign::render
