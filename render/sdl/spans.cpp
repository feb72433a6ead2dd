#include "render/sdl/spans.hpp"

#include <algorithm>
#include <optional>

#include "render/bidi.hpp"
#include "render/characters.hpp"
#include "render/sdl/fonts.hpp"

namespace roomsign::render {
namespace {

// A letter with its marks, without what has done its work before the font is asked.
struct Character {
  std::u32string code_points;
  std::string text;
  Script script = kCommonScript;  // of the nearest letter where it has none of its own
  Level level = 0;
};

bool is_spent(char32_t value) {
  return is_direction_mark(value) || value == kSoftHyphen || value == 0x200B || value == 0x2060 ||
         value == 0xFEFF;
}

std::vector<Level> levels_of(std::string_view line) {
  if (!has_right_to_left(line)) return {};
  std::u32string code_points;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = code_point_at(line, at);
    code_points.push_back(point.value);
    at += point.length;
  }
  return embedding_levels(code_points);
}

std::vector<Character> characters_of(std::string_view line) {
  const std::vector<Level> levels = levels_of(line);
  std::vector<Character> characters;
  std::size_t index = 0;
  for (std::size_t at = 0; at < line.size();) {
    Character character;
    for (const std::size_t end = character_end(line, at); at < end; ++index) {
      const CodePoint point = code_point_at(line, at);
      if (!is_spent(point.value)) {
        if (character.text.empty() && !levels.empty()) character.level = levels[index];
        if (character.script == kCommonScript) character.script = script_of(point.value);
        character.code_points.push_back(point.value);
        character.text += line.substr(at, point.length);
      }
      at += point.length;
    }
    if (!character.text.empty()) characters.push_back(std::move(character));
  }
  return characters;
}

// Punctuation is of the script of the letter before it, else of the one behind it.
void inherit_scripts(std::vector<Character>& characters) {
  const auto spread = [](auto from, const auto& to) {
    Script last = kCommonScript;
    for (; from != to; ++from) {
      if (from->script == kCommonScript) from->script = last;
      last = from->script;
    }
  };
  spread(characters.begin(), characters.end());
  spread(characters.rbegin(), characters.rend());
}

bool wants_emoji(const Character& character) {
  for (const char32_t value : character.code_points) {
    if (value == kEmojiSelector) return true;
    if (value == kTextSelector) return false;
  }
  return is_emoji(character.code_points.front());
}

class Chooser {
 public:
  Chooser(Han han, const Provides& provides, Row first)
      : han_(han), provides_(provides), first_(first) {}

  Row row_for(const Character& character, Row before) const {
    const bool after_fallback = before != first_ && !is_emoji_row(before);
    if (wants_emoji(character)) {
      if (const auto row = first_of(kEmojiScript, character)) return *row;
    }
    const bool blank = character.text == " ";
    if (blank && after_fallback && has_all(character, before)) return before;
    if (has_all(character, first_)) return first_;
    if (script_of(character.code_points.front()) == kCommonScript && after_fallback &&
        has_all(character, before)) {
      return before;
    }
    if (first_ != kOwn && has_all(character, kOwn)) return kOwn;
    const Script own = fallback_script(character.script, han_);
    const Script chinese = fallback_script(script("Hani"), han_);
    for (const Script asked : {own, kCommonScript, chinese, kEmojiScript}) {
      if (const auto row = first_of(asked, character)) return *row;
    }
    return kOwn;
  }

  std::u32string missing(const Character& character, Row row) const {
    std::u32string missing;
    for (const char32_t value : character.code_points) {
      if (!is_ignorable(value) && !provides_(value, row)) missing.push_back(value);
    }
    return missing;
  }

 private:
  static bool is_emoji_row(Row row) { return row >= 0 && fallbacks()[row].script == kEmojiScript; }

  bool has_all(const Character& character, Row row) const {
    return std::ranges::all_of(character.code_points, [&](char32_t value) {
      return is_ignorable(value) || provides_(value, row);
    });
  }

  std::optional<Row> first_of(Script script, const Character& character) const {
    const auto rows = fallbacks();
    for (Row row = 0; row < static_cast<Row>(rows.size()); ++row) {
      if (rows[row].script == script && has_all(character, row)) return row;
    }
    return std::nullopt;
  }

  Han han_;
  const Provides& provides_;
  Row first_;
};

// Digits and signs alone are set as Latin letters are.
Script shaped_as(const Character& character, Row row) {
  if (row != kTheme) return kCommonScript;
  return character.script == kCommonScript ? script("Latn") : character.script;
}

// Most text is, and Inter has all of ASCII.
bool is_all_ascii_of(std::string_view text, Row row, const Provides& provides) {
  return std::ranges::all_of(text, [&](char c) {
    const auto value = static_cast<unsigned char>(c);
    return value < 0x80 && (row == kOwn || provides(value, row));
  });
}

Span plain_span(std::string_view line, Row row) {
  return {std::string(line), row, false, row == kTheme ? script("Latn") : kCommonScript};
}

std::vector<Span> in_visual_order(std::vector<Span> spans, const std::vector<Level>& levels) {
  if (std::ranges::all_of(levels, [](Level level) { return level == 0; })) return spans;
  std::vector<Span> ordered;
  ordered.reserve(spans.size());
  for (const std::size_t i : visual_order(levels)) ordered.push_back(std::move(spans[i]));
  return ordered;
}

}  // namespace

Spans split_line(std::string_view line, Han han, const Provides& provides, Row first) {
  if (line.empty()) return {};
  if (is_all_ascii_of(line, first, provides)) return {{plain_span(line, first)}, {}};
  const Chooser chooser(han, provides, first);
  std::vector<Character> characters = characters_of(line);
  inherit_scripts(characters);
  Spans split;
  std::vector<Level> levels;
  for (const Character& character : characters) {
    const Row before = split.spans.empty() ? first : split.spans.back().row;
    const Row row = chooser.row_for(character, before);
    const Script script = shaped_as(character, row);
    for (const char32_t value : chooser.missing(character, row)) {
      if (split.missing.find(value) == std::u32string::npos) split.missing.push_back(value);
    }
    if (split.spans.empty() || row != before || script != split.spans.back().script ||
        levels.back() != character.level) {
      split.spans.push_back({{}, row, character.level % 2 == 1, script});
      levels.push_back(character.level);
    }
    split.spans.back().text += character.text;
  }
  split.spans = in_visual_order(std::move(split.spans), levels);
  return split;
}

}  // namespace roomsign::render
