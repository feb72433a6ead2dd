// Character references in text that was written for a web page and came elsewhere.
#pragma once

#include <string>
#include <string_view>

namespace roomsign::formats {

// "Women&#8217;s lunch &#x2013; R&amp;D" with the characters that it names: by number, or by a name
// of the common ones. What is no reference stays. References are read once: "&amp;lt;" is "&lt;".
std::string without_entities(std::string_view text);

}  // namespace roomsign::formats
