// Theme: the colours, each named by its role, and the promise that they can be read; the event's
// pictures and its typeface.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/geometry.hpp"
#include "render/image.hpp"
#include "render/typeface.hpp"

namespace roomsign::render {

// "#0b1020"; nothing of any other form.
std::optional<Color> parse_color(std::string_view text);

struct Theme {
  std::string name;
  Color ground;
  Color text;    // what people came to read
  Color second;  // the rest
  Color faint;   // headings of lists, small print: still 4.5:1
  Color rule;    // lines, the track of the progress bar
  Color accent;
  ImagePtr logo;         // the event's; null: none
  ImagePtr background;   // under everything, dimmed until all text on it can be read; null: none
  TypefacePtr typeface;  // null: Inter
  bool operator==(const Theme&) const = default;
};

std::optional<Theme> built_in_theme(std::string_view name);  // "dark", "light", "contrast"
std::vector<std::string> built_in_theme_names();

inline constexpr double kReadFromAfar = 7.0;  // WCAG AAA: the contrast of what people came to read

// WCAG 2.2 contrast ratio, 1..21.
double contrast(Color a, Color b);

// A foreign colour (a track's) as small text may have it: itself where it has 4.5:1 on the ground,
// else as little nearer to the text's colour as that takes. On a background it is not known what it
// would stand on: the accent.
Color legible(Color color, const Theme& theme);

struct ContrastFault {
  std::string color;  // "second"
  std::string what;   // "second on ground: 3.9:1, needs 4.5:1"
  bool operator==(const ContrastFault&) const = default;
};

// Colours that fall short of 7:1 (text: titles, names, the time range) or 4.5:1 (second, faint and
// accent) on the ground. Empty: the theme may be used.
std::vector<ContrastFault> contrast_faults(const Theme& theme);

}  // namespace roomsign::render
