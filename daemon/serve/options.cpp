#include "daemon/serve/options.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::serve {
namespace {

constexpr std::size_t kLongestTokenFile = 4096;

bool reads_as(int family, const std::string& address, std::array<unsigned char, 16>& bytes) {
  return ::inet_pton(family, address.c_str(), bytes.data()) == 1;
}

bool is_loopback6(const std::array<unsigned char, 16>& bytes) {
  return bytes.back() == 1 &&
         std::all_of(bytes.begin(), bytes.end() - 1, [](unsigned char byte) { return byte == 0; });
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view text) {
  const auto wrong = [] {
    return failure("bad-endpoint",
                   R"(must be an address and a port, such as "127.0.0.1:8080" or "[::1]:8080")");
  };
  const auto colon = text.rfind(':');
  if (colon == text.npos) return wrong();
  Endpoint endpoint;
  const auto port = text.substr(colon + 1);
  const auto read = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (read.ec != std::errc() || read.ptr != port.data() + port.size()) return wrong();
  endpoint.address = text.substr(0, colon);
  std::array<unsigned char, 16> bytes{};
  const bool bracketed = endpoint.address.starts_with('[') && endpoint.address.ends_with(']');
  if (bracketed) {
    endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
    if (!reads_as(AF_INET6, endpoint.address, bytes)) return wrong();
    endpoint.loopback = is_loopback6(bytes);
  } else {
    if (!reads_as(AF_INET, endpoint.address, bytes)) return wrong();
    endpoint.loopback = bytes[0] == 127;
  }
  return endpoint;
}

bool is_address(std::string_view host) {
  std::array<unsigned char, 16> bytes{};
  if (host.starts_with('[') && host.ends_with(']')) {
    return reads_as(AF_INET6, std::string(host.substr(1, host.size() - 2)), bytes);
  }
  return reads_as(AF_INET, std::string(host), bytes);
}

Result<std::string> read_token(const std::string& file) {
  const auto bytes = read_regular_file(file, kLongestTokenFile);
  if (!bytes) return std::unexpected(bytes.error());
  std::string_view token = *bytes;
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r' || token.back() == ' ')) {
    token.remove_suffix(1);
  }
  const bool printable =
      std::ranges::all_of(token, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
  if (token.size() < kShortestToken || !printable) {
    return failure("bad-token",
                   fmt::format("{}: a token is a line of at least {} letters and digits; "
                               "make one: openssl rand -hex 32",
                               file, kShortestToken));
  }
  return std::string(token);
}

}  // namespace roomsign::serve
