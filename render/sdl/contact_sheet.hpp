// ContactSheet: many small pictures on one large one, each with a line of text above it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/sdl/picture.hpp"
#include "render/sdl/typesetter.hpp"
#include "render/theme.hpp"

namespace roomsign::render {

class ContactSheet {
 public:
  // `typesetter` must outlive the sheet.
  ContactSheet(Theme theme, Typesetter& typesetter)
      : theme_(std::move(theme)), typesetter_(typesetter) {}

  // Pictures of one size; each is kept at a third of it.
  void add(std::string label, const Picture& picture);

  // All of them in rows, in the order in which they came, under a title.
  Picture finish(std::string_view title);

 private:
  struct Tile {
    std::string label;
    Picture picture;
  };

  Theme theme_;
  Typesetter& typesetter_;
  std::vector<Tile> tiles_;
};

// The picture at a third of its size, every pixel the mean of nine.
Picture third(const Picture& picture);

}  // namespace roomsign::render
