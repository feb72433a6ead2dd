// What this process's own connections took of a network, as the kernel counts it: nothing that a
// library wrote or read is missed.
#pragma once

#include <cstdint>

namespace roomsign::test {

struct Traffic {
  std::uint64_t connections = 0;  // that are open
  std::uint64_t payload = 0;      // bytes both ways, of TLS and of what is in it
  std::uint64_t packets = 0;      // both ways, those that only acknowledge as well
};

// Of all open connections of this process to this port, since each was made; those of which this
// process is the listening side do not count.
Traffic traffic_to(std::uint16_t port);

}  // namespace roomsign::test
