#include "daemon/base/log.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace roomsign {
namespace {

// systemd sets JOURNAL_STREAM where standard error is the journal.
std::string prefix(Level level) {
  static const bool journal = std::getenv("JOURNAL_STREAM") != nullptr;
  if (journal) return fmt::format("<{}>", static_cast<int>(level));
  switch (level) {
    case Level::kError:
      return "roomsign: error: ";
    case Level::kWarning:
      return "roomsign: warning: ";
    case Level::kNotice:
    case Level::kInfo:
      return "roomsign: ";
  }
  return {};
}

}  // namespace

void log_line(Level level, std::string_view message) {
  std::string line = prefix(level).append(message);
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  line += '\n';
  // One write, so that lines of two threads do not mix. A log that cannot be written is no reason
  // to stop.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace roomsign
