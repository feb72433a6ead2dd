// Mirrored: a canvas seen in a mirror, for languages that are read from the right. Layouts place
// everything as for a language read from the left; here it comes to lie on the other side. Lines of
// text and pictures keep their inside: what is mirrored is where they stand.
#pragma once

#include "render/canvas.hpp"

namespace roomsign::render {

class Mirrored : public Canvas {
 public:
  // `canvas` must outlive it.
  explicit Mirrored(Canvas& canvas) : canvas_(canvas) {}

  Size size() const override { return canvas_.size(); }
  Metrics metrics(const Font& font) override { return canvas_.metrics(font); }
  int measure(std::string_view text, const Font& font) override {
    return canvas_.measure(text, font);
  }
  void write_han(Han han) override { canvas_.write_han(han); }
  void clear(Color color) override { canvas_.clear(color); }
  void fill(const Rect& rect, Color color, int radius) override {
    canvas_.fill({size().width - rect.right(), rect.y, rect.width, rect.height}, color, radius);
  }
  void text(std::string_view text, int x, int baseline, const Font& font, Color color) override {
    canvas_.text(text, size().width - x - measure(text, font), baseline, font, color);
  }
  void picture(const ImagePtr& image, const Rect& box, int radius) override {
    canvas_.picture(image, {size().width - box.right(), box.y, box.width, box.height}, radius);
  }
  std::u32string missing() const override { return canvas_.missing(); }

 private:
  Canvas& canvas_;
};

}  // namespace roomsign::render
