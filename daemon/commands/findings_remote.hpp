// What would keep a sign from being asked from a distance as its configuration has it, and who else
// could speak to it, or as it. Reads the token's file, or tries to.
#pragma once

#include <optional>
#include <vector>

#include "daemon/commands/findings.hpp"
#include "daemon/commands/findings_files.hpp"
#include "daemon/mqtt/options.hpp"
#include "daemon/serve/options.hpp"

namespace roomsign::commands {

// `no_library`: why libmicrohttpd cannot be loaded; none: it can. `sign`: who has to be able to
// read the token, where that is not who checks.
std::vector<Finding> review_remote(const serve::Options& remote,
                                   const std::optional<Error>& no_library,
                                   const std::optional<SignUser>& sign);

// Whether other users of this machine may read the broker's password, or set another.
std::vector<Finding> review_password(const mqtt::Options& mqtt);

}  // namespace roomsign::commands
