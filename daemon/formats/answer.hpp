// What a sign answers to what is said to it, in JSON:
//   { "message": "...", "id": "1", "notes": ["..."] }, or
//   { "error": { "code": "...", "message": "..." } }
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"

namespace roomsign::formats {

struct Answered {
  std::string message;
  std::string id;  // of the entry; empty: it has none
  std::vector<std::string> notes;
  bool operator==(const Answered&) const = default;
};

// Each a line without what could steer a terminal. Errors: the sign's own code and message;
// "bad-answer".
Result<Answered> parse_answer(std::string_view bytes);

}  // namespace roomsign::formats
