// An HTML5 document as a small tree of our own: gumbo stays inside document.cpp.
//
// What no visitor sees (scripts, styles, templates, options of a select, navigation but for
// the labels of tabs, comments, hidden elements) is left out. Depth and cost are bounded before the
// parser runs, because an HTML5 parser needs quadratic time and memory for elements that are nested
// or left open by the thousand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/result.hpp"

namespace roomsign::formats::html {

struct Node {
  std::string tag;   // lower case; empty: text
  std::string text;  // of a text node
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Node> children;

  std::string_view attribute(std::string_view name) const;  // "" where there is none
  bool is(std::string_view name) const { return tag == name; }
};

// The contents of a <script type="application/ld+json">: data for machines beside the words.
struct DataScript {
  std::string text;
  std::size_t line = 0;  // of the page, where the script begins
};

// The tree's root (html) and the page's data scripts, in order.
struct Document : Node {
  std::vector<DataScript> data_scripts;
};

struct DocumentLimits {
  std::size_t bytes = 2U << 20U;
  std::size_t depth = 256;         // elements open at once
  std::size_t reopened = 500'000;  // formatting elements that the parser would open again
  std::size_t attributes = 256;    // of one element
};

// Errors: "too-large", "too-deep" (with the line).
Result<Document> parse_document(std::string_view html, const DocumentLimits& limits = {});

// Would the parser's time and memory stay in proportion? Cheap: one pass over the tags.
Result<void> check_nesting(std::string_view html, const DocumentLimits& limits = {});

// All text below `node`, blanks as they are.
std::string text_of(const Node& node);

}  // namespace roomsign::formats::html
