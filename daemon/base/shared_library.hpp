// A shared library that is loaded when something of it is first wanted: who does not use it pays
// neither time nor memory for it.
#pragma once

#include <optional>

namespace roomsign {

// It stays loaded to the end of the process, also when this object is gone.
class SharedLibrary {
 public:
  // By its soname, like "libcurl.so.4".
  explicit SharedLibrary(const char* soname);

  // The function of this name, as its header declares it; null where there is none.
  template <class Function>
  void find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(address_of(name));
  }

  // Whether the library is there, with every function that was wanted so far.
  bool is_whole() const { return whole_; }

 private:
  void* address_of(const char* name);

  void* library_ = nullptr;
  bool whole_ = false;
};

// The functions that `find` looks up in the library, which the first call loads; none where it or
// one of them is missing. One type of `Functions` for each library. Any thread.
template <class Functions>
const std::optional<Functions>& functions_of(const char* soname,
                                             void (*find)(SharedLibrary&, Functions&)) {
  static const std::optional<Functions> loaded = [&] {
    SharedLibrary library(soname);
    Functions all;
    find(library, all);
    return library.is_whole() ? std::optional(all) : std::nullopt;
  }();
  return loaded;
}

}  // namespace roomsign
