// What single words of a schedule of frab's kind mean: types, states, names, colours.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/schedule/schedule.hpp"

namespace roomsign::formats::frab {

struct TypeWords {
  std::optional<schedule::Kind> kind;
  std::string label;
};

// Types are free text with people ("Talk 30 min + 10min Q&A") and codes with programs ("devroom",
// "LIGHTNING_TALK" -> "Lightning talk"). What begins with the word talk or lecture is a talk; what
// says no more than that is no label.
TypeWords type_words(std::string_view type);

// The hub's and pretalx's states, in any case.
schedule::Status status_of(std::string_view state);  // "canceled", "withdrawn": cancelled
bool is_unpublished(std::string_view state);         // "draft", "rejected", ...: nobody's business

// As it may be shown; "" for what is an address: programs put one where a name is missing.
std::string name_of(std::string_view person);

// "#2A9D8F" and "#abc" (-> "#aabbcc"); "" for anything else.
std::string color_of(std::string_view text);

}  // namespace roomsign::formats::frab
