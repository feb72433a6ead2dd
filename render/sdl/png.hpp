// Pictures as PNG files (8-bit RGB) and back. The same picture gives the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "render/picture.hpp"

namespace roomsign::render {

// A whole PNG file. Throws std::runtime_error if libpng gives up (no memory).
std::string encode_png(const Picture& picture);

// Any PNG; transparency is laid on black. Throws std::runtime_error where it is broken.
Picture decode_png(std::string_view bytes);

}  // namespace roomsign::render
