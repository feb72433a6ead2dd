// Asks for a name's address, and waits no longer than it wants to.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>

namespace roomsign::mqtt {

// Whether somebody has this name, or it is an address itself. Where no name server answers it takes
// `time`, or until asked to stop. The question may take longer than that: it ends by itself, in a
// thread that shares nothing with anybody.
bool has_address(const std::string& host, std::chrono::milliseconds time, std::stop_token stop);

}  // namespace roomsign::mqtt
