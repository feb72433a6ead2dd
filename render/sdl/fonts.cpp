#include "render/sdl/fonts.hpp"

#include <algorithm>
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

constexpr std::array kFallbackFolders = {
    "/usr/local/share/fonts/noto",     // the operator's own
    "/usr/share/fonts/truetype/noto",  // Debian's packages fonts-noto-core, -color-emoji ...
    "/usr/share/fonts/opentype/noto",  // ... and fonts-noto-cjk
};

constexpr auto kFallbacks = std::to_array<Fallback>({
#define FALLBACK(code, regular, bold, index, package) {script(code), regular, bold, index, package},
#include "fonts/fallbacks.inc"
#undef FALLBACK
});

bool is_file(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

}  // namespace

std::string font_file(Face face) {
  for (const char* folder : kFolders) {
    auto path = std::filesystem::path(folder) / file_name(face);
    if (is_file(path)) return path.string();
  }
  throw std::runtime_error(
      fmt::format("the font {} is missing from {}: install Debian's fonts-inter", file_name(face),
                  kFolders.back()));
}

std::span<const Fallback> fallbacks() { return kFallbacks; }

Script fallback_script(Script of, Han han) {
  if (of == script("Hira")) return script("Kana");
  if (of == script("Bopo")) return kTraditionalScript;
  if (of != script("Hani")) return of;
  switch (han) {
    case Han::kSimplified:
      return kSimplifiedScript;
    case Han::kTraditional:
      return kTraditionalScript;
    case Han::kJapanese:
      return script("Kana");
    case Han::kKorean:
      return script("Hang");
  }
  return of;
}

bool is_heavy(Face face) { return face != Face::kMedium && face != Face::kRegular; }

std::optional<std::string> fallback_file(const Fallback& fallback, bool heavy) {
  for (const char* folder : kFallbackFolders) {
    const auto path = std::filesystem::path(folder) / (heavy ? fallback.bold : fallback.regular);
    if (is_file(path)) return path.string();
  }
  return std::nullopt;
}

std::string_view package_for(char32_t character) {
  const Script wanted =
      is_emoji(character) ? kEmojiScript : fallback_script(script_of(character), Han::kSimplified);
  const auto found = std::ranges::find(kFallbacks, wanted, &Fallback::script);
  return found == kFallbacks.end() ? std::string_view() : found->package;
}

}  // namespace roomsign::render
