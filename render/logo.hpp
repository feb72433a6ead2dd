// Whether a logo can be seen on what it stands on.
#pragma once

#include <string>

#include "render/image.hpp"
#include "render/theme.hpp"

namespace roomsign::render {

// Why the theme's logo, which is not null, is hard to see, with figures: "only 2 % of it has a
// contrast of 3:1 or more with the ground (#0b1020), ...". Empty: it can be seen.
//
// WCAG 1.4.11 asks 3:1 of graphics. A quarter of the logo with that is enough: a mark may have a
// part that is quiet. Of a picture that fills its box with the ground's colour (a JPEG, say) what
// counts is drawn on that.
std::string logo_fault(const Theme& theme);

}  // namespace roomsign::render
