// Where the fonts are: the file of each face, from the table in fonts/faces.inc, and the fonts that
// draw what Inter has not, from fonts/fallbacks.inc.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "render/canvas.hpp"
#include "render/characters.hpp"

namespace roomsign::render {

// Path of an existing file. Throws std::runtime_error that says what to install.
std::string font_file(Face face);

struct Fallback {
  Script script;
  const char* regular;
  const char* bold;
  int index;  // within the file
  const char* package;
};

std::span<const Fallback> fallbacks();

inline constexpr Script kEmojiScript = script("Zsye");
inline constexpr Script kSimplifiedScript = script("Hans");
inline constexpr Script kTraditionalScript = script("Hant");

// The script in the table whose fonts are for a script's letters.
Script fallback_script(Script script, Han han);

// Fallbacks come in two weights.
bool is_heavy(Face face);

// Path of the file. Nothing where the package is not installed.
std::optional<std::string> fallback_file(const Fallback& fallback, bool heavy);

// Debian's package that would draw a character; empty where none in the table is for it.
std::string_view package_for(char32_t character);

}  // namespace roomsign::render
