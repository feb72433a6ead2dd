#include "daemon/formats/reading/localized.hpp"

#include <string>

namespace roomsign::formats {
namespace {

std::string_view text_of(const json& value) {
  return value.is_string() ? std::string_view(value.get_ref<const std::string&>()) : "";
}

}  // namespace

std::string_view localized(const json& value, std::string_view language) {
  if (!value.is_object()) return text_of(value);
  for (const std::string_view wanted : {language, std::string_view("en")}) {
    const auto found = value.find(wanted);
    if (found != value.end() && !text_of(*found).empty()) return text_of(*found);
  }
  for (const json& any : value) {
    if (!text_of(any).empty()) return text_of(any);
  }
  return {};
}

std::string_view localized_at(const json& object, const char* key, std::string_view language) {
  const json* value = member(object, key);
  return value == nullptr ? "" : localized(*value, language);
}

}  // namespace roomsign::formats
