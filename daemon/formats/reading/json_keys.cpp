#include "daemon/formats/reading/json_keys.hpp"

#include <string>

#include "daemon/base/text.hpp"

namespace roomsign::formats {

bool looks_like_object(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return trim(bytes).starts_with('{');
}

bool names_key(std::string_view bytes, std::string_view key) {
  const std::string quoted = '"' + std::string(key) + '"';
  for (auto at = bytes.find(quoted); at != std::string_view::npos;) {
    const auto behind = bytes.find_first_not_of(" \t\r\n", at + quoted.size());
    if (behind != std::string_view::npos && bytes[behind] == ':') return true;
    at = bytes.find(quoted, at + quoted.size());
  }
  return false;
}

}  // namespace roomsign::formats
