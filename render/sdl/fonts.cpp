#include "render/sdl/fonts.hpp"

#include <array>
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>

namespace roomsign::render {
namespace {

constexpr std::array kFolders = {
    "/usr/local/share/fonts/inter",     // the operator's own
    "/usr/share/fonts/opentype/inter",  // Debian's package fonts-inter
};

const char* file_name(Face face) {
  switch (face) {
#define FACE(name, file) \
  case Face::name:       \
    return file;
#include "fonts/faces.inc"
#undef FACE
  }
  return "";
}

}  // namespace

std::string font_file(Face face) {
  for (const char* folder : kFolders) {
    auto path = std::filesystem::path(folder) / file_name(face);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored)) return path.string();
  }
  throw std::runtime_error(
      fmt::format("the font {} is missing from {}: install Debian's fonts-inter", file_name(face),
                  kFolders.back()));
}

}  // namespace roomsign::render
