// Typefaces of a theme's own, from Debian's packages that the tests need anyway.
#pragma once

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

#include "render/typeface.hpp"

namespace roomsign::test {

inline constexpr const char* kSerif = "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf";
inline constexpr const char* kBoldSerif = "/usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf";
// Reaches much farther up and down than others, by what it says of itself.
inline constexpr const char* kMath = "/usr/share/fonts/truetype/noto/NotoSansMath-Regular.ttf";
// Wide.
inline constexpr const char* kBlack = "/usr/share/fonts/opentype/inter/Inter-Black.otf";

inline render::FaceFile face_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " cannot be read");
  return {std::make_shared<const std::string>(std::istreambuf_iterator<char>(file),
                                              std::istreambuf_iterator<char>()),
          0};
}

// All that is heavy of one file, the rest of another.
inline render::TypefacePtr typeface(const std::string& light, const std::string& heavy) {
  const auto regular = face_file(light);
  const auto bold = light == heavy ? regular : face_file(heavy);
  return std::make_shared<const render::Typeface>(
      render::Typeface{bold, bold, bold, regular, regular});
}

}  // namespace roomsign::test
