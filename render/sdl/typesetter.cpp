#include "render/sdl/typesetter.hpp"

#include <functional>
#include <utility>

#include "render/characters.hpp"

namespace roomsign::render {

std::size_t Typesetter::Entry::bytes() const {
  constexpr std::size_t kOverhead = sizeof(Entry) + 64;  // with its nodes in list and index
  std::size_t bytes = kOverhead + text.capacity() + runs.capacity() * sizeof(Run);
  for (const Run& run : runs) {
    bytes += run.coverage.capacity();
    if (run.picture) bytes += run.picture->pixels().capacity() * sizeof(std::uint32_t);
  }
  return bytes;
}

std::size_t Typesetter::KeyHash::operator()(const Key& key) const {
  const auto font = (static_cast<std::size_t>(key.font.face) << 40U) ^
                    (static_cast<std::size_t>(key.font.size) << 16U) ^
                    (static_cast<std::size_t>(key.font.tracking) << 4U) ^
                    static_cast<std::size_t>(key.font.han);
  return std::hash<std::string_view>()(key.text) ^ (font * 0x9E3779B97F4A7C15U);
}

void Typesetter::use(const TypefacePtr& typeface) {
  if (typeface == typeface_) return;
  index_.clear();
  entries_.clear();
  cached_bytes_ = 0;
  typeface_ = typeface;
  faces_.use(typeface_);
}

int Typesetter::measure(std::string_view text, const Font& font) {
  int width = 0;
  while (!text.empty()) {
    const std::string_view part = first_part(text);
    width += entry(part, font).advance;
    text.remove_prefix(part.size());
  }
  return width;
}

void Typesetter::add_missing(std::string_view text, const Font& font, std::u32string& missing) {
  while (!text.empty()) {
    const std::string_view part = first_part(text);
    for (const char32_t value : entry(part, font).missing) {
      if (missing.find(value) == std::u32string::npos) missing.push_back(value);
    }
    text.remove_prefix(part.size());
  }
}

// All of the text, or its first whole characters of at most kLongestPart code points.
std::string_view Typesetter::first_part(std::string_view text) {
  if (text.size() <= kLongestPart) return text;
  std::size_t most = 0;
  for (int i = 0; i < kLongestPart && most < text.size(); ++i) {
    most += code_point_at(text, most).length;
  }
  if (most == text.size()) return text;
  const std::string_view more = text.substr(0, most + code_point_at(text, most).length);
  std::size_t last = 0;  // where the character begins that has the next code point
  for (std::size_t end = 0; (end = character_end(more, last)) < more.size();) last = end;
  return text.substr(0, last > 0 ? last : most);
}

Spans Typesetter::split(std::string_view text, const Font& font) {
  const auto provides = [&](char32_t character, Row row) {
    return faces_.provides(character, row, font.face);
  };
  return split_line(text, font.han, provides, faces_.first(font.face));
}

const std::vector<Run>& Typesetter::set(std::string_view text, const Font& font) {
  Entry& found = entry(text, font);
  if (!found.drawn) {
    cached_bytes_ -= found.bytes();
    const Spans line = split(text, font);
    for (std::size_t i = 0; i < found.runs.size(); ++i) {
      faces_.draw(line.spans[i], font, found.runs[i]);
    }
    found.drawn = true;
    cached_bytes_ += found.bytes();
    trim();
  }
  return found.runs;
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
  Spans line = split(text, font);
  made.missing = std::move(line.missing);
  made.runs.resize(line.spans.size());
  for (std::size_t i = 0; i < line.spans.size(); ++i) {
    made.runs[i].advance = faces_.advance(line.spans[i], font);
    made.advance += made.runs[i].advance;
  }
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
