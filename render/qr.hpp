// QR codes (ISO 18004), error correction of level M or better.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace roomsign::render {

struct QrCode {
  int size = 0;            // modules a side, without the quiet zone
  std::vector<bool> dark;  // row by row
  bool at(int x, int y) const { return dark[static_cast<std::size_t>(y) * size + x]; }
};

inline constexpr int kQuietZone = 4;  // blank modules that the standard wants on each side

// Nothing where the text is empty or too long for a code (about 2,300 bytes).
std::optional<QrCode> qr_code(const std::string& text);

}  // namespace roomsign::render
