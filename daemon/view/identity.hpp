// The picture by which a sign is found in the house: what this machine is called, and where it is
// reached.
#pragma once

#include <string>
#include <vector>

#include "render/screen.hpp"

namespace roomsign::view {

struct Identity {
  std::string host_name;
  std::vector<std::string> addresses;  // "192.0.2.7", the first large; none: it has no network
  std::string detail;                  // small print: version, panel
  bool operator==(const Identity&) const = default;
};

// In place of `below`, whose room, event and clock stay.
render::Screen identity_screen(const Identity& identity, const render::Screen& below);

}  // namespace roomsign::view
