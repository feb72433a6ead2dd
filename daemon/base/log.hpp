// The log: lines on standard error, which under systemd is the journal.
//
// Under the journal each line carries its priority ("<4>..."); on a terminal warnings and errors
// say so in words. Newlines in a message become blanks. Any thread. Log changes, not states: a
// failure that repeats is logged when it begins, when its reason changes and when it ends.
#pragma once

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

}  // namespace roomsign
