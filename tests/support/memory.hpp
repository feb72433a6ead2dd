// What a test holds of the machine's memory.
#pragma once

#include <fstream>

#include <malloc.h>
#include <unistd.h>

#include "daemon/base/sanitized.hpp"

#ifdef ROOMSIGN_SANITIZED
#include <sanitizer/allocator_interface.h>
#endif

namespace roomsign::test {

// Megabytes of this process that are in memory now.
inline double resident_mb() {
  long total = 0;
  long resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return static_cast<double>(resident * ::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// Megabytes that were asked for and not given back: unlike what is resident, free of gaps between
// them and of files' pages.
inline double allocated_mb() {
#ifdef ROOMSIGN_SANITIZED
  const std::size_t bytes = __sanitizer_get_current_allocated_bytes();
#else
  const struct mallinfo2 all = ::mallinfo2();
  const std::size_t bytes = all.uordblks + all.hblkhd;
#endif
  return static_cast<double>(bytes) / (1 << 20);
}

}  // namespace roomsign::test
