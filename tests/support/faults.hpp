// What no picture of a sign may have: text outside of the margins, or upon other text or a line.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "render/geometry.hpp"
#include "render/theme.hpp"
#include "tests/support/recording_canvas.hpp"

namespace roomsign::test {

// Of every kind: lying and standing, small and large, bars.
inline const std::vector<render::Size> kPanels = {
    {1920, 1080}, {1080, 1920}, {800, 480},  {3840, 2160}, {1024, 768}, {480, 800},
    {1920, 540},  {640, 360},   {1920, 360}, {3840, 600},  {540, 1920}};

inline bool meet(const render::Rect& a, const render::Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

inline bool holds(const render::Rect& outer, const render::Rect& inner) {
  return outer.x <= inner.x && outer.y <= inner.y && inner.right() <= outer.right() &&
         inner.bottom() <= outer.bottom();
}

// What is wrong with a picture that was drawn in this theme; empty if nothing.
inline std::string faults(const RecordingCanvas& canvas, const render::Theme& theme) {
  const render::Size size = canvas.size();
  const int u = std::min(size.width, size.height);
  // Lengths are rounded to pixels one by one, so a pixel more than the margin's may be missing.
  const int side = u * 6 / 100 - 1;
  const int end = u * 5 / 100 - 1;
  const render::Rect page = {side, end, size.width - 2 * side, size.height - 2 * end};
  const auto inside = [&](const render::Rect& rect) {
    return rect.x >= page.x && rect.right() <= page.right() && rect.y >= page.y &&
           rect.bottom() <= page.bottom();
  };
  // Bands go from edge to edge; what is on them keeps the margins at the sides.
  const auto is_band = [&](const render::Rect& rect) {
    return rect.x == 0 && rect.width == size.width;
  };
  const auto in_place = [&](const render::Rect& rect) {
    return inside(rect) || std::ranges::any_of(canvas.fills, [&](const auto& fill) {
             return is_band(fill.rect) && holds(fill.rect, rect) && rect.x >= page.x &&
                    rect.right() <= page.right();
           });
  };
  std::string found;
  for (std::size_t i = 0; i < canvas.texts.size(); ++i) {
    const DrawnText& text = canvas.texts[i];
    if (!in_place(text.ink)) found += "leaves the page: " + text.text + "\n";
    for (std::size_t j = 0; j < i; ++j) {
      if (!meet(text.ink, canvas.texts[j].ink)) continue;
      found += "overlap: " + canvas.texts[j].text + " | " + text.text + "\n";
    }
    for (const auto& fill : canvas.fills) {
      // All but the line through a struck title, and what a text stands upon.
      const bool line = fill.color == theme.rule || fill.color == theme.accent || fill.radius > 0;
      if (line && meet(fill.rect, text.ink) && !holds(fill.rect, text.ink))
        found += "a line crosses: " + text.text + "\n";
    }
  }
  for (const auto& fill : canvas.fills) {
    if (!is_band(fill.rect) && !in_place(fill.rect)) found += "a shape leaves the page\n";
  }
  return found;
}

}  // namespace roomsign::test
