// A page's bytes, made ready for the HTML parser: decoded to UTF-8, its front matter taken off, its
// template tags and Markdown dealt with.
//
// Pages come in two forms: as served, or as the source from which a generator (Jekyll, Hugo) builds
// them, which opens with "---" and lines of "key: value". What only the generator can fill in, a
// table made by a loop, is refused: the built page has it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/result.hpp"

namespace roomsign::formats::html {

struct Source {
  std::string html;                                               // UTF-8
  std::vector<std::pair<std::string, std::string>> front_matter;  // flat keys, in their order
  bool has_front_matter = false;
  std::vector<std::string> warnings;

  std::string_view field(std::string_view key) const;  // "" where there is none
};

// Errors: "charset" (one that we cannot decode), "template" (line and tag), "truncated" (the page
// ends inside a table).
Result<Source> read_source(std::string_view bytes, std::string_view content_type);

// UTF-8 from a byte order mark, the served charset, the page's own, or by looking; windows-1252 is
// what old pages mean by Latin-1. Bytes that do not fit are replaced, with a warning that names the
// line.
Result<std::string> decode(std::string_view bytes, std::string_view content_type,
                           std::vector<std::string>& warnings);

// Does the page end inside an element that its author must close (a list, a div), without the end
// of its body? Then it was cut while it was sent, and with it perhaps the afternoon.
bool is_cut_short(std::string_view html);

// Headings, pipe tables and lists of Markdown as HTML, with the emphasis and links inside them;
// every other line stays as it is, and each where it was, so that messages name the author's lines.
std::string with_markdown_as_html(std::string_view text);

}  // namespace roomsign::formats::html
