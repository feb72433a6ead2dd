// What this program is, for the User-Agent, the log and the cache.
#pragma once

#include "daemon/base/time.hpp"

namespace roomsign {

extern const char* const kVersion;  // "0.1.0"
extern const Instant kBuilt;        // the day of SOURCE_DATE_EPOCH, else that on which CMake
                                    // configured the build, from 0:00 UTC: no honest clock can
                                    // show an earlier time

}  // namespace roomsign
