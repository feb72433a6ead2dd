// Typeface: a theme's own fonts, as the bytes of their files.
//
// They are held in memory and not mapped: an operator may write over a file while it is shown.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>

#include "render/canvas.hpp"

namespace roomsign::render {

inline constexpr std::size_t kFaces = 5;

struct FaceFile {
  std::shared_ptr<const std::string> bytes;  // null: Inter draws this face
  long index = 0;                            // see font_index()
  bool operator==(const FaceFile&) const = default;
};

// By Face. What a file has not is drawn by Inter, and then by the fallbacks.
using Typeface = std::array<FaceFile, kFaces>;
using TypefacePtr = std::shared_ptr<const Typeface>;

}  // namespace roomsign::render
