// The picture by which a sign is found in the house: what this machine is called, and where it is
// reached.
#pragma once

#include <string>
#include <vector>

#include "daemon/view/phrases.hpp"
#include "render/screen.hpp"

namespace roomsign::view {

struct Identity {
  std::string host_name;
  std::vector<std::string> addresses;  // "192.0.2.7", the first large; none: it has no network
  std::string detail;                  // small print: version, panel
  bool operator==(const Identity&) const = default;
};

// A sign that was given nothing to show yet: what somebody has to know who is to give it that.
struct Unenrolled {
  Identity identity;
  std::string numbers;  // by which it may be known: "serial 1000…  ·  MAC b8-27…"; empty: none
  std::string address;  // that it asks for its configuration, as it may be shown; empty: none yet
  std::string trouble;  // why it has none, one sentence
  bool operator==(const Unenrolled&) const = default;
};

render::Screen unenrolled_screen(const Unenrolled& sign, const Phrases& words);

// In place of `below`, whose room, event and clock stay.
render::Screen identity_screen(const Identity& identity, const render::Screen& below);

}  // namespace roomsign::view
