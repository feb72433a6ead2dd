#include "daemon/service/systemd.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

namespace roomsign::service {
namespace {

constexpr int kKeepEnvironment = 0;

// Nobody listens, or the message is lost: there is nothing that the sign could do about it.
void notify(const std::string& message) { (void)sd_notify(kKeepEnvironment, message.c_str()); }

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  std::ranges::replace(line, '\0', ' ');
  return line;
}

}  // namespace

Systemd::Systemd() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(kKeepEnvironment, &microseconds) > 0) {
    period_ = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::microseconds(microseconds / 2));
  }
}

void Systemd::ready(std::string_view status) {
  notify(fmt::format("READY=1\nSTATUS={}", one_line(status)));
}

void Systemd::status(std::string_view status) {
  notify(fmt::format("STATUS={}", one_line(status)));
}

void Systemd::reloading() { notify("RELOADING=1"); }

void Systemd::stopping() { notify("STOPPING=1"); }

void Systemd::alive() { notify("WATCHDOG=1"); }

}  // namespace roomsign::service
