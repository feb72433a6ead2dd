// Which machines of a network anybody may be sent to.
#pragma once

#include <string>

#include <sys/socket.h>

namespace roomsign::fetch {

// Whether this is an address of the open internet: not this machine's own, not of a private or
// local network, not reserved, and no IPv4 address of these kinds written as an IPv6 one. By IANA's
// special-purpose address registries (RFC 6890). Of another family than IPv4 and IPv6: false.
bool is_public(const sockaddr& address);

// "10.0.0.7"; of another family: "?".
std::string text_of(const sockaddr& address);

}  // namespace roomsign::fetch
