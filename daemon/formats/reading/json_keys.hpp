// What JSON may be, told from its bytes without parsing them.
#pragma once

#include <string_view>

namespace roomsign::formats {

// Begins with a brace, a byte order mark and blanks left out.
bool looks_like_object(std::string_view bytes);

// Some object in it has this key: "key", blanks, a colon. The same words inside a text are no key:
// their quotation marks are escaped there.
bool names_key(std::string_view bytes, std::string_view key);

}  // namespace roomsign::formats
