#include "daemon/base/version.hpp"

namespace roomsign {

const char* const kVersion = ROOMSIGN_VERSION;
const Instant kBuilt{std::chrono::seconds(ROOMSIGN_BUILT)};

}  // namespace roomsign
