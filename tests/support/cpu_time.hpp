// For tests that something ends soon: processor time, which other programs do not lengthen.
#pragma once

#include <ctime>

#include "tests/support/sanitizers.hpp"

namespace roomsign::test {

// How many times longer work takes in this build than in an optimised one, at most.
#ifdef ROOMSIGN_SANITIZED
inline constexpr double kSlowness = 10;
#else
inline constexpr double kSlowness = 1;
#endif

// Seconds of this process's processor time that `work` takes, as an optimised build would.
template <class Work>
double cpu_seconds(const Work& work) {
  const std::clock_t before = std::clock();
  work();
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / kSlowness;
}

}  // namespace roomsign::test
