// Limiter: how often a door may be asked. Some at once, then so many a second; what is dear counts
// for several. Time is an argument, on a clock that never jumps. One thread.
#pragma once

#include <algorithm>
#include <chrono>

namespace roomsign::serve {

class Limiter {
 public:
  Limiter(double at_once, double a_second) : most_(at_once), rate_(a_second), left_(at_once) {}

  bool may(int cost, std::chrono::nanoseconds now) {
    const double seconds = std::chrono::duration<double>(now - last_).count();
    left_ = std::min(most_, left_ + seconds * rate_);
    last_ = now;
    if (left_ < cost) return false;
    left_ -= cost;
    return true;
  }

 private:
  double most_;
  double rate_;
  double left_;
  std::chrono::nanoseconds last_{};
};

}  // namespace roomsign::serve
