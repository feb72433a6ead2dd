// The small picture of a panel that goes over a broker. Pure.
#pragma once

#include <cstddef>
#include <string>

#include "render/picture.hpp"

namespace roomsign::commands {

inline constexpr int kThumbnailSide = 320;                  // pixels of the longer side, at most
inline constexpr std::size_t kThumbnailBytes = 32U << 10U;  // at most

// A PNG, smaller where the picture has much in it. Throws std::runtime_error where there is no
// memory.
std::string thumbnail(const render::Picture& frame);

}  // namespace roomsign::commands
