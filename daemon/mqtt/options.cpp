#include "daemon/mqtt/options.hpp"

#include <algorithm>
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "daemon/base/file.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::mqtt {
namespace {

constexpr std::size_t kLongestLevel = 64;
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestPasswordFile = 4096;

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= kLongestHost && std::ranges::all_of(host, [](char c) {
    return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_';
  });
}

bool is_address6(std::string_view host) {
  return host.find(':') != host.npos && std::ranges::all_of(host, [](char c) {
           return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') ||
                  c == ':' || c == '.';
         });
}

bool is_loopback(std::string_view host) {
  const bool number = std::ranges::all_of(
      host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });  // no name "127.evil"
  return host == "localhost" || host == "::1" || (number && host.starts_with("127."));
}

}  // namespace

Result<Broker> parse_broker(std::string_view text) {
  const auto wrong = [] {
    return failure("bad-broker",
                   "must be a broker's address such as \"mqtts://broker.example.org:8883\", "
                   "without a user or a path");
  };
  Broker broker;
  if (text.starts_with("mqtts://")) {
    text.remove_prefix(8);
  } else if (text.starts_with("mqtt://")) {
    text.remove_prefix(7);
    broker.tls = false;
  } else {
    return wrong();
  }
  if (text.ends_with('/')) text.remove_suffix(1);
  broker.port = broker.tls ? 8883 : 1883;
  auto end = text.find(':');
  if (text.starts_with('[')) {
    end = text.find(']');
    if (end == text.npos) return wrong();
    broker.host = text.substr(1, end - 1);
    ++end;
    if (!is_address6(broker.host)) return wrong();
  } else {
    broker.host = text.substr(0, end);
    if (!is_host(broker.host)) return wrong();
  }
  broker.loopback = is_loopback(broker.host);
  if (end >= text.size()) return broker;
  const auto port = text.substr(end + 1);
  const auto* last = std::to_address(port.end());
  const auto read = std::from_chars(std::to_address(port.begin()), last, broker.port);
  if (text[end] != ':' || read.ec != std::errc() || read.ptr != last || broker.port == 0) {
    return wrong();
  }
  return broker;
}

bool is_level(std::string_view text) {
  return !text.empty() && text.size() <= kLongestLevel && is_valid_utf8(text) &&
         std::ranges::none_of(text, [](char c) {
           return c == '/' || c == '+' || c == '#' || static_cast<unsigned char>(c) < 0x20;
         });
}

bool is_prefix(std::string_view text) {
  return !text.starts_with('$') && std::ranges::all_of(split(text, '/'), is_level);
}

Result<std::string> read_password(const std::string& file) {
  const auto bytes = read_regular_file(file, kLongestPasswordFile);
  if (!bytes) return std::unexpected(bytes.error());
  std::string password = bytes->substr(0, bytes->find_first_of("\r\n"));
  if (password.empty() || password.find('\0') != std::string::npos) {
    return failure("bad-password", fmt::format("{}: its first line must be the password", file));
  }
  return password;
}

}  // namespace roomsign::mqtt
