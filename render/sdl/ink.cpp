#include "render/sdl/ink.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include <SDL_ttf.h>

#include "render/characters.hpp"
#include "render/sdl/surface.hpp"

namespace roomsign::render {
namespace {

int left_overhang(TTF_Font* font, char32_t letter) {
  int min_x = 0;
  TTF_GlyphMetrics32(font, letter, &min_x, nullptr, nullptr, nullptr, nullptr);
  return std::max(0, -min_x);
}

int surface_width(TTF_Font* font, const std::string& text) {
  int width = 0;
  int height = 0;
  return TTF_SizeUTF8(font, text.c_str(), &width, &height) == 0 ? width : 0;
}

// Text for SDL_ttf, which begins its surface where the ink does and does not say how far left of
// the pen that is. Of letters that stand one by one the first tells; elsewhere a blank before it
// takes all overhang in. So the pen is `pen` pixels from the surface's left edge.
struct Line {
  std::string text;
  int pen = 0;

  Line(TTF_Font* font, const Span& span) : text(span.text) {
    if (span.row == kOwn && !span.right_to_left) {
      pen = left_overhang(font, code_point_at(text, 0).value);
    } else {
      pen = surface_width(font, " ");
      text.insert(span.right_to_left ? text.size() : 0, " ");
    }
  }
};

// Where ink is on a surface. Empty: it is all blank.
Rect ink_of(const SDL_Surface& surface) {
  const auto* pixels = static_cast<const std::uint8_t*>(surface.pixels);
  int left = surface.w;
  int right = 0;
  int top = surface.h;
  int bottom = 0;
  for (int y = 0; y < surface.h; ++y) {
    const auto* row = pixels + static_cast<std::ptrdiff_t>(y) * surface.pitch;
    for (int x = 0; x < surface.w; ++x) {
      if (row[x] == 0) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      top = std::min(top, y);
      bottom = y + 1;
    }
  }
  return right == 0 ? Rect{} : Rect{left, top, right - left, bottom - top};
}

// How far the highest letter is above the font's ascent, as far as the metrics of letters tell.
int height_above(TTF_Font* font, std::string_view text) {
  int above = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) {
    int max_y = 0;
    TTF_GlyphMetrics32(font, code_point_at(text, at).value, nullptr, nullptr, nullptr, &max_y,
                       nullptr);
    above = std::max(above, max_y - TTF_FontAscent(font));
  }
  return above;
}

// SDL_ttf makes its surface higher than the font for ink above it or below, and does not say which.
int baseline_of(const SDL_Surface& surface, const Rect& ink, TTF_Font* font,
                std::string_view text) {
  const int excess = surface.h - TTF_FontHeight(font);
  const bool at_top = ink.y <= 1;
  const bool at_bottom = surface.h - ink.bottom() <= 1;
  int above = 0;
  if (excess > 0 && at_top) {
    above = at_bottom ? std::min(excess, height_above(font, text)) : excess;
  }
  return TTF_FontAscent(font) + above;
}

// Copies the box of ink out of SDL_ttf's surface, which has the pen at (pen, baseline).
void take_ink(const SDL_Surface& surface, const Rect& ink, int pen, int baseline, Run& run) {
  const auto* pixels = static_cast<const std::uint8_t*>(surface.pixels);
  run.left = ink.x - pen;
  run.top = baseline - ink.y;
  run.width = ink.width;
  run.height = ink.height;
  run.coverage.reserve(static_cast<std::size_t>(run.width) * static_cast<std::size_t>(run.height));
  for (int y = ink.y; y < ink.bottom(); ++y) {
    const auto* row = pixels + static_cast<std::ptrdiff_t>(y) * surface.pitch;
    run.coverage.insert(run.coverage.end(), row + ink.x, row + ink.right());
  }
}

// Adds `part`, its pen at x, to `whole`, which is large enough.
void add_ink(const Run& part, int x, Run& whole) {
  for (int y = 0; y < part.height; ++y) {
    const auto* from = part.coverage.data() + static_cast<std::ptrdiff_t>(y) * part.width;
    auto* to = whole.coverage.data() +
               static_cast<std::ptrdiff_t>(whole.top - part.top + y) * whole.width +
               (x + part.left - whole.left);
    std::transform(from, from + part.width, to, to,
                   [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
  }
}

// The one size in which NotoColorEmoji has its pictures, in pixels an em.
constexpr int kEmojiSize = 109;

int scaled(int pixels, int size) { return (pixels * size + kEmojiSize / 2) / kEmojiSize; }

}  // namespace

int width_of(TTF_Font* font, const Span& span) {
  const Line line(font, span);
  return std::max(0, surface_width(font, line.text) - line.pen);
}

void draw_plain(TTF_Font* font, const Span& span, Run& run) {
  const Line line(font, span);
  // 8 bits a pixel; with a palette from black to white the index is the coverage.
  const Surface surface(TTF_RenderUTF8_Shaded(
      font, line.text.c_str(), SDL_Color{255, 255, 255, 255}, SDL_Color{0, 0, 0, 255}));
  if (surface == nullptr) return;  // nothing to see: zero-width text
  const Rect ink = ink_of(*surface);
  if (ink.width == 0) return;  // blanks
  take_ink(*surface, ink, line.pen, baseline_of(*surface, ink, font, line.text), run);
}

// Kerning is kept: positions are the widths of what stands before, in a large font, since SDL_ttf
// tells widths in whole pixels and a blank of a small label is three of them.
std::vector<int> tracked_positions(TTF_Font* fine_font, const Span& span, int tracking) {
  std::vector<int> positions{0};
  for (std::size_t end = 0; end < span.text.size();) {
    end = character_end(span.text, end);
    const int fine_width = width_of(fine_font, {span.text.substr(0, end), span.row, false});
    positions.push_back((fine_width + kFine / 2) / kFine +
                        tracking * static_cast<int>(positions.size()));
  }
  return positions;
}

void draw_tracked(TTF_Font* font, const Span& span, const std::vector<int>& positions, Run& run) {
  std::vector<Run> letters;
  int right = 0;
  int bottom = 0;
  for (std::string_view rest = span.text; !rest.empty();) {
    const std::size_t bytes = character_end(rest, 0);
    Run& letter = letters.emplace_back();
    draw_plain(font, {std::string(rest.substr(0, bytes)), span.row, false}, letter);
    const int x = positions[letters.size() - 1];
    run.left = std::min(run.left, x + letter.left);
    run.top = std::max(run.top, letter.top);
    right = std::max(right, x + letter.left + letter.width);
    bottom = std::max(bottom, letter.height - letter.top);
    rest.remove_prefix(bytes);
  }
  run.width = right - run.left;
  run.height = run.top + bottom;
  run.coverage.resize(static_cast<std::size_t>(run.width) * static_cast<std::size_t>(run.height));
  for (std::size_t i = 0; i < letters.size(); ++i) add_ink(letters[i], positions[i], run);
}

int colored_width(TTF_Font* font, const Span& span, int size) {
  return scaled(surface_width(font, span.text), size);
}

void draw_colored(TTF_Font* font, const Span& span, int size, Run& run) {
  const Surface surface(TTF_RenderUTF8_Blended(font, span.text.c_str(), SDL_Color{0, 0, 0, 255}));
  if (surface == nullptr || surface->format->format != SDL_PIXELFORMAT_ARGB8888) return;
  run.width = std::max(1, scaled(surface->w, size));
  run.height = std::max(1, scaled(surface->h, size));
  run.top = scaled(TTF_FontAscent(font), size);
  const Image image = premultiplied(*surface);
  const Size box{run.width, run.height};
  run.picture = std::make_shared<const Image>(box, image.scaled(box).pixels());
}

}  // namespace roomsign::render
