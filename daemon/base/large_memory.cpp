#include "daemon/base/large_memory.hpp"

#include <cstdlib>
#include <new>

#include <sys/mman.h>

namespace roomsign {
namespace {

constexpr std::size_t kHugePage = 2U << 20U;

}  // namespace

void* LargeMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
  if (bytes < kHugePage) return ::operator new(bytes, std::align_val_t(alignment));
  const std::size_t whole = (bytes + kHugePage - 1) / kHugePage * kHugePage;
  void* const at = std::aligned_alloc(kHugePage, whole);
  if (at == nullptr) throw std::bad_alloc();
  ::madvise(at, whole, MADV_HUGEPAGE);  // it is no more than a wish
  return at;
}

void LargeMemory::do_deallocate(void* at, std::size_t bytes, std::size_t alignment) {
  if (bytes < kHugePage) return ::operator delete(at, std::align_val_t(alignment));
  std::free(at);
}

bool LargeMemory::do_is_equal(const std::pmr::memory_resource& other) const noexcept {
  return dynamic_cast<const LargeMemory*>(&other) != nullptr;
}

}  // namespace roomsign
