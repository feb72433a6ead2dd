#include "daemon/formats/reading/photos.hpp"

#include <string>

namespace roomsign::formats {

std::string_view photo_text(const json& person) {
  for (const char* key : {"avatar_thumbnail_default", "avatar", "avatar_url"}) {
    const json* value = member(person, key);
    if (value != nullptr && value->is_object()) value = member(*value, "url");
    if (value == nullptr || !value->is_string()) continue;
    const auto& text = value->get_ref<const std::string&>();
    if (!text.empty()) return text;
  }
  return {};
}

}  // namespace roomsign::formats
