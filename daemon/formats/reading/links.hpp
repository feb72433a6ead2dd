// Which addresses of a foreign document may be kept, and so be printed and shown.
//
// Exports hold links that open more than a page: recordings, tickets, calendars with a key in the
// address. So these are allow-lists:
//   public_link("https://example.org/talk/17/")          kept
//   public_link("https://example.org/show.php?id=17")    kept: nothing but numbers is asked for
//   public_link("https://example.org/talk?token=c0ffee") ""
//   public_link("https://ada:pw@example.org/"), public_link("mailto:...")  ""
#pragma once

#include <string>
#include <string_view>

namespace roomsign::formats {

std::string public_link(std::string_view text);

// The address of a speaker's photograph, which may be a relative one:
//   "https://example.org/ada.jpg?v=2", "/media/ada.jpg", "//cdn.example.org/ada.jpg?w=400&fit=crop"
// The query is numbers, or says the size and kind of the picture; Sessionize's names the file by
// one. "" for all else, so also for signed addresses, which are others with every export, and for
// those made of the hash of an e-mail address, as with Gravatar: who asks there tells a stranger
// of the event's people.
std::string photo_link(std::string_view text);

// `relative` where the document has a base, as an address that a browser would ask; both are
// public_link()s or photo_link()s, either may be empty.
std::string based_link(std::string_view base, std::string_view relative);

}  // namespace roomsign::formats
