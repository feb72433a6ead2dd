// The words for what is wrong with a line: where it is, what it is, and what to do. Pure, but for
// errno.
#pragma once

#include <string>

#include "daemon/base/result.hpp"
#include "daemon/mqtt/mosquitto.hpp"
#include "daemon/mqtt/options.hpp"

namespace roomsign::mqtt {

std::string place_of(const Broker& broker);  // "[::1]:8883"

// No connection came about. `rc`: libmosquitto's; `words`: what it logged, may be empty.
Error unreachable(const Broker& broker, const Mosquitto& library, int rc, const std::string& words);
Error mute(const Broker& broker, long seconds);  // there is somebody, who says nothing
Error refused(const Broker& broker, int code);   // by its answer to CONNECT

// One that was there is gone. `early`: soon after it had come.
Error lost(const Broker& broker, int rc, bool early);
Error flooded(const Broker& broker, std::size_t bytes);

// One is there, but this may not be heard.
Error denied(const Broker& broker, const std::string& topic);

}  // namespace roomsign::mqtt
