// PixelCanvas: a Canvas that draws into pixels, in software. The same calls give the same bytes.
//
// Edges are anti-aliased by coverage. Whatever lies outside the pixels is cut off, and a text's
// length is bounded before it reaches the font library.
#pragma once

#include "render/picture.hpp"
#include "render/sdl/typeset_canvas.hpp"

namespace roomsign::render {

class PixelCanvas : public TypesetCanvas {
 public:
  // Both must outlive the canvas.
  PixelCanvas(Pixels pixels, Typesetter& typesetter);

  void clip(const Rect& part);  // from now on nothing outside of it is touched

  Size size() const override { return pixels_.size; }
  void clear(Color color) override;
  void fill(const Rect& rect, Color color, int radius = 0) override;
  void set(std::string_view text, int x, int baseline, const Font& font, Color color) override;
  void picture(const ImagePtr& image, const Rect& box, int radius = 0) override;

 private:
  void blend(const Run& run, int x, int baseline, Color color);

  Pixels pixels_;
  Rect clip_;
};

}  // namespace roomsign::render
