#include "daemon/base/shared_library.hpp"

#include <dlfcn.h>

namespace roomsign {

SharedLibrary::SharedLibrary(const char* soname)
    : library_(::dlopen(soname, RTLD_NOW | RTLD_LOCAL)), whole_(library_ != nullptr) {}

void* SharedLibrary::address_of(const char* name) {
  if (library_ == nullptr) return nullptr;
  void* const address = ::dlsym(library_, name);
  whole_ = whole_ && address != nullptr;
  return address;
}

}  // namespace roomsign
