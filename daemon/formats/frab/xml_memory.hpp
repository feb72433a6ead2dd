// XmlMemory: where pugixml builds its tree, given back as a whole.
//
// pugixml asks for memory by two functions of the whole program. While one of these lives, what it
// asks for on this thread comes from here; else from the heap, as ever. It outlives the documents
// that were made in its time; one at a time. Where there is no more, std::bad_alloc is thrown.
#pragma once

#include <cstddef>
#include <memory_resource>

#include "daemon/base/large_memory.hpp"

namespace roomsign::formats::frab {

class XmlMemory {
 public:
  explicit XmlMemory(std::size_t document_bytes);
  XmlMemory(const XmlMemory&) = delete;
  XmlMemory& operator=(const XmlMemory&) = delete;
  ~XmlMemory();

  std::pmr::memory_resource* resource() { return &memory_; }  // for what belongs to the tree

 private:
  LargeMemory large_;
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace roomsign::formats::frab
