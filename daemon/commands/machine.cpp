#include "daemon/commands/machine.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <system_error>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"
#include "daemon/base/host_name.hpp"
#include "daemon/base/text.hpp"
#include "daemon/base/version.hpp"

namespace roomsign::commands {
namespace {

constexpr std::size_t kMostInterfaces = 32;

template <class Value>
std::optional<Value> read(const std::filesystem::path& file) {
  Value value{};
  if (std::ifstream(file) >> value) return value;
  return std::nullopt;
}

// By ioctl: getifaddrs() would need a netlink socket.
std::vector<std::string> addresses4() {
  std::array<ifreq, kMostInterfaces> interfaces{};
  ifconf all{};
  all.ifc_len = sizeof interfaces;
  all.ifc_req = interfaces.data();
  const Fd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  std::vector<std::string> found;
  if (::ioctl(socket.get(), SIOCGIFCONF, &all) != 0) return found;
  const auto count = static_cast<std::size_t>(all.ifc_len) / sizeof(ifreq);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& address = reinterpret_cast<const sockaddr_in&>(interfaces.at(i).ifr_addr);
    std::array<char, INET_ADDRSTRLEN> text{};
    const bool loopback = (ntohl(address.sin_addr.s_addr) >> 24U) == 127;
    if (loopback || address.sin_family != AF_INET) continue;
    found.emplace_back(::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size()));
  }
  return found;
}

// The address by which it would send to the world; nothing is sent.
std::optional<std::string> address6() {
  const Fd socket(::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(9);
  ::inet_pton(AF_INET6, "2001:db8::1", &address.sin6_addr);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::connect(socket.get(), any, size) != 0 || ::getsockname(socket.get(), any, &size) != 0) {
    return std::nullopt;
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  return ::inet_ntop(AF_INET6, &address.sin6_addr, text.data(), text.size());
}

std::optional<bool> under_voltage(const std::filesystem::path& root) {
  std::error_code none;
  for (const auto& sensor : std::filesystem::directory_iterator(root / "sys/class/hwmon", none)) {
    if (read<std::string>(sensor.path() / "name") != "rpi_volt") continue;
    if (const auto alarm = read<int>(sensor.path() / "in0_lcrit_alarm")) return *alarm != 0;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> addresses() {
  auto found = addresses4();
  if (!found.empty()) return found;
  if (const auto six = address6()) found.push_back(*six);
  return found;
}

std::string serial_number(const std::filesystem::path& root) {
  auto serial = read<std::string>(root / "proc/device-tree/serial-number").value_or("");
  serial.resize(std::min(serial.size(), serial.find('\0')));  // as every text of a device tree ends
  return serial;
}

// Real is what has a device; a bridge or a tunnel has none, and may have another address tomorrow.
std::string mac_address(const std::filesystem::path& root) {
  std::error_code none;
  std::map<std::string, std::string> found;
  for (const auto& interface : std::filesystem::directory_iterator(root / "sys/class/net", none)) {
    const auto& folder = interface.path();
    const bool is_real = std::filesystem::exists(folder / "device", none);
    const bool is_ethernet = read<int>(folder / "type") == ARPHRD_ETHER;
    auto address = read<std::string>(folder / "address").value_or("");
    if (!is_real || !is_ethernet || address.size() != 17) continue;
    std::ranges::replace(address, ':', '-');
    found.emplace(folder.filename(), to_lower(address));
  }
  return found.empty() ? std::string() : found.begin()->second;
}

view::Identity this_machine() {
  return {.host_name = host_name(),
          .addresses = addresses(),
          .detail = fmt::format("roomsign {}", kVersion)};
}

Machine look_at_machine(const std::filesystem::path& root) {
  Machine machine;
  std::int64_t total = 0;
  std::int64_t resident = 0;
  std::ifstream(root / "proc/self/statm") >> total >> resident;
  machine.memory = resident * ::sysconf(_SC_PAGESIZE);
  if (const auto milli = read<double>(root / "sys/class/thermal/thermal_zone0/temp")) {
    machine.temperature = *milli / 1000;
  }
  machine.under_voltage = under_voltage(root);
  return machine;
}

}  // namespace roomsign::commands
