// A page in reading order: headings, paragraphs, tables. What a table means often stands above it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "daemon/formats/html/document.hpp"

namespace roomsign::formats::html {

struct Block {
  enum class Kind { kHeading, kText, kTable };
  Kind kind = Kind::kText;
  std::size_t level = 0;           // of a heading, 1 to 6
  std::string text;                // one line; of a table: its caption
  const Node* table = nullptr;     // owned by the document
  std::vector<std::string> lines;  // of `text`, as <br> parts them; of a table: none
};

struct Page {
  std::string title;        // <title>
  std::string description;  // meta description, else og:description
  std::vector<Block> blocks;
  bool has_password_field = false;
};

// `document` must outlive the result. Tables inside another table's cell are blocks of their own
// too, behind the outer one.
Page read_page(const Node& document);

}  // namespace roomsign::formats::html
