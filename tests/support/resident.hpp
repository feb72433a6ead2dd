// What a test holds of the machine's memory.
#pragma once

#include <fstream>

#include <unistd.h>

namespace roomsign::test {

// Megabytes of this process that are in memory now.
inline double resident_mb() {
  long total = 0;
  long resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return static_cast<double>(resident * ::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace roomsign::test
