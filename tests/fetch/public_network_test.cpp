#include "daemon/fetch/public_network.hpp"

#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "tests/support/catch.hpp"

namespace roomsign::fetch {
namespace {

// The address as the system has it, and back.
struct Parsed {
  explicit Parsed(const std::string& text) {
    auto& four = reinterpret_cast<sockaddr_in&>(storage);
    auto& six = reinterpret_cast<sockaddr_in6&>(storage);
    if (inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
      four.sin_family = AF_INET;
    } else {
      REQUIRE(inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1);
      six.sin6_family = AF_INET6;
    }
  }
  const sockaddr& address() const { return reinterpret_cast<const sockaddr&>(storage); }
  sockaddr_storage storage{};
};

TEST_CASE("Servers of the open internet are public, up to the edges of what is not") {
  for (const std::string text : {"1.0.0.0",
                                 "9.255.255.255",
                                 "11.0.0.0",
                                 "93.184.216.34",
                                 "100.63.255.255",
                                 "100.128.0.0",
                                 "126.255.255.255",
                                 "128.0.0.0",
                                 "169.253.255.255",
                                 "169.255.0.0",
                                 "172.15.255.255",
                                 "172.32.0.0",
                                 "192.167.255.255",
                                 "192.169.0.0",
                                 "198.17.255.255",
                                 "198.20.0.0",
                                 "223.255.255.255",
                                 "2000::",
                                 "2001:200::1",
                                 "2606:2800:220:1::1",
                                 "2a00:1450::1",
                                 "::ffff:93.184.216.34",
                                 "64:ff9b::93.184.216.34",
                                 "2002:5db8:d822::1"}) {
    const Parsed parsed(text);
    INFO(text);
    CHECK(is_public(parsed.address()));
    CHECK(Parsed(text_of(parsed.address())).address().sa_family == parsed.address().sa_family);
  }
}

TEST_CASE("This machine and its networks are not public, however they are written") {
  for (const std::string text : {"0.0.0.0",
                                 "0.255.255.255",
                                 "10.0.0.1",
                                 "10.255.255.255",
                                 "100.64.0.1",
                                 "100.127.255.255",
                                 "127.0.0.1",
                                 "127.255.255.255",
                                 "169.254.169.254",
                                 "172.16.0.1",
                                 "172.31.255.255",
                                 "192.0.0.1",
                                 "192.0.2.7",
                                 "192.168.0.1",
                                 "192.168.255.255",
                                 "198.18.0.1",
                                 "198.19.255.255",
                                 "198.51.100.7",
                                 "203.0.113.7",
                                 "224.0.0.1",
                                 "240.0.0.1",
                                 "255.255.255.255",
                                 "::",
                                 "::1",
                                 "::7f00:1",
                                 "::ffff:127.0.0.1",
                                 "::ffff:10.1.2.3",
                                 "64:ff9b::7f00:1",
                                 "64:ff9b::a00:1",
                                 "64:ff9b:1::1",
                                 "100::1",
                                 "2001::1",
                                 "2001:db8::1",
                                 "2002:7f00:1::1",
                                 "2002:c0a8:1::1",
                                 "3fff::1",
                                 "4000::",
                                 "5f00::1",
                                 "fc00::1",
                                 "fd12:3456::1",
                                 "fe80::1",
                                 "fec0::1",
                                 "ff02::1"}) {
    const Parsed parsed(text);
    INFO(text);
    CHECK_FALSE(is_public(parsed.address()));
  }
  const sockaddr unix_socket{.sa_family = AF_UNIX, .sa_data = {}};
  CHECK_FALSE(is_public(unix_socket));
  CHECK(text_of(unix_socket) == "?");
}

}  // namespace
}  // namespace roomsign::fetch
