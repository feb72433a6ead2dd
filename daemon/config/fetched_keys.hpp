// What a configuration that was fetched may not say. It comes from a web server, which may be
// broken, or somebody else's one day: whatever it says, it must be possible to mend it from afar.
#pragma once

#include <optional>

#include "daemon/config/toml_reader.hpp"

namespace roomsign::config {

// The first key that only the machine's own file may have, or that names what a fetched
// configuration may not; none: nothing is wrong. The list, with reasons, is in the .cpp.
std::optional<Fault> forbidden(const toml::table& fetched);

}  // namespace roomsign::config
