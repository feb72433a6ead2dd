#include "render/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

namespace roomsign::render {

std::optional<QrCode> qr_code(const std::string& text) {
  if (text.empty()) return std::nullopt;
  try {
    const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    QrCode result{.size = code.getSize(), .dark = {}};
    result.dark.reserve(static_cast<std::size_t>(result.size) * result.size);
    for (int y = 0; y < result.size; ++y) {
      for (int x = 0; x < result.size; ++x) result.dark.push_back(code.getModule(x, y));
    }
    return result;
  } catch (const qrcodegen::data_too_long&) {
    return std::nullopt;
  }
}

}  // namespace roomsign::render
