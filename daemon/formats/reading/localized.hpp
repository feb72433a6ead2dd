// Texts of foreign JSON that come in one language or in several: "Hall" or {"de": "Saal", "en":
// "Hall"}.
//
// Of several, the one in the wanted language is taken, else the English one, else the first that
// says anything. Views point into the document, and are not clean.
#pragma once

#include <string_view>

#include "daemon/formats/reading/json.hpp"

namespace roomsign::formats {

std::string_view localized(const json& value, std::string_view language);

// The same of a member; "" where it is absent or neither text nor texts.
std::string_view localized_at(const json& object, const char* key, std::string_view language = {});

}  // namespace roomsign::formats
