#include "daemon/config/config_url.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"

namespace roomsign::config {
namespace {

struct Kind {
  std::string_view place;  // that stands for it
  std::string MachineNames::* name;
  std::string_view missing;  // what to say where the machine has none
};

constexpr std::array<Kind, 3> kKinds{{
    {"{hostname}", &MachineNames::hostname,
     "this machine has no host name yet (hostnamectl set-hostname NAME gives it one)"},
    {"{serial}", &MachineNames::serial,
     "this machine has no serial number (/proc/device-tree/serial-number, as a Raspberry Pi has): "
     "use {mac} or {hostname} in config_url"},
    {"{mac}", &MachineNames::mac,
     "this machine has no network interface yet whose address could be used: wait for it, or use "
     "{serial} or {hostname} in config_url"},
}};

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

}  // namespace

std::optional<std::string> config_url_fault(std::string_view written) {
  if (!is_web_address(written) || written.find("://") + 3 == written.size())
    return "must be an https or http address";
  std::string rest(written);
  for (const Kind& kind : kKinds) replace_all(rest, kind.place, "x");
  if (rest.find_first_of("{}") == std::string::npos) return std::nullopt;
  return "may hold {hostname}, {serial} and {mac}, and no other braces";
}

Result<std::string> fill_in(std::string_view written, const MachineNames& names) {
  std::string filled(written);
  for (const Kind& kind : kKinds) {
    if (!filled.contains(kind.place)) continue;
    const std::string& name = names.*kind.name;
    if (name.empty()) return failure("no-name", std::string(kind.missing));
    replace_all(filled, kind.place, percent_encoded(name));
  }
  return filled;
}

}  // namespace roomsign::config
