// Whether a file can be the font of a theme, and what of it draws a face.
//
// It is the operator's own file, as the configuration is: FreeType opens it in this process, unlike
// pictures, which may come from anywhere. Only its size is bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "render/typeface.hpp"

namespace roomsign::render {

inline constexpr std::size_t kMostFontBytes = 32U << 20U;

// SDL_ttf's number of the font within a file that draws a face: of a variable one the named
// instance whose weight is nearest to the face's, and which is regular in all else; 0 of every
// other file.
long font_index(std::string_view bytes, Face face);

// What speaks against a file: "this is no font with Latin letters". Empty: nothing. One that has
// not all letters and digits of basic Latin is refused; for signs and other scripts there are the
// fallbacks.
std::string font_fault(const FaceFile& file);

}  // namespace roomsign::render
