// Stopwatch: how long something has taken, by the clock that nobody sets. What time it is is an
// argument everywhere; this is for spans alone.
#pragma once

#include <chrono>

namespace roomsign {

class Stopwatch {
 public:
  std::chrono::nanoseconds passed() const { return std::chrono::steady_clock::now() - begin_; }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace roomsign
