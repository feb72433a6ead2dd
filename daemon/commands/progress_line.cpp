#include "daemon/commands/progress_line.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace roomsign::commands {

ProgressLine::~ProgressLine() {
  if (said_) fmt::print(stderr, "\r{:60}\r", "");
}

void ProgressLine::say(const std::string& text) {
  if (::isatty(STDERR_FILENO) != 1) return;
  fmt::print(stderr, "\r{:<60}", text);
  std::fflush(stderr);
  said_ = true;
}

}  // namespace roomsign::commands
