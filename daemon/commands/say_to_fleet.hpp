// How `say` speaks to signs elsewhere, by the broker where they listen (fleet.hpp).
#pragma once

#include <string>

#include "daemon/commands/options.hpp"
#include "daemon/commands/signing.hpp"
#include "daemon/mqtt/options.hpp"

namespace roomsign::commands {

// Says an entry, signed where there is a `signer` (may be null), waits some seconds, and prints
// what each sign answers. Returns the exit status.
int say_to_fleet(const Addressees& to, const mqtt::Options& options, const std::string& entry,
                 const Signer* signer, const Clocks& clocks);

}  // namespace roomsign::commands
