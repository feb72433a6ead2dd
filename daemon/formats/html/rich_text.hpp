// A table cell's words as lines, with their style: bold and italic tell a label from a name and a
// name from a title.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/formats/html/document.hpp"

namespace roomsign::formats::html {

// kSourceBreak marks a blank at which the author's line ended: no break to a browser, but in a cell
// that holds a name and a title the only hint at where one ends.
enum Style : std::uint8_t {
  kPlain = 0,
  kBold = 1,
  kItalic = 2,
  kLink = 4,
  kSourceBreak = 8,
  kStruck = 16
};

// One line: blanks are single, none at the ends. `style` has one entry a byte of `text`.
class Line {
 public:
  bool item = false;  // of a list

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::uint8_t style_at(std::size_t byte) const { return static_cast<std::uint8_t>(style_[byte]); }

  // Bytes at the beginning (or from `from` on) that all have `style`; blanks have any.
  std::size_t run(Style style, std::size_t from = 0) const;
  bool all(Style style) const { return !empty() && run(style) == text_.size(); }

  void append(std::string_view text, std::uint8_t style);
  void append(const Line& other);                     // behind a blank
  void erase(std::size_t begin, std::size_t length);  // and the blank that becomes double
  Line sub(std::size_t begin, std::size_t length = std::string::npos) const;  // trimmed

 private:
  void trim_ends();

  std::string text_;
  std::string style_;  // most are short
};

// The lines of a cell: broken at <br> and blocks; inside a list's item <br> is a blank. Empty lines
// are left out; each <li> is a line with `item`.
std::vector<Line> lines_of(const Node& cell);

// All lines, joined by `separator`.
std::string joined(const std::vector<Line>& lines, std::string_view separator = " ");

}  // namespace roomsign::formats::html
