#include "render/bidi.hpp"

#include <algorithm>

#include <fribidi.h>

#include "render/characters.hpp"

namespace roomsign::render {
namespace {

bool in(char32_t value, char32_t first, char32_t last) { return value >= first && value <= last; }

// A block of a script that runs so, or a mark that turns what follows.
bool may_turn(char32_t value) {
  return in(value, 0x0590, 0x08FF) || value == 0x200F || in(value, 0x202A, 0x202E) ||
         in(value, 0x2066, 0x2069) || in(value, 0xFB1D, 0xFDFF) || in(value, 0xFE70, 0xFEFC) ||
         in(value, 0x10800, 0x10FFF) || in(value, 0x1E800, 0x1EFFF);
}

}  // namespace

bool has_right_to_left(std::string_view text) {
  constexpr unsigned char kFirstLead = 0xD6;  // of U+0590
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < kFirstLead) {
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (may_turn(point.value)) return true;
    at += point.length;
  }
  return false;
}

std::optional<bool> runs_right_to_left(std::string_view text) {
  int isolated = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.length;
    const FriBidiCharType type = fribidi_get_bidi_type(point.value);
    if (type == FRIBIDI_TYPE_PDI) {
      isolated = std::max(0, isolated - 1);
    } else if (FRIBIDI_IS_ISOLATE(type)) {
      ++isolated;
    }
    if (isolated == 0 && FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type)) {
      return FRIBIDI_IS_RTL(type) != 0;
    }
  }
  return std::nullopt;
}

std::vector<Level> embedding_levels(std::u32string_view line) {
  const auto length = static_cast<FriBidiStrIndex>(line.size());
  const std::vector<FriBidiChar> characters(line.begin(), line.end());
  std::vector<FriBidiCharType> types(line.size());
  std::vector<FriBidiBracketType> brackets(line.size());
  std::vector<FriBidiLevel> levels(line.size());
  fribidi_get_bidi_types(characters.data(), length, types.data());
  fribidi_get_bracket_types(characters.data(), length, types.data(), brackets.data());
  FriBidiParType direction = FRIBIDI_PAR_ON;
  const FriBidiLevel one_more_than_highest = fribidi_get_par_embedding_levels_ex(
      types.data(), brackets.data(), length, &direction, levels.data());
  std::vector<Level> found(line.size());
  if (one_more_than_highest == 0) return found;  // no memory: as it is read
  std::ranges::transform(levels, found.begin(),
                         [](FriBidiLevel level) { return static_cast<Level>(level); });
  return found;
}

// Rule L2: from the highest level down to the lowest odd one, every stretch of that level or
// higher is turned round.
std::vector<std::size_t> visual_order(std::span<const Level> levels) {
  std::vector<std::size_t> order;
  order.reserve(levels.size());
  while (order.size() < levels.size()) order.push_back(order.size());
  const Level highest = levels.empty() ? Level{0} : *std::ranges::max_element(levels);
  for (Level level = highest; level > 0; --level) {
    const auto is_below = [&](std::size_t i) { return levels[i] < level; };
    for (auto from = order.begin(); from != order.end();) {
      from = std::find_if_not(from, order.end(), is_below);
      const auto to = std::find_if(from, order.end(), is_below);
      std::ranges::reverse(from, to);
      from = to;
    }
  }
  return order;
}

bool is_direction_mark(char32_t value) {
  return value == 0x061C || in(value, 0x200E, 0x200F) || in(value, 0x202A, 0x202E) ||
         in(value, 0x2066, 0x2069);
}

}  // namespace roomsign::render
