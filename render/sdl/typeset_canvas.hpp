// TypesetCanvas: what is the same for every Canvas whose text a Typesetter sets.
#pragma once

#include <string>
#include <string_view>

#include "render/sdl/typesetter.hpp"

namespace roomsign::render {

class TypesetCanvas : public Canvas {
 public:
  Metrics metrics(const Font& font) override { return typesetter_.metrics(font); }
  int measure(std::string_view text, const Font& font) override {
    return typesetter_.measure(text, written(font));
  }
  void write_han(Han han) override { han_ = han; }
  void text(std::string_view text, int x, int baseline, const Font& font, Color color) override {
    const Font written_font = written(font);
    typesetter_.add_missing(text, written_font, missing_);
    set(text, x, baseline, written_font, color);
  }
  std::u32string missing() const override { return missing_; }

  // text() for a font that says itself how Chinese characters are written; missing() stays.
  virtual void set(std::string_view text, int x, int baseline, const Font& font, Color color) = 0;

 protected:
  // The typesetter must outlive the canvas.
  explicit TypesetCanvas(Typesetter& typesetter) : typesetter_(typesetter) {}

  Typesetter& typesetter() { return typesetter_; }

 private:
  Font written(Font font) const {
    font.han = han_;
    return font;
  }

  Typesetter& typesetter_;
  Han han_ = Han::kSimplified;
  std::u32string missing_;
};

}  // namespace roomsign::render
