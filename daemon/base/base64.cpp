#include "daemon/base/base64.hpp"

#include <cstddef>
#include <cstdint>

namespace roomsign {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto three = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8U | (k < three.size() ? static_cast<unsigned char>(three[k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += k <= three.size() ? kLetters[bits >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  std::string_view letters = text;
  for (int i = 0; i < 2 && letters.ends_with('='); ++i) letters.remove_suffix(1);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto value = kLetters.find(letters[i]);
    if (value == kLetters.npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    if (i % 4 != 0) bytes += static_cast<char>(bits >> (6 - 2 * (i % 4)) & 255U);
  }
  if (to_base64(bytes) != text) return std::nullopt;  // other padding, or bits that say nothing
  return bytes;
}

}  // namespace roomsign
