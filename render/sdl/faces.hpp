// Faces: lines of text measured and drawn by SDL_ttf, each time anew (see Typesetter).
//
// A face is opened when first used and stays open, one for all sizes: setting the size costs
// microseconds, another TTF_Font a third of a megabyte. No window system and no SDL_Init is
// needed. One thread. Throws std::runtime_error where a font cannot be opened.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "render/canvas.hpp"

namespace roomsign::render {

// A line's coverage, without colour.
struct Run {
  int advance = 0;  // where the next run would begin
  // The box of ink: from `left` of the pen (negative: before it) and `top` above the baseline.
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> coverage;  // width * height, 255: full
};

class Faces {
 public:
  Faces();
  ~Faces();
  Faces(const Faces&) = delete;
  Faces& operator=(const Faces&) = delete;

  Metrics metrics(const Font& font);
  bool provides(char32_t character, Face face);  // or would draw a box

  // Clean UTF-8, neither empty nor long: SDL_ttf makes one surface of it.
  int advance(const std::string& text, const Font& font);
  void draw(const std::string& text, const Font& font, Run& run);  // all but the advance

 private:
  struct Open;
  Open& at(const Font& font);  // set to its size, until the next call

  std::array<std::unique_ptr<Open>, 5> open_;
};

// Clean UTF-8: whether a byte is another one of the code point before.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace roomsign::render
