// Waiter: the one place where the main thread sleeps.
//
// Until an instant of the machine's clock, a signal, a set clock, or one of the given descriptors.
// Never longer than kLongestSleep: what is wrong heals by itself. Blocks SIGTERM, SIGINT and
// SIGHUP for the thread that makes it and those it starts: make it before any other thread.
#pragma once

#include <chrono>
#include <span>

#include "daemon/base/fd.hpp"
#include "daemon/sign/pace.hpp"

namespace roomsign::sign {

inline constexpr std::chrono::seconds kLongestSleep{10};

class Waiter {
 public:
  struct Woken {
    bool stop = false;    // SIGTERM or SIGINT
    bool reload = false;  // SIGHUP
  };

  Waiter();  // throws std::system_error

  // `now` and `until` by the machine's clock; descriptors below zero are passed over. Returns at
  // once if `until` has gone by.
  Woken wait(RealTime now, RealTime until, std::span<const int> readable);

 private:
  Fd timer_;
  Fd signals_;
};

}  // namespace roomsign::sign
