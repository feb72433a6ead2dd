// The log: lines on standard error, which under systemd is the journal.
//
// Under the journal each line carries its priority ("<4>..."); on a terminal warnings and errors
// say so in words. Newlines in a message become blanks. Any thread. Log changes, not states: a
// failure that repeats is logged when it begins, when its reason changes and when it ends.
#pragma once

#include <chrono>
#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace roomsign {

enum class Level { kError = 3, kWarning = 4, kNotice = 5, kInfo = 6 };  // syslog's numbers

void log_line(Level level, std::string_view message);

template <class... Args>
void log_error(fmt::format_string<Args...> text, Args&&... args) {
  log_line(Level::kError, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_warning(fmt::format_string<Args...> text, Args&&... args) {
  log_line(Level::kWarning, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_notice(fmt::format_string<Args...> text, Args&&... args) {
  log_line(Level::kNotice, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void log_info(fmt::format_string<Args...> text, Args&&... args) {
  log_line(Level::kInfo, fmt::format(text, std::forward<Args>(args)...));
}

// For a program that runs for days: while one lives (one at a time), a line that is said again and
// again, as of a contact that comes and goes, is written twice an hour. How often it was said
// besides is written when the hour is over, in such an order that the last line is the last state.
class QuietLog {
 public:
  static constexpr std::chrono::hours kHour{1};
  static constexpr int kPlain = 2;  // in an hour, of each line

  explicit QuietLog(std::chrono::nanoseconds now);  // `now` here and below: by a steady clock
  ~QuietLog();                                      // writes what was kept back
  QuietLog(const QuietLog&) = delete;
  QuietLog& operator=(const QuietLog&) = delete;

  // To be called now and then: begins another hour once one is over.
  void look(std::chrono::nanoseconds now);

  // At once: what is said next is written, for somebody who does something and reads the log.
  void begin_hour(std::chrono::nanoseconds now);

 private:
  std::chrono::nanoseconds begin_;  // of the hour
};

}  // namespace roomsign
