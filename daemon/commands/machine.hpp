// What a sign says of the machine it runs on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "daemon/view/identity.hpp"

namespace roomsign::commands {

// Where it is reached on its networks, without the loopback; IPv6 where there is nothing else.
std::vector<std::string> addresses();

// What else it is known by. Empty: it has none. `root`: "/".
//   serial_number  of a Raspberry Pi, "10000000a1b2c3d4", and whatever else has a device tree
//   mac_address    of the first real interface by name, which is the wired one before the Wi-Fi:
//                  "b8-27-eb-12-34-56"
std::string serial_number(const std::filesystem::path& root);
std::string mac_address(const std::filesystem::path& root);

// Its name, its addresses and the program's version, for who stands before the sign.
view::Identity this_machine();

struct Machine {
  std::int64_t memory = 0;            // bytes of this process that are in memory
  std::optional<double> temperature;  // of the processor, degrees Celsius
  std::optional<bool> under_voltage;  // a Raspberry Pi's power supply is too weak, now
  bool operator==(const Machine&) const = default;
};

// What is not there is left out. `root`: "/".
Machine look_at_machine(const std::filesystem::path& root);

}  // namespace roomsign::commands
