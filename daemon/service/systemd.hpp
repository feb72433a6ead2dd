// What systemd is told: ready, status, alive. Does nothing where the program was started by hand.
//
// One datagram a call, never waited for. A status is one line: newlines in it become blanks, so
// that foreign words cannot say more than their line. Any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace roomsign::service {

class Systemd {
 public:
  Systemd();

  void ready(std::string_view status);   // once, after the first picture was presented; also ends
                                         // what reloading() began
  void status(std::string_view status);  // one line for `systemctl status`
  void reloading();
  void stopping();
  void alive();  // feeds the watchdog: only after a completed present

  // How often alive() is due: twice in the time after which systemd kills; none where no watchdog
  // was asked for.
  std::optional<std::chrono::milliseconds> watchdog_period() const { return period_; }

 private:
  std::optional<std::chrono::milliseconds> period_;
};

}  // namespace roomsign::service
