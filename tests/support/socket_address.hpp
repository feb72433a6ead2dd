// An address of IPv4 or IPv6 as sockets want it.
#pragma once

#include <stdexcept>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace roomsign::test {

class SocketAddress {
 public:
  // Throws std::runtime_error where `host` is no address in numbers.
  SocketAddress(const std::string& host, int port) {
    auto& v4 = reinterpret_cast<sockaddr_in&>(storage_);
    auto& v6 = reinterpret_cast<sockaddr_in6&>(storage_);
    if (::inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
      v4.sin_family = AF_INET;
      v4.sin_port = htons(static_cast<in_port_t>(port));
      size = sizeof v4;
    } else if (::inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1) {
      v6.sin6_family = AF_INET6;
      v6.sin6_port = htons(static_cast<in_port_t>(port));
      size = sizeof v6;
    } else {
      throw std::runtime_error("no address: " + host);
    }
  }

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage_); }
  int family() const { return storage_.ss_family; }
  int port() const { return ntohs(reinterpret_cast<const sockaddr_in&>(storage_).sin_port); }

  socklen_t size = 0;

 private:
  sockaddr_storage storage_{};
};

}  // namespace roomsign::test
