// Where the JSON of frab, the hub and pretalx has the photograph of a person.
//
// `avatar` is the address, or has it in its `url`; pretalx's `avatar_url` is the same, and its
// `avatar_thumbnail_default` a picture of 460 pixels, which is enough of it. As it stands there:
// photo_link() before keeping it.
#pragma once

#include <string_view>

#include "daemon/formats/reading/json.hpp"

namespace roomsign::formats {

std::string_view photo_text(const json& person);  // "": there is none

}  // namespace roomsign::formats
