// ContactSheet: many small pictures in rows on pages of the shape of A4 upright, each under its
// caption. A page is handed over as soon as it is full, so a day of any length takes one page's
// memory.
#pragma once

#include <functional>
#include <string>

#include "render/picture.hpp"
#include "render/sdl/typesetter.hpp"
#include "render/theme.hpp"

namespace roomsign::render {

struct Caption {
  std::string time;
  std::string words;  // as much as fits
};

class ContactSheet {
 public:
  using Take = std::function<void(const Picture& page)>;

  // For pictures of one size. `title` stands above each page. `typesetter` must outlive the sheet.
  ContactSheet(Theme theme, Typesetter& typesetter, Size picture, std::string title, Take take);

  // Pictures of the size that was given, smaller by a whole factor.
  void add(const Caption& caption, const Picture& picture);

  // The last page, if there is anything on it. Returns how many pages there were.
  int finish();

 private:
  void begin_page();
  void end_page();

  Theme theme_;
  Typesetter& typesetter_;
  std::string title_;
  Take take_;
  int factor_;  // that pictures are reduced by
  Size tile_;
  int columns_;
  int rows_;  // of a full page
  Picture page_;
  int on_page_ = 0;
  int pages_ = 0;
};

// The picture at 1/factor of its size, every pixel the mean of factor x factor; what is left over
// at the right and below is dropped.
Picture reduced(const Picture& picture, int factor);

}  // namespace roomsign::render
