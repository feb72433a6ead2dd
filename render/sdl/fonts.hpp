// Where the typeface is: the file of each face, from the table in fonts/faces.inc.
#pragma once

#include <string>

#include "render/canvas.hpp"

namespace roomsign::render {

// Path of an existing file. Throws std::runtime_error that says what to install.
std::string font_file(Face face);

}  // namespace roomsign::render
