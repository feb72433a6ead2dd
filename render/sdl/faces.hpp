// Faces: spans of text measured and drawn by SDL_ttf, each time anew (see Typesetter).
//
// A face is opened when first used, so what no text needs costs nothing. One serves all sizes:
// setting the size costs microseconds, another TTF_Font a third of a megabyte. The sign's own stay
// open, of the others the kMostFallbacks used last. No window system and no SDL_Init is needed. One
// thread. Throws std::runtime_error where one of the sign's own cannot be opened.
#pragma once

#include <array>
#include <list>
#include <memory>

#include "render/canvas.hpp"
#include "render/sdl/ink.hpp"
#include "render/sdl/spans.hpp"

namespace roomsign::render {

class Faces {
 public:
  Faces();
  ~Faces();
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  Metrics metrics(const Font& font);

  // Whether a row's font is installed and has a picture for a character.
  bool provides(char32_t character, Row row, Face face);

  // A span of clean UTF-8, not long: SDL_ttf makes one surface of it.
  int advance(const Span& span, const Font& font);
  void draw(const Span& span, const Font& font, Run& run);  // all but the advance

 private:
  static constexpr std::size_t kMostFallbacks = 16;

  struct Open;
  struct Fallen {
    Row row;
    bool heavy;
    std::unique_ptr<Open> open;  // null: not installed
  };

  Open& own(Face face);
  Open* fallback(Row row, Face face);  // null: not installed
  // Set up for the span at the font's size, until the next call.
  TTF_Font* at(const Span& span, const Font& font);

  std::array<std::unique_ptr<Open>, 5> own_;
  std::list<Fallen> fallbacks_;  // the latest used first
};

}  // namespace roomsign::render
