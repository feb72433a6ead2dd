// decode_image(): a PNG, JPEG, WebP or SVG as an Image, by SDL_image.
//
// That library is loaded when the first picture comes, so that a sign without pictures neither
// carries nor needs it. Foreign bytes are to be decoded in a disposable child.
#pragma once

#include <cstdint>
#include <string_view>

#include "render/image.hpp"

namespace roomsign::render {

inline constexpr std::int64_t kMostImagePixels = 24'000'000;  // refused before any is decoded

// The whole picture within the box, or what of it covers a box of that shape, cut from its middle,
// and of a tall one from above that.
enum class Framing { kWhole, kCut };

// At most as large as the box, and smaller where the picture is; an SVG fills it. Throws
// std::runtime_error that says what is wrong, for "the logo: ...".
Image decode_image(std::string_view bytes, Size box, Framing framing);

}  // namespace roomsign::render
