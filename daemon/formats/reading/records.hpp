// Records: how many of a document's records could be read, and why the others could not.
//
// A mostly good document keeps its good records and names the dropped ones; one in which more than
// a fifth is bad is refused, because then it is probably not what we take it for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"

namespace roomsign::formats {

class Records {
 public:
  void keep() { ++kept_; }

  // `where` finds the record for its author: "event 1234 \"Hinges\"", "sessions[3]". Both are
  // cleaned here.
  void drop(std::string_view where, std::string_view why);

  // Adds what was dropped to `warnings`, the first twenty one by one. Errors: "too-many-bad".
  Result<void> judge(std::vector<std::string>& warnings) const;

 private:
  std::size_t kept_ = 0;
  std::size_t dropped_ = 0;
  std::vector<std::string> reasons_;  // of the first ones
};

}  // namespace roomsign::formats
