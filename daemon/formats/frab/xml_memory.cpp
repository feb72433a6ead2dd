#include "daemon/formats/frab/xml_memory.hpp"

#include <cstdlib>

#include <pugixml.hpp>

namespace roomsign::formats::frab {
namespace {

constexpr std::size_t kBytesAByte = 3;  // of a document: itself, and its tree

thread_local std::pmr::memory_resource* in_use = nullptr;

void* allocate(std::size_t bytes) {
  return in_use == nullptr ? std::malloc(bytes) : in_use->allocate(bytes);
}

void deallocate(void* at) {
  if (in_use == nullptr) std::free(at);
}

}  // namespace

XmlMemory::XmlMemory(std::size_t document_bytes)
    : memory_(kBytesAByte * document_bytes + 1, &large_) {
  [[maybe_unused]] static const bool told = [] {
    pugi::set_memory_management_functions(allocate, deallocate);
    return true;
  }();
  in_use = &memory_;
}

XmlMemory::~XmlMemory() { in_use = nullptr; }

}  // namespace roomsign::formats::frab
