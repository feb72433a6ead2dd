#include "render/sdl/typesetter.hpp"

#include <functional>
#include <utility>

namespace roomsign::render {

std::size_t Typesetter::Entry::bytes() const {
  constexpr std::size_t kOverhead = sizeof(Entry) + 64;  // with its nodes in list and index
  return kOverhead + text.capacity() + run.coverage.capacity();
}

std::size_t Typesetter::KeyHash::operator()(const Key& key) const {
  const auto font = (static_cast<std::size_t>(key.font.face) << 40U) ^
                    (static_cast<std::size_t>(key.font.size) << 16U) ^
                    static_cast<std::size_t>(key.font.tracking);
  return std::hash<std::string_view>()(key.text) ^ (font * 0x9E3779B97F4A7C15U);
}

int Typesetter::measure(std::string_view text, const Font& font) {
  int width = 0;
  while (!text.empty()) {
    const std::string_view part = first_run(text);
    width += entry(part, font).run.advance;
    text.remove_prefix(part.size());
  }
  return width;
}

// All of the text, or its first kLongestRun code points.
std::string_view Typesetter::first_run(std::string_view text) {
  int code_points = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_continuation(text[i])) continue;
    if (code_points++ == kLongestRun) return text.substr(0, i);
  }
  return text;
}

const Run& Typesetter::run(std::string_view text, const Font& font) {
  Entry& found = entry(text, font);
  if (!found.drawn) {
    cached_bytes_ -= found.bytes();
    faces_.draw(found.text, font, found.run);
    found.drawn = true;
    cached_bytes_ += found.bytes();
    trim();
  }
  return found.run;
}

// The text's entry, now the latest one; made, and measured, if there is none.
Typesetter::Entry& Typesetter::entry(std::string_view text, const Font& font) {
  if (const auto found = index_.find(Key{text, font}); found != index_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return entries_.front();
  }
  Entry made;
  made.text = text;
  made.font = font;
  made.run.advance = faces_.advance(made.text, font);
  entries_.push_front(std::move(made));
  Entry& latest = entries_.front();
  index_.emplace(Key{latest.text, font}, entries_.begin());
  cached_bytes_ += latest.bytes();
  trim();
  return latest;
}

void Typesetter::trim() {
  while (cached_bytes_ > kCacheBytes && entries_.size() > 1) {
    const Entry& oldest = entries_.back();
    cached_bytes_ -= oldest.bytes();
    index_.erase(Key{oldest.text, oldest.font});
    entries_.pop_back();
  }
}

}  // namespace roomsign::render
