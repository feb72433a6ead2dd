// Canvas: what a layout draws on. Text runs, rounded bars and pictures; nothing else.
//
// An interface, so that layouts can be tested as a list of calls (tests/support) and drawn by SDL
// (render/sdl). Coordinates are device pixels from the top left. One thread.
#pragma once

#include <string>
#include <string_view>

#include "render/geometry.hpp"
#include "render/han.hpp"
#include "render/image.hpp"

namespace roomsign::render {

// Cuts of the typeface; fonts/ says which file each is.
enum class Face { kDisplay, kBold, kSemiBold, kMedium, kRegular };

struct Font {
  Face face = Face::kRegular;
  int size = 16;               // em, pixels
  int tracking = 0;            // extra pixels after each character (labels in capitals)
  Han han = Han::kSimplified;  // the canvas's business, see write_han()
  bool operator==(const Font&) const = default;
};

struct Metrics {
  int ascent = 0;   // above the baseline, pixels, positive
  int descent = 0;  // below it, positive
  int cap_height = 0;
};

class Canvas {
 public:
  virtual ~Canvas() = default;

  virtual Size size() const = 0;
  virtual Metrics metrics(const Font& font) = 0;

  // Advance width of one line of clean text in pixels; 0 for an empty one. The line is given as it
  // is read: which of its letters run from right to left is the canvas's business, as are the fonts
  // for what the face has not. It runs as its first letter does (see bidi.hpp).
  virtual int measure(std::string_view text, const Font& font) = 0;

  // Every text from now on has its Chinese characters so, whatever its font says.
  virtual void write_han(Han) {}

  virtual void clear(Color color) = 0;
  virtual void fill(const Rect& rect, Color color, int radius = 0) = 0;

  // One line, with its left end at `x`, on `baseline`. Drawn over what is there.
  virtual void text(std::string_view text, int x, int baseline, const Font& font, Color color) = 0;

  // The image scaled to the box, through rounded corners: half of a square's side makes a circle.
  // `image` is not null; it is scaled once for as long as it is drawn in one size.
  virtual void picture(const ImagePtr& image, const Rect& box, int radius = 0) = 0;

  // The characters of the texts so far for which there is no font, each once: boxes stand for them.
  virtual std::u32string missing() const { return {}; }
};

}  // namespace roomsign::render
