#include "render/theme.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace roomsign::render {
namespace {

constexpr double kSmallPrint = 4.5;  // WCAG AA

constexpr Color rgb(unsigned value) {
  return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
          static_cast<std::uint8_t>(value)};
}

const std::array<Theme, 3>& built_in_themes() {
  static const std::array<Theme, 3> themes = {{
      {.name = "dark",
       .ground = rgb(0x0b1020),
       .text = rgb(0xf4f6fb),
       .second = rgb(0xa9b4cc),
       .faint = rgb(0x7885a3),
       .rule = rgb(0x24304d),
       .accent = rgb(0xffb454)},
      {.name = "light",
       .ground = rgb(0xf7f7f4),
       .text = rgb(0x14171f),
       .second = rgb(0x4d5566),
       .faint = rgb(0x666d7c),
       .rule = rgb(0xd9dbd3),
       .accent = rgb(0xb54708)},
      // For bright halls and weak eyes: 7:1 for everything, and lines that are seen (3:1).
      {.name = "contrast",
       .ground = rgb(0x000000),
       .text = rgb(0xffffff),
       .second = rgb(0xe4e4e4),
       .faint = rgb(0xc4c4c4),
       .rule = rgb(0x767676),
       .accent = rgb(0xffe14d)},
  }};
  return themes;
}

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

std::optional<Color> parse_color(std::string_view text) {
  constexpr std::size_t kLength = std::string_view("#0b1020").size();
  if (text.size() != kLength || !text.starts_with('#')) return std::nullopt;
  unsigned value = 0;
  const char* const end = text.data() + text.size();
  if (std::from_chars(text.data() + 1, end, value, 16).ptr != end) return std::nullopt;
  return rgb(value);
}

std::optional<Theme> built_in_theme(std::string_view name) {
  for (const Theme& theme : built_in_themes()) {
    if (theme.name == name) return theme;
  }
  return std::nullopt;
}

std::vector<std::string> built_in_theme_names() {
  std::vector<std::string> names;
  for (const Theme& theme : built_in_themes()) names.push_back(theme.name);
  return names;
}

double contrast(Color a, Color b) {
  const auto [dark, bright] = std::minmax({luminance(a), luminance(b)});
  return (bright + 0.05) / (dark + 0.05);
}

Color legible(Color color, const Theme& theme) {
  constexpr int kSteps = 32;
  if (theme.background != nullptr) return theme.accent;
  Color nearer = color;
  for (int step = 1; contrast(nearer, theme.ground) < kSmallPrint && step <= kSteps; ++step) {
    for (const auto channel : {&Color::red, &Color::green, &Color::blue}) {
      const int way = theme.text.*channel - color.*channel;
      nearer.*channel = static_cast<std::uint8_t>(color.*channel + way * step / kSteps);
    }
  }
  return nearer;
}

std::vector<ContrastFault> contrast_faults(const Theme& theme) {
  struct Pair {
    std::string_view name;
    Color color;
    double needed;
  };
  const std::array<Pair, 4> pairs = {{{"text", theme.text, kReadFromAfar},
                                      {"second", theme.second, kSmallPrint},
                                      {"faint", theme.faint, kSmallPrint},
                                      {"accent", theme.accent, kSmallPrint}}};
  std::vector<ContrastFault> faults;
  for (const Pair& pair : pairs) {
    const double found = contrast(pair.color, theme.ground);
    if (found >= pair.needed) continue;
    // Rounded down, so that a near miss never reads as enough.
    faults.push_back(
        {std::string(pair.name), fmt::format("{} on ground: {:.1f}:1, needs {:g}:1", pair.name,
                                             std::floor(found * 10) / 10, pair.needed)});
  }
  return faults;
}

}  // namespace roomsign::render
