// DrawList: a picture as the list of calls that make it, so that two pictures can be compared by
// what differs and only that is drawn anew.
//
// Where a minute has passed, two lists differ in a digit of the clock: a few thousand pixels are
// drawn instead of two million. Replaying the changed parts over the picture before gives exactly
// the bytes of drawing everything.
#pragma once

#include <string>
#include <vector>

#include "render/sdl/pixel_canvas.hpp"
#include "render/sdl/typeset_canvas.hpp"

namespace roomsign::render {

class DrawList : public TypesetCanvas {
 public:
  // The typesetter must outlive the list.
  DrawList(Size size, Typesetter& typesetter) : TypesetCanvas(typesetter), size_(size) {}

  Size size() const override { return size_; }
  void clear(Color color) override;
  void fill(const Rect& rect, Color color, int radius = 0) override;
  void set(std::string_view text, int x, int baseline, const Font& font, Color color) override;
  void picture(const ImagePtr& image, const Rect& box, int radius = 0) override;

  // Draws what lies in `part` of the canvas, and nothing outside of it; all calls but clear() are
  // moved by `offset`.
  void replay(PixelCanvas& canvas, const Rect& part, Offset offset = {}) const;

  // Disjoint rectangles, a few at most, outside of which both lists draw the same.
  friend std::vector<Rect> changed_parts(const DrawList& before, const DrawList& after);

 private:
  enum class Kind { kClear, kFill, kText, kPicture };
  struct Call {
    Kind kind = Kind::kClear;
    Rect box;  // everything it touches, within the picture
    Color color;
    Rect rect;       // kFill, kPicture
    int radius = 0;  // kFill, kPicture
    ImagePtr image;  // kPicture
    std::string text;
    int x = 0;
    int baseline = 0;
    Font font;
    bool operator==(const Call&) const = default;
  };

  Call& add_call(Kind kind, const Rect& box, Color color);

  Size size_;
  std::vector<Call> calls_;
};

std::vector<Rect> changed_parts(const DrawList& before, const DrawList& after);

}  // namespace roomsign::render
