// Pace: how the sign's clock follows the machine's. Usually they are the same; a replay starts the
// sign's clock elsewhere and runs it faster.
//
//   Pace pace(real_now, parse_instant("2025-12-06T08:00:00-08:00").value(), 60.0);
//   pace.at(real_now + 1s)   == 08:01:00    one second is a minute
//   pace.when(08:01:00)      == real_now + 1s
#pragma once

#include <chrono>

#include "daemon/base/time.hpp"

namespace roomsign::sign {

using RealTime = std::chrono::sys_time<std::chrono::nanoseconds>;

class Pace {
 public:
  Pace() = default;  // the machine's own time

  // At `real` the sign's clock shows `start`; from there on it runs `speed` times as fast, which is
  // more than zero.
  Pace(RealTime real, Instant start, double speed) : real_(real), start_(start), speed_(speed) {}

  bool is_replay() const { return start_ != Instant() || speed_ != 1.0; }
  double speed() const { return speed_; }

  // What the sign's clock shows: the whole second that has begun.
  Instant at(RealTime real) const {
    return std::chrono::floor<std::chrono::seconds>(start_ + scaled(real - real_, speed_));
  }

  // When the sign's clock comes to show `instant`. In a replay a microsecond later: what was
  // rounded must not make it come early.
  RealTime when(Instant instant) const {
    if (!is_replay()) return instant;
    return real_ + scaled(std::chrono::nanoseconds(instant - start_), 1.0 / speed_) +
           std::chrono::microseconds(1);
  }

 private:
  static std::chrono::nanoseconds scaled(std::chrono::nanoseconds span, double factor) {
    if (factor == 1.0) return span;  // exact: a double cannot hold today's nanoseconds
    return std::chrono::nanoseconds(
        static_cast<std::int64_t>(static_cast<double>(span.count()) * factor));
  }

  RealTime real_{};
  Instant start_{};
  double speed_ = 1.0;
};

}  // namespace roomsign::sign
