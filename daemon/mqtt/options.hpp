// The broker by which a fleet of signs is spoken to. By default none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"

namespace roomsign::mqtt {

inline constexpr std::size_t kMostGroups = 4;  // that one sign may be of

struct Options {
  std::string broker;         // "mqtts://host:8883", a Broker; empty: none
  std::string user;           // empty: nobody in particular
  std::string password_file;  // absolute; empty: no password
  std::string ca_file;        // absolute, PEM; empty: whom the system trusts
  std::string id;             // of this sign among the fleet; empty: its host name
  std::vector<std::string> groups;
  std::string prefix = "roomsign";  // of every topic
  std::string home_assistant;  // what its topics of discovery begin with; empty: it is not told
  bool insecure = false;       // another machine's broker may be spoken to without TLS

  bool is_on() const { return !broker.empty(); }
  bool operator==(const Options&) const = default;
};

struct Broker {
  std::string host;  // a name or an address; of IPv6 without brackets
  std::uint16_t port = 0;
  bool tls = true;
  bool loopback = false;  // this machine's own
  bool operator==(const Broker&) const = default;
};

// "mqtts://host", "mqtt://[::1]:1883"; without a port it is 8883, 1883 without TLS. Errors:
// "bad-broker".
Result<Broker> parse_broker(std::string_view text);

// Whether it may be a level of a topic: a sign's id, a group.
bool is_level(std::string_view text);
// Whether it may be what topics begin with: one level or several.
bool is_prefix(std::string_view text);

// The first line of a password's file. Errors: "unreadable", "too-large", "bad-password".
Result<std::string> read_password(const std::string& file);

}  // namespace roomsign::mqtt
