// Announcements, along the bottom from edge to edge: a sign, the text, a QR code where there is
// one.
#pragma once

#include <optional>
#include <vector>

#include "render/layouts/sheet.hpp"
#include "render/qr.hpp"

namespace roomsign::render {

// Bands that take turns, a page each. All are as high as the highest of them, so that nothing else
// moves when they turn.
class Bands {
 public:
  // `bands` must outlive it.
  Bands(Sheet& sheet, const std::vector<Band>& bands);

  int height() const { return height_; }  // 0: there are none
  void draw(long page) const;

 private:
  struct Measured {
    const Band* band;
    std::optional<QrCode> code;
    int side;   // of the code with its quiet zone; 0: there is none
    int width;  // of the text's box
    Fitted text;
  };
  void draw_sign(const Band& band, int x, int middle, Color color, Color ground) const;

  Sheet& sheet_;
  std::vector<Measured> bands_;
  int height_ = 0;
};

}  // namespace roomsign::render
