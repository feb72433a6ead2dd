#include "daemon/formats/reading/people.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats {
namespace {

bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 19> kParticles{
      "van", "von", "der", "den", "de", "da",  "dos", "del", "di", "la",
      "le",  "du",  "bin", "al",  "el", "ten", "ter", "zu",  "y"};
  return one_of(word, kParticles);
}

// Words of titles, sessions and announcements, lower case.
bool is_title_word(std::string_view word) {
  constexpr std::array<std::string_view, 62> kWords{
      "of",         "for",        "with",      "the",          "a",
      "an",         "in",         "on",        "to",           "from",
      "by",         "and",        "or",        "via",          "using",
      "towards",    "toward",     "at",        "is",           "are",
      "how",        "what",       "why",       "when",         "learning",
      "machine",    "systems",    "system",    "session",      "talk",
      "talks",      "remarks",    "opening",   "closing",      "welcome",
      "panel",      "poster",     "posters",   "break",        "lunch",
      "coffee",     "keynote",    "invited",   "speaker",      "speakers",
      "discussion", "debate",     "workshop",  "introduction", "party",
      "award",      "awards",     "lecture",   "tutorial",     "networks",
      "data",       "models",     "reception", "registration", "demo",
      "spotlight",  "contributed"};
  return one_of(word, kWords);
}

bool is_organisation_word(std::string_view word) {
  constexpr std::array<std::string_view, 32> kWords{"university",
                                                    "universit\u00e9",
                                                    "universit\u00e4t",
                                                    "institute",
                                                    "institut",
                                                    "college",
                                                    "school",
                                                    "labs",
                                                    "lab",
                                                    "laboratory",
                                                    "research",
                                                    "inc",
                                                    "inc.",
                                                    "ltd",
                                                    "gmbh",
                                                    "corp",
                                                    "corporation",
                                                    "company",
                                                    "google",
                                                    "microsoft",
                                                    "facebook",
                                                    "meta",
                                                    "nvidia",
                                                    "amazon",
                                                    "ibm",
                                                    "intel",
                                                    "apple",
                                                    "openai",
                                                    "deepmind",
                                                    "berkeley",
                                                    "stanford",
                                                    "polytechnic"};
  return one_of(word, kWords);
}

// Universities that go by the name of their town or founder. People are called so as well, so that
// these words tell an organisation only where one is expected.
bool is_campus(std::string_view word) {
  constexpr std::array<std::string_view, 16> kWords{
      "harvard",   "princeton", "yale",      "cornell", "duke",          "oxford",
      "cambridge", "columbia",  "toronto",   "caltech", "montr\u00e9al", "mcgill",
      "rice",      "waterloo",  "edinburgh", "inria"};
  return one_of(word, kWords);
}

std::string_view without_full_stop(std::string_view text) {
  text = trim(text);
  const bool abbreviation = text.size() > 2 && is_upper(text[text.size() - 2]);
  return text.ends_with('.') && !abbreviation ? text.substr(0, text.size() - 1) : text;
}

std::string_view without_honorific(std::string_view text) {
  constexpr std::array<std::string_view, 7> kTitles{"dr.",       "dr",  "prof.", "prof",
                                                    "professor", "mr.", "ms."};
  for (;;) {
    text = trim(text);
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return text;
    if (!one_of(to_lower(text.substr(0, blank)), kTitles)) return text;
    text.remove_prefix(blank);
  }
}

bool begins_like_a_name(std::string_view word) {
  return is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0xC3;
}

// "MIT", "GPU": three capitals or more in a row are no name; "H.T." is.
bool is_acronym(std::string_view word) {
  std::size_t run = 0;
  for (const char c : word) {
    run = is_upper(c) ? run + 1 : 0;
    if (run >= 3) return true;
  }
  return false;
}

bool is_name_word(std::string_view word) {
  return begins_like_a_name(word) && !is_acronym(word) && !is_title_word(to_lower(word)) &&
         !is_organisation_word(to_lower(word));
}

schedule::Speaker speaker(std::string_view name, std::string_view affiliation) {
  return {.name = clean_line(name), .affiliation = clean_line(affiliation), .photo = {}};
}

// Splits "Name (Org)" where the bracket ends the text.
std::optional<schedule::Speaker> person_with_bracket(std::string_view text) {
  if (!text.ends_with(')')) return std::nullopt;
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || text.find('(', open + 1) != std::string_view::npos)
    return std::nullopt;
  const std::string_view name = trim(text.substr(0, open));
  if (!is_name(name)) return std::nullopt;
  return speaker(name, trim(text.substr(open + 1, text.size() - open - 2)));
}

std::optional<schedule::Speaker> person_with_separator(std::string_view text) {
  constexpr std::array<std::string_view, 4> kSeparators{" - ", " \u2013 ", " \u2014 ", ", "};
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) continue;
    const std::string_view name = trim(text.substr(0, at));
    const std::string_view rest = trim(text.substr(at + separator.size()));
    if (is_name(name) && is_telling_organisation(rest)) return speaker(name, rest);
  }
  return std::nullopt;
}

}  // namespace

bool is_name(std::string_view text) {
  text = without_honorific(without_full_stop(text));
  if (text.empty() || text.size() > 60) return false;
  if (text.find_first_of("0123456789:;,?!\"()[]/&+|@") != std::string_view::npos) return false;
  std::size_t words = 0;
  std::size_t capitalised = 0;
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    ++words;
    if (is_particle(word)) continue;
    if (!is_name_word(word)) return false;
    ++capitalised;
  }
  return words >= 2 && words <= 5 && capitalised >= 1;
}

bool is_organisation(std::string_view text) {
  text = trim(text);
  const bool one_word = text.find(' ') == std::string_view::npos && !text.empty();
  return (one_word && !is_title_word(to_lower(text))) || is_telling_organisation(text);
}

bool is_telling_organisation(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.find(':') != std::string_view::npos) return false;
  std::size_t words = 0;
  bool telling = false;
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    ++words;
    telling = telling || is_acronym(word) || is_organisation_word(to_lower(word)) ||
              is_campus(to_lower(word));
  }
  return telling && words <= 6;
}

std::optional<schedule::Speaker> person(std::string_view text) {
  text = without_full_stop(text);
  if (auto found = person_with_bracket(text)) return found;
  if (is_name(text)) return speaker(text, {});
  return person_with_separator(text);
}

std::vector<std::string> list_parts(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  int depth = 0;
  const auto end_part = [&] {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
    part.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') depth = std::max(0, depth - 1);
    const bool separator = c == ',' || c == ';' || c == '&';
    const bool word_start = i == 0 || text[i - 1] == ' ';
    const std::string_view rest = text.substr(i);
    if (depth == 0 && separator) {
      end_part();
    } else if (depth == 0 && word_start && rest.starts_with("and ")) {
      end_part();
      i += 2;
    } else if (depth == 0 && rest.starts_with("\u00b7")) {
      end_part();
      i += 1;
    } else {
      part += c;
    }
  }
  end_part();
  return parts;
}

std::vector<schedule::Speaker> people(std::string_view text) {
  std::vector<schedule::Speaker> found;
  for (const std::string& part : list_parts(without_full_stop(text))) {
    auto one = person(part);
    if (!one) return {};
    found.push_back(std::move(*one));
  }
  return found;
}

}  // namespace roomsign::formats
