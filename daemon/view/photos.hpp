// Which photographs a sign wants, and those it has.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "daemon/schedule/programme.hpp"
#include "render/image.hpp"

namespace roomsign::view {

using Photos = std::map<std::string, render::ImagePtr, std::less<>>;  // by address

// Beside so many names there is room for photographs.
inline constexpr std::size_t kMostPhotographed = 3;

// The addresses of a day's speakers, each once, in the order in which they speak.
std::vector<std::string> wanted_photos(const schedule::Programme& programme,
                                       std::chrono::local_days day);

}  // namespace roomsign::view
