// What a document is that is no schedule: said after no reader wanted it, or the one that did found
// nothing, so that a page with both a programme and a login form is still read.
//
// Says what it is and what to do, and repeats nothing of it but a page's title, the names of JSON
// members that are plain words and the first words of a text: answers of servers and portals hold
// keys and addresses.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"

namespace roomsign::formats {

// None: nothing is certain. Codes:
//   "empty-answer"    nothing, blanks, a byte order mark, "[]", "{}"
//   "login-page"      asks for a password, or is called so; "captive-portal": of this network
//   "error-page"      a page called "404 Not Found"; "error-answer": {"detail": "Not found."}
//   "wrong-document"  a PDF, an archive, a picture, a feed, the pointer to a large file
std::optional<Error> not_a_schedule(std::string_view bytes);

bool is_web_page(std::string_view bytes);
bool is_json(std::string_view bytes);  // an object or a list, from its first bytes

// For people: "an iCalendar", "JSON with the members a, b", "text that begins ...".
std::string looks_like(std::string_view bytes);

}  // namespace roomsign::formats
