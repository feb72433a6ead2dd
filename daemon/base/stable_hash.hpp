// A number by which a text is known again: the same on every machine and in every version, so that
// it may be kept. No guard against someone who wants two texts to have the same.
#pragma once

#include <cstdint>
#include <string_view>

namespace roomsign {

// FNV-1a.
inline std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

}  // namespace roomsign
