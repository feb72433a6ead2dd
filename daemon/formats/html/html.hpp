// HTML pages: as served, or as the source with front matter from which a generator builds them.
//
// Reads a table with a column of times, else schema.org data, else lists and other elements that
// hold a time, by general rules; nothing is keyed to one site. Where two of these contradict each
// other the one with more sessions is read, with a warning. Where the rules leave a doubt they keep
// the page's words as the title and say so in a warning that names the row. Times are read in
// Hints::zone, else in a zone that the page prints, else in the machine's. Errors: "too-large",
// "too-deep", "charset", "template", "truncated", "no-date", "login-page", "too-many-bad" and
// "no-sessions", each with the place.
#pragma once

#include <string_view>

#include "daemon/formats/format.hpp"

namespace roomsign::formats::html {

bool accepts_html(std::string_view bytes, const Hints& hints);
Result<Parsed> parse_html(std::string_view bytes, const Hints& hints);

}  // namespace roomsign::formats::html
