#include "daemon/base/host_name.hpp"

#include <unistd.h>

namespace roomsign {

std::string host_name() {
  std::string name(256, '\0');
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  name.resize(name.find('\0'));
  return name;
}

}  // namespace roomsign
