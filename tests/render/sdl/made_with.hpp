// Everything besides the program that decides a pixel: two machines that agree in it draw the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <SDL_ttf.h>
#include <fmt/format.h>
#include <sys/utsname.h>

#include "render/sdl/fonts.hpp"

namespace roomsign::test {

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::uint64_t hash(std::string_view bytes) {  // FNV-1a
  std::uint64_t value = 0xCBF29CE484222325U;
  for (const char byte : bytes) value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  return value;
}

// The file's directory of tables, with a checksum of each.
inline std::string beginning(const std::filesystem::path& path) {
  std::string bytes(4'096, '\0');
  std::ifstream(path, std::ios::binary)
      .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

// The architecture, the libraries that draw letters, and the fonts; a line each. There must be a
// Typesetter: FreeType is asked for its version.
inline std::string made_with() {
  utsname machine{};
  uname(&machine);
  int freetype[3];
  TTF_GetFreeTypeVersion(&freetype[0], &freetype[1], &freetype[2]);
  int harfbuzz[3];
  TTF_GetHarfBuzzVersion(&harfbuzz[0], &harfbuzz[1], &harfbuzz[2]);
  std::string text =
      fmt::format("{}\nFreeType {}.{}.{}\nHarfBuzz {}.{}.{}\n", machine.machine, freetype[0],
                  freetype[1], freetype[2], harfbuzz[0], harfbuzz[1], harfbuzz[2]);
  using render::Face;
  for (const Face face :
       {Face::kDisplay, Face::kBold, Face::kSemiBold, Face::kMedium, Face::kRegular}) {
    const std::filesystem::path path = render::font_file(face);
    text += fmt::format("{} {:016x}\n", path.filename().string(), hash(read_bytes(path)));
  }
  for (const auto& row : render::fallbacks()) {
    const auto path = render::fallback_file(row, true);
    const std::string line =
        fmt::format("{} {:016x}\n", row.bold, path ? hash(beginning(*path)) : 0);
    if (text.find(line) == std::string::npos) text += line;
  }
  return text;
}

}  // namespace roomsign::test
