#include "daemon/formats/reading/places.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats {
namespace {

constexpr std::array<std::string_view, 9> kPlaceLabels{
    "room", "location", "where", "venue", "place", "ort", "raum", "salle", "lieu"};
constexpr std::array<std::string_view, 6> kTimeLabels{"when", "date",  "dates",
                                                      "wann", "datum", "quand"};

bool is_bullet(char32_t c) {
  return c == U' ' || c == U'@' || c == U'|' || c == U'-' || c == U'\u00b7' ||
         (c >= U'\u2000' && c < U'\u2e80') || c >= U'\U0001f000' || c == U'\ufe0f';
}

std::string without_bullets(std::string_view text) {
  const std::u32string points = decode_utf8(text);
  const auto begin = std::ranges::find_if_not(points, is_bullet);
  return encode_utf8(std::u32string(begin, points.end()));
}

// The word before the first colon, in small letters.
std::string label_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon == std::string_view::npos ? std::string() : to_lower(trim(text.substr(0, colon)));
}

}  // namespace

bool is_place(std::string_view text) {
  constexpr std::array<std::string_view, 10> kWords{"room",  "hall",    "ballroom", "auditorium",
                                                    "salon", "theater", "theatre",  "raum",
                                                    "salle", "foyer"};
  const std::string lower = to_lower(text);
  const auto words = split(lower, ' ');
  return std::ranges::any_of(words, [&](std::string_view word) {
    return std::ranges::find(kWords, word.substr(0, word.find_first_of(".,;:"))) != kWords.end();
  });
}

std::string without_label(std::string_view text) {
  std::string words = without_bullets(text);
  const std::string label = label_of(words);
  if (one_of(label, kPlaceLabels) || one_of(label, kTimeLabels))
    words.erase(0, words.find(':') + 1);
  return std::string(trim(words));
}

bool is_place_line(std::string_view text) {
  return one_of(label_of(without_bullets(text.substr(0, 40))), kPlaceLabels);
}

}  // namespace roomsign::formats
