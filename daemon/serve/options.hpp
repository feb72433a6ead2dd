// Where a running sign can be asked and spoken to. By default nowhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"

namespace roomsign::serve {

struct Options {
  std::string socket;      // path of a Unix socket, for this machine's operators; empty: none
  std::string listen;      // "127.0.0.1:8080", an Endpoint; empty: none
  std::string token_file;  // absolute; whoever knows what is in it may change something by `listen`

  bool is_on() const { return !socket.empty() || !listen.empty(); }
  bool operator==(const Options&) const = default;
};

// An address of this machine and a port.
struct Endpoint {
  std::string address;  // "127.0.0.1", "::1"
  std::uint16_t port = 0;
  bool loopback = false;  // no other machine gets there
};

// "127.0.0.1:8080", "[::1]:8080"; no names. Errors: "bad-endpoint".
Result<Endpoint> parse_endpoint(std::string_view text);

// Whether it is an address as numbers: "192.0.2.1", "[2001:db8::1]".
bool is_address(std::string_view host);

// What is in a token file, without blanks around it. Errors: "unreadable", "bad-token" (shorter
// than kShortestToken, or of characters that a header cannot hold).
Result<std::string> read_token(const std::string& file);
inline constexpr std::size_t kShortestToken = 16;

}  // namespace roomsign::serve
