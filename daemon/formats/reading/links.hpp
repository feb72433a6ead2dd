// Which addresses of a foreign document may be kept, and so be printed and shown.
//
// Exports hold links that open more than a page: recordings, tickets, calendars with a key in the
// address. So this is an allow-list:
//   public_link("https://example.org/talk/17/")          kept
//   public_link("https://example.org/show.php?id=17")    kept: nothing but numbers is asked for
//   public_link("https://example.org/talk?token=c0ffee") ""
//   public_link("https://ada:pw@example.org/"), public_link("mailto:...")  ""
#pragma once

#include <string>
#include <string_view>

namespace roomsign::formats {

std::string public_link(std::string_view text);

}  // namespace roomsign::formats
