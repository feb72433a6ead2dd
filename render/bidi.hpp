// Bidi: lines in which some letters run from right to left, by the Unicode rules (UAX 9).
//
// Text is kept and broken as it is read; only what is drawn stands in visual order. A line whose
// paragraph runs the other way than its own first letter would say begins with a mark of direction
// (see break_lines). Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace roomsign::render {

// Whether anything in the text runs from right to left. Else no other function here need be asked.
bool has_right_to_left(std::string_view text);

// How a line runs as a whole: as its first letter does. Nothing where it has none.
std::optional<bool> runs_right_to_left(std::string_view text);

// The embedding level of each code point: odd ones run from right to left.
using Level = std::uint8_t;
std::vector<Level> embedding_levels(std::u32string_view line);

// In which order to draw stretches of these levels, from left to right.
std::vector<std::size_t> visual_order(std::span<const Level> levels);

// Of no width, and not to be drawn; what they say is in the levels.
bool is_direction_mark(char32_t value);
inline constexpr std::string_view kLeftToRightMark = "\u200E";
inline constexpr std::string_view kRightToLeftMark = "\u200F";

}  // namespace roomsign::render
