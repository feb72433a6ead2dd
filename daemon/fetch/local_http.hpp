// One request to a program on this machine that answers HTTP at a Unix socket: how the command line
// speaks to a running sign.
#pragma once

#include <string>

#include "daemon/base/result.hpp"

namespace roomsign::fetch {

struct LocalRequest {
  std::string socket;  // path
  std::string path;    // "/say"
  std::string json;    // sent by POST; empty: GET
};

struct LocalAnswer {
  long status = 0;
  std::string body;
};

// Blocks for some seconds at the most. Any status is an answer. Errors: "connect" (nobody answers
// there, or this user may not ask), "bad-answer".
Result<LocalAnswer> ask_locally(const LocalRequest& request);

}  // namespace roomsign::fetch
