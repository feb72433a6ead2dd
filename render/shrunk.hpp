// A small copy of a picture, to be looked at from a distance.
#pragma once

#include "render/picture.hpp"

namespace roomsign::render {

// Its longer side is `longest` pixels then, the other as it comes, at least one; each pixel is the
// mean of what it covers. A picture that is no larger, or empty, stays as it is.
Picture shrunk(const Picture& picture, int longest);

}  // namespace roomsign::render
