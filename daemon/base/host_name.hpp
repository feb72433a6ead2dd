// What this machine is called.
#pragma once

#include <string>

namespace roomsign {

std::string host_name();  // empty: it has none

}  // namespace roomsign
