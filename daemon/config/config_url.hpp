// The address at which a sign finds its configuration: one for all signs, in which {hostname},
// {serial} and {mac} stand for what each machine is called. Pure.
//   fill_in("https://signs.example.org/{mac}.toml", names) == "https://.../b8-27-eb-12-34-56.toml"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"

namespace roomsign::config {

// Empty: the machine has none.
struct MachineNames {
  std::string hostname;
  std::string serial;
  std::string mac;
  bool operator==(const MachineNames&) const = default;
};

// What is wrong with an address as it is written, "must be ..."; none: nothing.
std::optional<std::string> config_url_fault(std::string_view written);

// Names come into it as an address holds them: "%20" for a blank. Errors: "no-name", where the
// machine has none of the kind that is asked for.
Result<std::string> fill_in(std::string_view written, const MachineNames& names);

}  // namespace roomsign::config
