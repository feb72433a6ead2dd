// Findings: what an organiser should know about a programme before the day. Pure.
#pragma once

#include <string>
#include <vector>

#include "daemon/schedule/programme.hpp"

namespace roomsign::commands {

enum class Severity { kNote, kWarning, kError };

struct Finding {
  Severity severity = Severity::kNote;
  std::string text;
  bool operator==(const Finding&) const = default;
};

// A room that no session names (error, with the rooms there are), sessions that overlap, end before
// they begin or have no end (warnings), gaps of an hour and more within a day (notes).
std::vector<Finding> review(const schedule::Programme& programme, const std::string& room);

}  // namespace roomsign::commands
