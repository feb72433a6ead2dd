#include "daemon/formats/html/header_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "daemon/base/text.hpp"

namespace roomsign::formats::html {
namespace {

struct Words {
  Heading heading;
  std::string_view words;  // between blanks
};

constexpr std::array<Words, 11> kWords{{
    {Heading::kDay, " date day datum tag jour d\u00eda dia fecha \u65e5\u4ed8 \u65e5\u7a0b "},
    {Heading::kTime,
     " time times start starts when begin begins zeit uhrzeit beginn heure heures horaire horaires "
     "hora horas horario inicio d\u00e9but \u6642\u9593 \u6642\u523b \u65e5\u6642 "},
    {Heading::kEnd, " end ends until finish ende fin bis "},
    {Heading::kDuration, " duration length dauer dur\u00e9e duraci\u00f3n minutes min "},
    {Heading::kLabel, " type kind format category art kategorie cat\u00e9gorie tipo "},
    {Heading::kChair,
     " chair chairs moderator moderators moderation moderador \u5ea7\u9577 \u53f8\u4f1a "},
    {Heading::kRoom,
     " room location where place venue lieu salle ort raum saal h\u00f6rsaal sala lugar "
     "\u4f1a\u5834 \u5834\u6240 \u90e8\u5c4b "},
    {Heading::kTitle,
     " title talk topic session event activity section what program programme agenda item "
     "description presentation content titel thema vortrag veranstaltung programm inhalt titre "
     "sujet expos\u00e9 activit\u00e9 contenu t\u00edtulo titulo tema actividad charla ponencia "
     "evento \u5185\u5bb9 \u984c\u76ee \u6f14\u984c \u30bf\u30a4\u30c8\u30eb "},
    {Heading::kSessions,
     " talks workshops tutorials sessions events activities demos panels posters vortr\u00e4ge "
     "expos\u00e9s ateliers charlas talleres "},
    {Heading::kSpeakers,
     " speaker speakers presenter presenters who author authors instructor instructors referent "
     "referenten referentin vortragende vortragender sprecher autor autoren intervenant "
     "intervenants intervenante orateur orateurs auteur auteurs ponente ponentes autores orador "
     "\u8b1b\u6f14\u8005 \u767a\u8868\u8005 \u767b\u58c7\u8005 \u8b1b\u5e2b "},
    {Heading::kLinks,
     " slides slide video videos recording recordings paper papers pdf link links materials "
     "material code notes abstract abstracts folien "},
}};

std::vector<std::string_view> words_of(std::string& lower) {
  std::ranges::replace_if(
      lower,
      [](char c) { return std::string_view("()/&,:;.-|\n").find(c) != std::string_view::npos; },
      ' ');
  auto words = split(lower, ' ');
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  return words;
}

bool has_word(const std::vector<std::string_view>& words, std::string_view list) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    const std::size_t at = list.find(word);
    for (std::size_t i = at; i != std::string_view::npos; i = list.find(word, i + 1)) {
      if (list[i - 1] == ' ' && list[i + word.size()] == ' ') return true;
    }
    return false;
  });
}

// "Room 5AB", "Session 2", "Track B": the name of one of several.
bool is_one_of_several(const std::vector<std::string_view>& words) {
  if (words.size() < 2) return false;
  const std::string_view last = words.back();
  return last.size() == 1 || (last.front() >= '0' && last.front() <= '9');
}

}  // namespace

Heading heading_of(std::string_view header) {
  std::string lower = to_lower(header);
  const auto words = words_of(lower);
  const bool named = is_one_of_several(words);
  for (const Words& entry : kWords) {
    if (!has_word(words, entry.words)) continue;
    if (entry.heading == Heading::kRoom && (named || words.size() > 2)) continue;
    const bool of_sessions =
        entry.heading == Heading::kTitle || entry.heading == Heading::kSessions;
    if (of_sessions && named) continue;
    return entry.heading;
  }
  return Heading::kNone;
}

bool says_time(std::string_view header) {
  std::string lower = to_lower(header);
  return has_word(words_of(lower), kWords[1].words);
}

}  // namespace roomsign::formats::html
