// Faces: spans of text measured and drawn by SDL_ttf, each time anew (see Typesetter).
//
// A face is opened when first used, so what no text needs costs nothing. One serves all sizes:
// setting the size costs microseconds, another TTF_Font a third of a megabyte. The sign's own and
// the theme's stay open, of the others the kMostFallbacks used last. No window system and no
// SDL_Init is needed. One thread. Throws std::runtime_error where one of the sign's own cannot be
// opened.
//
// A theme's fonts are set in the size in which their capitals are as tall as Inter's, or smaller
// where their letters would reach farther up or down than a line has room for. So letters of
// several fonts stand well beside each other, and every line's metrics are Inter's: layouts need
// not know.
#pragma once

#include <array>
#include <list>
#include <map>
#include <memory>
#include <utility>

#include "render/canvas.hpp"
#include "render/sdl/ink.hpp"
#include "render/sdl/spans.hpp"
#include "render/typeface.hpp"

namespace roomsign::render {

class Faces {
 public:
  Faces();
  ~Faces();
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  // The theme's typeface from now on; null: there is none.
  void use(const TypefacePtr& typeface);

  // kTheme where it has a font for this face that can be opened, else kOwn.
  Row first(Face face) const;

  Metrics metrics(const Font& font);

  // Whether a row's font is installed and has a picture for a character.
  bool provides(char32_t character, Row row, Face face);

  // A span of clean UTF-8, not long: SDL_ttf makes one surface of it.
  int advance(const Span& span, const Font& font);
  void draw(const Span& span, const Font& font, Run& run);  // all but the advance

 private:
  static constexpr std::size_t kMostFallbacks = 16;

  struct Open;
  using OpenPtr = std::shared_ptr<Open>;
  struct Fallen {
    Row row;
    bool heavy;
    OpenPtr open;  // null: not installed
  };

  Open& own(Face face);
  const OpenPtr& theme(Face face) const;
  Open* fallback(Row row, Face face);  // null: not installed
  Open* font_of(Row row, Face face);   // null: there is none
  // Set up for the span at the font's size, until the next call.
  TTF_Font* at(const Span& span, const Font& font);

  std::array<OpenPtr, kFaces> own_;
  std::array<OpenPtr, kFaces> theme_;  // faces of one file share it; null: own_ draws the face
  std::list<Fallen> fallbacks_;        // the latest used first
  std::map<std::pair<Face, int>, Metrics> metrics_;  // by size, of those that were asked for
};

}  // namespace roomsign::render
