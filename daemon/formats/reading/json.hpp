// Foreign JSON as nlohmann's values, bounded in depth and number; an error says where.
//
// Read it, never copy or print it: a value copied or printed is walked recursively, and may hold
// what organisers would not want to see in a log.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "daemon/base/result.hpp"

namespace roomsign::formats {

using nlohmann::json;

// Whether a word, such as "\"isServiceSession\"", stands in the front of a document, of which it is
// no use to look through megabytes for what all its records have.
bool front_has(std::string_view bytes, std::string_view word);

// A byte order mark at the beginning is skipped. Errors: "bad-json" ("line 3, column 7: ..."),
// "too-large" (more values than any programme has: they would not fit into the child).
Result<json> parse_json(std::string_view bytes);

std::string_view kind_name(const json& value);  // "an object", "a list", "text", ...

// The members that readers ask for. Null, absent and of another type are all the same: nothing.
const json* member(const json& object, const char* key);   // any type but null
const json& list_at(const json& object, const char* key);  // an empty list where there is none
std::string text_at(const json& object, const char* key);  // as it is: clean it before keeping
bool flag_at(const json& object, const char* key);         // true only where it says true

// "17" of both 17 and "17": ids come either way. "" where there is neither.
std::string id_at(const json& object, const char* key);

}  // namespace roomsign::formats
