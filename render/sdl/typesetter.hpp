// Typesetter: lines of text as coverage, remembered.
//
// What was measured or drawn lately is kept up to kCacheBytes: drawing an unchanged screen again
// shapes nothing. A Run has no colour, so one serves every theme. Needs no window system and no
// SDL_Init. One thread. Throws std::runtime_error where a font cannot be opened.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "render/sdl/faces.hpp"

namespace roomsign::render {

class Typesetter {
 public:
  static constexpr std::size_t kCacheBytes = 3U << 20U;
  static constexpr int kLongestPart = 256;  // code points

  Typesetter() = default;
  Typesetter(const Typesetter&) = delete;
  Typesetter& operator=(const Typesetter&) = delete;

  // The typeface of a theme from now on. Another one than before forgets what was set.
  void use(const TypefacePtr& typeface);

  Metrics metrics(const Font& font) { return faces_.metrics(font); }

  // Advance width of a line of clean UTF-8, however long: it is set in parts of at most
  // kLongestPart code points, since SDL_ttf makes one surface of what it is given.
  int measure(std::string_view text, const Font& font);

  // Calls draw(run, pen) for each run of the line from left to right, the first with its pen at x,
  // until one would begin at `end` or beyond. The run is valid within the call.
  template <class Draw>
  void lay(std::string_view text, const Font& font, int x, int end, Draw draw) {
    while (!text.empty() && x < end) {
      const std::string_view part = first_part(text);
      for (const Run& run : set(part, font)) {
        if (x >= end) break;
        draw(run, x);
        x += run.advance;
      }
      text.remove_prefix(part.size());
    }
  }

  // Adds the characters for which there is no font, each once: empty boxes are drawn for them.
  void add_missing(std::string_view text, const Font& font, std::u32string& missing);

  std::size_t cached_bytes() const { return cached_bytes_; }

 private:
  struct Entry {
    std::string text;
    Font font;
    bool drawn = false;  // else only the advance is known
    int advance = 0;
    std::vector<Run> runs;
    std::u32string missing;
    std::size_t bytes() const;
  };
  struct Key {
    std::string_view text;  // of the entry itself
    Font font;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  static std::string_view first_part(std::string_view text);
  Spans split(std::string_view text, const Font& font);
  const std::vector<Run>& set(std::string_view text, const Font& font);
  Entry& entry(std::string_view text, const Font& font);
  void trim();

  Faces faces_;
  TypefacePtr typeface_;
  std::list<Entry> entries_;  // the latest first
  std::unordered_map<Key, std::list<Entry>::iterator, KeyHash> index_;
  std::size_t cached_bytes_ = 0;
};

}  // namespace roomsign::render
