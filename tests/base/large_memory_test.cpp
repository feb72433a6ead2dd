#include "daemon/base/large_memory.hpp"

#include <cstdint>
#include <cstring>

#include "tests/support/catch.hpp"

using namespace roomsign;

namespace {

constexpr std::size_t kMegabyte = 1U << 20U;

std::uintptr_t address(const void* at) { return reinterpret_cast<std::uintptr_t>(at); }

}  // namespace

TEST_CASE("A large piece of memory begins where a huge page may begin") {
  LargeMemory memory;
  for (const std::size_t bytes : {2 * kMegabyte, 5 * kMegabyte + 1}) {
    void* const piece = memory.allocate(bytes);
    CHECK(address(piece) % (2 * kMegabyte) == 0);
    std::memset(piece, 1, bytes);
    memory.deallocate(piece, bytes);
  }
}

TEST_CASE("A small piece of memory is aligned as it was asked for") {
  LargeMemory memory;
  void* const piece = memory.allocate(100, 64);
  CHECK(address(piece) % 64 == 0);
  std::memset(piece, 1, 100);
  memory.deallocate(piece, 100, 64);
}
