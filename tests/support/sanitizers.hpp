// What tests have to know of the sanitizer they are built with.
#pragma once

#include "daemon/base/sanitized.hpp"

#ifdef ROOMSIGN_ADDRESS_SANITIZER
#include <sanitizer/lsan_interface.h>
#endif

namespace roomsign::test {

// How many made-up cases a test tries that tries `many` otherwise: a quarter under a sanitizer,
// where each takes five to ten times as long.
constexpr int rounds(int many) {
#ifdef ROOMSIGN_SANITIZED
  return many / 4;
#else
  return many;
#endif
}

// While one of these lives, what its thread allocates is not searched for leaks: for libraries that
// leak themselves, where the stack does not tell which one it was.
class [[maybe_unused]] LeaksOfLibraries {
 public:
#ifdef ROOMSIGN_ADDRESS_SANITIZER
  LeaksOfLibraries() { __lsan_disable(); }
  ~LeaksOfLibraries() { __lsan_enable(); }
#else
  LeaksOfLibraries() = default;
#endif
  LeaksOfLibraries(const LeaksOfLibraries&) = delete;
  LeaksOfLibraries& operator=(const LeaksOfLibraries&) = delete;
};

}  // namespace roomsign::test
