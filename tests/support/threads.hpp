// How many threads this process has.
#pragma once

#include <filesystem>
#include <iterator>

namespace roomsign::test {

inline long threads() {
  const std::filesystem::directory_iterator all("/proc/self/task");
  return std::distance(begin(all), end(all));
}

}  // namespace roomsign::test
