#include "daemon/fetch/public_network.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace roomsign::fetch {
namespace {

using Bytes = std::span<const std::uint8_t>;

// The first `bits` bits of an address; the bytes that are not written are zero.
struct Block {
  std::array<std::uint8_t, 16> bytes;
  std::size_t bits;
};

constexpr std::array kReserved4 = {
    Block{{0}, 8},              // "this network"
    Block{{10}, 8},             // private
    Block{{100, 64}, 10},       // behind a provider's NAT
    Block{{127}, 8},            // this machine
    Block{{169, 254}, 16},      // link-local
    Block{{172, 16}, 12},       // private
    Block{{192, 0, 0}, 24},     // of protocols
    Block{{192, 0, 2}, 24},     // for examples
    Block{{192, 168}, 16},      // private
    Block{{198, 18}, 15},       // for benchmarks
    Block{{198, 51, 100}, 24},  // for examples
    Block{{203, 0, 113}, 24},   // for examples
    Block{{224}, 3},            // for many at once, and what is reserved
};

// All that is public begins so, but not all that begins so is public.
constexpr Block kGlobal6{{0x20}, 3};
constexpr std::array kReserved6 = {
    Block{{0x20, 0x01, 0x00}, 23},        // of protocols; Teredo among them
    Block{{0x20, 0x01, 0x0d, 0xb8}, 32},  // for examples
    Block{{0x3f, 0xff, 0x00}, 20},        // for examples
};

// IPv4 within IPv6: where it stands behind the block.
constexpr Block kMapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Block kNat64{{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Block k6to4{{0x20, 0x02}, 16};

bool holds(const Block& block, Bytes address) {
  const std::size_t whole = block.bits / 8;
  if (!std::ranges::equal(address.first(whole), Bytes(block.bytes).first(whole))) return false;
  const std::size_t rest = block.bits % 8;
  if (rest == 0) return true;
  return (address[whole] ^ block.bytes[whole]) >> (8 - rest) == 0;
}

bool is_public_4(Bytes address) {
  return std::ranges::none_of(kReserved4,
                              [&](const Block& block) { return holds(block, address); });
}

bool is_public_6(Bytes address) {
  for (const Block& outer : {kMapped, kNat64, k6to4}) {
    if (holds(outer, address)) return is_public_4(address.subspan(outer.bits / 8, 4));
  }
  return holds(kGlobal6, address) && std::ranges::none_of(kReserved6, [&](const Block& block) {
           return holds(block, address);
         });
}

// The bytes of the address itself; none: of another family.
Bytes bytes_of(const sockaddr& address) {
  const auto of = [](const auto& member) {
    return Bytes(reinterpret_cast<const std::uint8_t*>(&member), sizeof member);
  };
  if (address.sa_family == AF_INET)
    return of(reinterpret_cast<const sockaddr_in&>(address).sin_addr);
  if (address.sa_family == AF_INET6) {
    return of(reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
  }
  return {};
}

}  // namespace

bool is_public(const sockaddr& address) {
  const Bytes bytes = bytes_of(address);
  if (bytes.empty()) return false;
  return address.sa_family == AF_INET ? is_public_4(bytes) : is_public_6(bytes);
}

std::string text_of(const sockaddr& address) {
  const Bytes bytes = bytes_of(address);
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (bytes.empty() ||
      inet_ntop(address.sa_family, bytes.data(), text.data(), text.size()) == nullptr)
    return "?";
  return text.data();
}

}  // namespace roomsign::fetch
