// What a sign answers to what is said to it, in JSON: { "message": "...", "notes": ["..."] }, or
// { "error": { "code": "...", "message": "..." } }. Pure.
#pragma once

#include <string>
#include <string_view>

#include "daemon/base/result.hpp"

namespace roomsign::formats {

// A line for each sentence of it. Errors: the sign's own code and message; "bad-answer".
Result<std::string> parse_answer(std::string_view bytes);

}  // namespace roomsign::formats
