// Sheet: a canvas measured in u (1 % of its shorter side; more on bars), with a theme and a
// finding. What every layout draws with. Lengths given in u are rounded to pixels once, here; all
// sums after that are of whole pixels.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "render/canvas.hpp"
#include "render/layout.hpp"
#include "render/paragraph.hpp"
#include "render/theme.hpp"

namespace roomsign::render {

// The sizes of VISUAL's one scale, in u.
namespace type {
inline constexpr double kClock = 8;
inline constexpr double kHeroLargest = 9;
inline constexpr double kHeroSmallest = 5;
inline constexpr double kRoom = 5.2;
inline constexpr double kHeadline = 5.4;
inline constexpr double kName = 4.6;
inline constexpr double kTimes = 3.4;
inline constexpr double kList = 3;
inline constexpr double kLabel = 3;
inline constexpr double kSmall = 2.6;
inline constexpr double kFoot = 2.4;
inline constexpr double kTitleLeading = 1.12;
inline constexpr double kListLeading = 1.22;
}  // namespace type

enum class Align { kLeft, kCenter, kRight };

class Sheet {
 public:
  struct Shape {
    int side = 100;              // the shorter side in u
    bool right_to_left = false;  // the canvas is a Mirrored one
  };

  Sheet(Canvas& canvas, const Theme& theme, Drawn& drawn, Shape shape)
      : theme(theme), drawn(drawn), canvas_(canvas), shape_(shape) {}

  const Theme& theme;
  Drawn& drawn;

  Canvas& canvas() { return canvas_; }
  bool right_to_left() const { return shape_.right_to_left; }
  int px(double u) const;
  Rect page() const;  // inside the margins

  // The Display cut from 5u up, where a semi-bold one is asked for.
  Font font(Face face, double u) const;
  Font label_font(double u) const;                           // bold; for capitals, spaced
  std::vector<int> sizes(double from_u, double to_u) const;  // in steps of 0.2u, ascending

  int pitch(const Font& font, double leading) const;
  // The baseline that centres a font's line in a box of `height` at `top`.
  int baseline(const Font& font, int top, int height);

  // One line whose digits sit in equal cells, so that nothing moves when a minute passes. Where the
  // picture is mirrored, lines of more than a number are set as they come: their order is not that
  // of their letters.
  int measure_cells(std::string_view text, const Font& font);
  void text_cells(std::string_view text, int x, int baseline, const Font& font, Color color);
  // As cut_line; `width` holds it in cells.
  std::string cut_cells(std::string_view text, const Font& font, int width);

  void rule(int x, int y, int width);  // horizontal, a hair

  // A line through small letters of a text that is `width` wide.
  void strike(int x, int baseline, int width, const Font& font, Color color);
  int hair() const;

  // A line through each of the lines that were set from x, top on.
  void strike(const Fitted& text, int x, int top);

  // Lines set one below the other; a cut is noted in `drawn`. A text stands where the layout has it
  // whichever way it runs: a Hebrew title on an English sign begins its lines and ends its
  // sentences as Hebrew does (see bidi.hpp), but keeps the edge of what stands above and below it.
  // One edge is found by the eye from afar; a title that jumps to the other side of a wide panel is
  // not.
  void lines(const Fitted& text, std::string_view whole, const Rect& box, Color color,
             Align align = Align::kLeft);

 private:
  int digit_cell(const Font& font);
  std::vector<std::string_view> cell_runs(std::string_view text) const;

  struct Cell {
    Font font;
    int width;
  };

  Canvas& canvas_;
  Shape shape_;
  std::vector<Cell> cells_;  // digit cells measured so far
};

// Measured things, one below the other, drawn when their place is known.
class Stack {
 public:
  // `gap` lies above; there is none above the first.
  void add(int gap, int height, std::function<void(int top)> draw);
  bool empty() const { return items_.empty(); }
  int height() const { return height_; }
  void draw(int top) const;

 private:
  struct Item {
    int offset;
    std::function<void(int top)> draw;
  };
  std::vector<Item> items_;
  int height_ = 0;
};

// A label in spaced capitals, at most two lines.
void add_label(Sheet& sheet, Stack& stack, int gap, const std::string& text, double size_u,
               Color color, int x, int width, Align align = Align::kLeft);

}  // namespace roomsign::render
