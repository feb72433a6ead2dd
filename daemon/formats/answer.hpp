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

// The answer to an entry that came with an "ask" of its own, of at most 64 characters: with the
// same, so that whoever said several things knows to which this is the answer. Of a signed entry
// the one within, whoever has signed it. Otherwise as it was.
std::string with_ask(std::string answer, std::string_view entry);

// Each a line without what could steer a terminal. Errors: the sign's own code and message;
// "bad-answer".
Result<Answered> parse_answer(std::string_view bytes);

}  // namespace roomsign::formats
