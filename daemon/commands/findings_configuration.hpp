// The configuration that a sign would fetch (config_url), tried once: what it would be, or why the
// sign would not take it.
#pragma once

#include <optional>
#include <vector>

#include "daemon/base/time.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/commands/options.hpp"

namespace roomsign::commands {

struct TriedConfiguration {
  std::optional<Settled> settled;  // with it over the machine's own; none: it cannot be had
  std::vector<Finding> findings;
};

// `now`: what is signed must be good then.
TriedConfiguration try_configuration(const Options& options, const config::Config& own,
                                     Instant now);

}  // namespace roomsign::commands
