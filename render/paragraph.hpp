// Paragraph: text broken into lines that fit a width, by the Unicode rules (UAX 14).
//
// Always as few lines as the width allows. Among those the breaks are chosen for the whole
// paragraph, not line by line: no one-word last line where another break avoids it. A word is
// broken (behind a hyphen, at a soft one, which is then seen, between syllables of a script that
// writes no blanks, else inside) only where it is too wide for a line of its own; text beyond
// `max_lines` ends in an ellipsis. Lines carry no blanks at their ends; an empty text has no lines.
// Widths in pixels.
//
// Text is broken as it is read, not as it is drawn; where the lines of a text run both ways, those
// that would run the other way than the whole begin with a mark of direction (see bidi.hpp).
//
//   "Advances in Machine Learning for Systems", kEven, where one line does not fit:
//     "Advances in Machine" / "Learning for Systems"
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render/canvas.hpp"

namespace roomsign::render {

enum class Balance {
  kEven,  // titles: lines of equal length
  kFull,  // running text and lists: full lines, the last as it comes
};

struct Paragraph {
  std::vector<std::string> lines;
  bool cut = false;         // the last line ends in an ellipsis
  bool forced = false;      // a word was broken inside
  bool within_run = false;  // broken between syllables where a script writes no blanks
  bool operator==(const Paragraph&) const = default;
};

Paragraph break_lines(Canvas& canvas, std::string_view text, const Font& font, int width,
                      int max_lines, Balance balance);

// One line: the text, or as much of it as fits with an ellipsis.
std::string cut_line(Canvas& canvas, std::string_view text, const Font& font, int width);

struct Fitted {
  Paragraph paragraph;
  Font font;
  int pitch = 0;  // from baseline to baseline
  int height() const { return pitch * static_cast<int>(paragraph.lines.size()); }
};

// The text at the largest of `sizes` (ascending, not empty) whose lines fit the box unbroken and
// uncut, where no size does with breaks between syllables; at the smallest as much as fits.
// `leading`: pitch in parts of the size.
Fitted fit_lines(Canvas& canvas, std::string_view text, Face face, std::span<const int> sizes,
                 double leading, Size box, int max_lines, Balance balance);

}  // namespace roomsign::render
