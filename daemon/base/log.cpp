#include "daemon/base/log.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <string>
#include <vector>

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

// One write, so that lines of two threads do not mix. A log that cannot be written is no reason to
// stop.
void write(Level level, std::string_view message) {
  std::string line = prefix(level).append(message);
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  line += '\n';
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

// What was said in this hour; what was said last stands last.
class Hour {
 public:
  // Whether the line is to be written.
  bool count(Level level, std::string_view message) {
    if (!is_quiet_) return true;
    const auto known = std::ranges::find(lines_, message, &Line::message);
    if (known == lines_.end()) {
      if (lines_.size() < kMost) lines_.push_back({level, std::string(message), 1});
      return true;
    }
    ++known->times;
    std::rotate(known, known + 1, lines_.end());
    return lines_.back().times <= QuietLog::kPlain;
  }

  void end(bool is_quiet) {
    is_quiet_ = is_quiet;
    for (const auto& [level, message, times] : lines_) {
      const int more = times - QuietLog::kPlain;
      if (more > 0) write(level, fmt::format("{} ({} more within the hour)", message, more));
    }
    lines_.clear();
  }

 private:
  static constexpr std::size_t kMost = 200;  // whatever a source may have us say

  struct Line {
    Level level;
    std::string message;
    int times;
  };
  std::vector<Line> lines_;
  bool is_quiet_ = false;
};

std::mutex mutex;
Hour hour;

void end_hour(bool is_quiet) {
  const std::lock_guard lock(mutex);
  hour.end(is_quiet);
}

}  // namespace

void log_line(Level level, std::string_view message) {
  const std::lock_guard lock(mutex);
  if (hour.count(level, message)) write(level, message);
}

QuietLog::QuietLog(std::chrono::nanoseconds now) : begin_(now) { end_hour(true); }

QuietLog::~QuietLog() { end_hour(false); }

void QuietLog::look(std::chrono::nanoseconds now) {
  if (now - begin_ >= kHour) begin_hour(now);
}

void QuietLog::begin_hour(std::chrono::nanoseconds now) {
  begin_ = now;
  end_hour(true);
}

}  // namespace roomsign
