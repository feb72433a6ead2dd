// Theme: the colours, each named by its role, and the promise that they can be read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/geometry.hpp"

namespace roomsign::render {

struct Theme {
  std::string name;
  Color ground;
  Color text;    // what people came to read
  Color second;  // the rest
  Color faint;   // headings of lists, small print: still 4.5:1
  Color rule;    // lines, the track of the progress bar
  Color accent;
  bool operator==(const Theme&) const = default;
};

std::optional<Theme> built_in_theme(std::string_view name);  // "dark", "light"
std::vector<std::string> built_in_theme_names();

// WCAG 2.2 contrast ratio, 1..21.
double contrast(Color a, Color b);

// Pairs that fall short of 7:1 (text on ground: titles, names, the time range) or 4.5:1 (second,
// faint and accent on ground), each as "second on ground: 3.9:1, needs 4.5:1". Empty: the theme may
// be used.
std::vector<std::string> contrast_faults(const Theme& theme);

}  // namespace roomsign::render
