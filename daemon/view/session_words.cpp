#include "daemon/view/session_words.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "render/theme.hpp"

namespace roomsign::view {
namespace {

using schedule::Kind;
using schedule::Session;

std::string kind_word(Kind kind, const Phrases& words) {
  return std::string(words.kinds.at(static_cast<std::size_t>(kind)));
}

// Kinds that are worth a word where the source prints none; a break's title says it itself.
bool tells(Kind kind) {
  return kind == Kind::kKeynote || kind == Kind::kInvited || kind == Kind::kPanel ||
         kind == Kind::kTutorial || kind == Kind::kDiscussion;
}

// Titles of these are often the same all day ("Q & A"), and only the label tells them apart.
bool needs_label(Kind kind) {
  return kind == Kind::kQa || kind == Kind::kTalks || kind == Kind::kDiscussion;
}

// Folded, and each between blanks.
std::string words_of(std::string_view text) {
  const auto is_blank = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !is_letter_or_digit(c);
  };
  std::string words = " ";
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && !is_blank(text[end])) ++end;
    if (end > i) words += fold_name(text.substr(i, end - i)) + " ";
    i = end + 1;
  }
  return words;
}

// Scripts from U+0800 on, of which many set words side by side. U+2000 to U+2FFF are marks.
bool may_need_no_blanks(std::string_view word) {
  return std::ranges::any_of(word, [](char c) {
    const auto lead = static_cast<unsigned char>(c);
    return lead >= 0xE0 && lead != 0xE2;
  });
}

// Whether `text` has the whole word, or words: "Art" is not said by "Smart Cars".
bool says(std::string_view text, std::string_view word) {
  if (word.empty()) return true;
  if (may_need_no_blanks(word)) return fold_name(text).find(fold_name(word)) != std::string::npos;
  return words_of(text).find(words_of(word)) != std::string::npos;
}

}  // namespace

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string line;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!line.empty()) line += separator;
    line += part;
  }
  return line;
}

std::string headline(const Session& session, const Phrases& words) {
  if (!session.title.empty()) return session.title;
  if (!session.label.empty()) return session.label;
  return kind_word(session.kind, words);
}

std::string chip(const Session& session, const Phrases& words) {
  std::string word = session.label;
  if (word.empty() && tells(session.kind)) word = kind_word(session.kind, words);
  if (says(headline(session, words), word)) word.clear();
  return join({word, track_word(session, words)});
}

std::string track_word(const Session& session, const Phrases& words) {
  const auto& [name, color] = session.track;
  if (color.empty()) return {};
  const bool said = says(headline(session, words), name) || says(session.label, name);
  return said ? std::string() : name;
}

std::optional<render::Color> track_color(const Session& session) {
  return session.track.name.empty() ? std::nullopt : render::parse_color(session.track.color);
}

std::string list_title(const Session& session, const Phrases& words) {
  const std::string label = needs_label(session.kind) ? session.label : std::string();
  std::string title = headline(session, words);
  if (label.empty() || says(title, label)) return title;
  return fmt::format(fmt::runtime(words.label_and_title), fmt::arg("label", label),
                     fmt::arg("title", title));
}

std::string byline(const std::vector<schedule::Speaker>& speakers) {
  if (speakers.size() == 1) return join({speakers.front().name, speakers.front().affiliation});
  std::vector<std::string> names;
  names.reserve(speakers.size());
  for (const auto& speaker : speakers) names.push_back(speaker.name);
  return join(names, ", ");
}

std::string detail(const Session& session) {
  if (!session.speakers.empty()) return byline(session.speakers);
  std::vector<std::string> titles;
  titles.reserve(session.talks.size());
  for (const auto& talk : session.talks) titles.push_back(talk.title);
  return join(titles);
}

std::vector<render::Person> people(const Session& session, const Photos* photos) {
  std::vector<render::Person> people;
  people.reserve(session.speakers.size());
  for (const auto& speaker : session.speakers) {
    auto& person = people.emplace_back();
    person.name = speaker.name;
    person.affiliation = speaker.affiliation;
    if (photos == nullptr) continue;
    if (const auto photo = photos->find(speaker.photo); photo != photos->end())
      person.photo = photo->second;
  }
  return people;
}

std::vector<render::Part> parts(const Session& session) {
  std::vector<render::Part> parts;
  parts.reserve(session.talks.size());
  for (const auto& talk : session.talks) {
    parts.push_back({.title = talk.title, .speakers = byline(talk.speakers)});
  }
  return parts;
}

}  // namespace roomsign::view
