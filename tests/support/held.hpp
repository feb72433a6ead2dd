// What this process holds on to: memory, file descriptors, threads.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>

#include <malloc.h>
#include <unistd.h>

#include "daemon/base/sanitized.hpp"

#if defined(ROOMSIGN_SANITIZED) && __has_include(<sanitizer/allocator_interface.h>)  // GCC: none
#include <sanitizer/allocator_interface.h>
#define ROOMSIGN_SANITIZER_COUNTS
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
#ifdef ROOMSIGN_SANITIZER_COUNTS
  const std::size_t bytes = __sanitizer_get_current_allocated_bytes();
#else
  const struct mallinfo2 all = ::mallinfo2();
  const std::size_t bytes = all.uordblks + all.hblkhd;
#endif
  return static_cast<double>(bytes) / (1 << 20);
}

inline long entries(const char* folder) {
  const std::filesystem::directory_iterator all(folder);
  return std::distance(begin(all), end(all));
}
inline long descriptors() { return entries("/proc/self/fd"); }
inline long threads() { return entries("/proc/self/task"); }

}  // namespace roomsign::test
