// What this program is, for the User-Agent, the log and the cache.
#pragma once

#include "daemon/base/time.hpp"

namespace roomsign {

extern const char* const kVersion;  // "0.1.0"
extern const Instant kBuilt;        // SOURCE_DATE_EPOCH, else when CMake configured the build: no
                                    // honest clock can show an earlier time

}  // namespace roomsign
