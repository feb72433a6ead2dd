// Many signs in one process want many files to be open at once.
#pragma once

#include <stdexcept>

#include <fmt/format.h>
#include <sys/resource.h>

namespace roomsign::test {

// That a program has open anyway.
inline constexpr std::size_t kOtherFiles = 100;

// How many files this process may open; from then on it may.
inline std::size_t most_open_files() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_max;
}

// Throws where the system does not allow so many.
inline void want_open_files(std::size_t files) {
  const auto most = most_open_files();
  if (most >= files + kOtherFiles) return;
  throw std::runtime_error(
      fmt::format("{} files must be open at once, and the system gives a process {}: raise the "
                  "hard limit (ulimit -Hn), or have fewer signs in a process",
                  files + kOtherFiles, most));
}

}  // namespace roomsign::test
