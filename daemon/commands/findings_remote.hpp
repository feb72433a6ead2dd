// What would keep a sign from being asked from a distance as its configuration has it, and who else
// could speak to it. Reads the token's file, or tries to.
#pragma once

#include <optional>
#include <vector>

#include "daemon/commands/findings.hpp"
#include "daemon/commands/findings_files.hpp"
#include "daemon/serve/options.hpp"

namespace roomsign::commands {

// `no_library`: why libmicrohttpd cannot be loaded; none: it can. `sign`: who has to be able to
// read the token, where that is not who checks.
std::vector<Finding> review_remote(const serve::Options& remote,
                                   const std::optional<Error>& no_library,
                                   const std::optional<SignUser>& sign);

}  // namespace roomsign::commands
