// LargeMemory: for what is large and does not last, as a parser's tree. A piece of a huge page or
// more begins where one may begin, and the kernel is asked for such pages: there each stands for
// 512 page faults, which are a third of the time to read a document. A kernel without them (a
// Raspberry Pi's) gives the pages it has.
//
// To stand below a std::pmr::monotonic_buffer_resource; any thread. Throws std::bad_alloc.
#pragma once

#include <cstddef>
#include <memory_resource>

namespace roomsign {

class LargeMemory : public std::pmr::memory_resource {
 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* at, std::size_t bytes, std::size_t alignment) override;
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override;
};

}  // namespace roomsign
