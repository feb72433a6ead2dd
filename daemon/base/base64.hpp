// Base64 (RFC 4648, with padding), for bytes that stand in texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace roomsign {

std::string to_base64(std::string_view bytes);

// None: it is no base64. Each sequence of bytes has one way of being written, so that no two texts
// mean the same.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace roomsign
