// Ink: one span drawn with one open font of SDL_ttf, which is set to its size, script and
// direction.
#pragma once

#include <cstdint>
#include <vector>

#include <SDL_ttf.h>

#include "render/image.hpp"
#include "render/sdl/spans.hpp"

namespace roomsign::render {

// A span's coverage, without colour; or, of emoji, the picture.
struct Run {
  int advance = 0;  // where the next run would begin
  // The box of ink: from `left` of the pen (negative: before it) and `top` above the baseline.
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> coverage;  // width * height, 255: full
  ImagePtr picture;                    // width x height, instead of coverage
};

int width_of(TTF_Font* font, const Span& span);
void draw_plain(TTF_Font* font, const Span& span, Run& run);  // all but the advance, as the next

// Letters with `tracking` pixels behind each. Positions: where each begins, and last where the line
// ends; they are told by a font kFine times as large.
inline constexpr int kFine = 16;
std::vector<int> tracked_positions(TTF_Font* fine_font, const Span& span, int tracking);
void draw_tracked(TTF_Font* font, const Span& span, const std::vector<int>& positions, Run& run);

// Emoji, whose font has them in one size: scaled to `size` pixels an em.
int colored_width(TTF_Font* font, const Span& span, int size);
void draw_colored(TTF_Font* font, const Span& span, int size, Run& run);

}  // namespace roomsign::render
