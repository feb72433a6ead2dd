#include "daemon/formats/reading/kinds.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;

// How many bytes at the front of `text` are a mark that stands beside words: a dash, an arrow, a
// bullet, a picture (U+2000 to U+2BFF, U+FE0F, U+1F000 to U+1FFFF); 0: none.
std::size_t mark_at_front(std::string_view text) {
  constexpr std::string_view kPictures = "\xF0\x9F";
  if (text.starts_with("\uFE0F")) return 3;
  if (text.size() >= 4 && text.starts_with(kPictures)) return 4;
  const bool mark =
      text.size() >= 3 && text[0] == '\xE2' && static_cast<unsigned char>(text[1]) < 0xB0;
  return mark ? 3 : 0;
}

// Lower-case words with single blanks between and one at each end, so that " poster " finds words.
std::string padded_words(std::string_view text) {
  constexpr std::string_view kSoftHyphen = "\u00AD";
  constexpr std::string_view kApostrophe = "\u2019";
  std::string out(text.size() + 2, ' ');
  std::size_t end = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || c == '&') {
      out[end++] = c;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      const std::string_view rest = text.substr(i);
      if (rest.starts_with(kSoftHyphen)) {
        i += kSoftHyphen.size() - 1;
      } else if (rest.starts_with(kApostrophe)) {
        i += kApostrophe.size() - 1;
      } else if (const std::size_t mark = mark_at_front(rest); mark > 0) {
        i += mark - 1;
        if (out[end - 1] != ' ') out[end++] = ' ';
      } else {
        out[end++] = c;
      }
    } else if (c != '\'' && out[end - 1] != ' ') {
      out[end++] = ' ';
    }
  }
  if (out[end - 1] != ' ') ++end;  // a blank stands there already
  out.resize(end);
  return out;
}

// Whether `phrase` stands in `padded` as whole words.
bool has_phrase(std::string_view padded, std::string_view phrase) {
  for (auto at = padded.find(phrase); at != std::string_view::npos;
       at = padded.find(phrase, at + 1)) {
    if (padded[at - 1] == ' ' && padded[at + phrase.size()] == ' ') return true;
  }
  return false;
}

struct Rule {
  Kind kind;
  std::string_view phrase;
};

// In order: the first that fits decides. "Poster Session | Coffee Break" is a poster session.
constexpr std::array<Rule, 57> kRules{{
    {Kind::kPoster, "poster"},
    {Kind::kPoster, "posters"},
    {Kind::kPanel, "panel"},
    {Kind::kPanel, "panel discussion"},
    {Kind::kPanel, "debate"},
    {Kind::kPanel, "round table"},
    {Kind::kPanel, "roundtable"},
    {Kind::kPanel, "fireside chat"},
    {Kind::kKeynote, "keynote"},
    {Kind::kKeynote, "keynote talk"},
    {Kind::kKeynote, "plenary"},
    {Kind::kInvited, "invited"},
    {Kind::kInvited, "invited talk"},
    {Kind::kInvited, "special guest"},
    {Kind::kInvited, "guest speaker"},
    {Kind::kQa, "q & a"},
    {Kind::kQa, "q&a"},
    {Kind::kQa, "questions and answers"},
    {Kind::kRegistration, "registration"},
    {Kind::kRegistration, "check in"},
    {Kind::kRegistration, "badge pickup"},
    {Kind::kOpening, "opening"},
    {Kind::kOpening, "opening remarks"},
    {Kind::kOpening, "welcome"},
    {Kind::kOpening, "introductory remarks"},
    {Kind::kOpening, "welcome remarks"},
    {Kind::kClosing, "closing"},
    {Kind::kClosing, "closing remarks"},
    {Kind::kClosing, "concluding remarks"},
    {Kind::kClosing, "wrap up"},
    {Kind::kClosing, "farewell"},
    {Kind::kClosing, "adjourn"},
    {Kind::kTalks, "contributed talks"},
    {Kind::kTalks, "contributed papers"},
    {Kind::kTalks, "spotlight talks"},
    {Kind::kTalks, "spotlights"},
    {Kind::kTalks, "lightning talks"},
    {Kind::kTalks, "oral presentations"},
    {Kind::kTalks, "paper presentations"},
    {Kind::kTalks, "orals"},
    {Kind::kTalks, "oral session"},
    {Kind::kTalks, "paper session"},
    {Kind::kTutorial, "tutorial"},
    {Kind::kTutorial, "hands on"},
    {Kind::kSocial, "party"},
    {Kind::kSocial, "reception"},
    {Kind::kSocial, "dinner"},
    {Kind::kSocial, "banquet"},
    {Kind::kSocial, "social"},
    {Kind::kSocial, "social event"},
    {Kind::kSocial, "happy hour"},
    {Kind::kDiscussion, "discussion"},
    {Kind::kDiscussion, "group discussion"},
    {Kind::kDiscussion, "breakout"},
    {Kind::kDiscussion, "breakout session"},
    {Kind::kDiscussion, "open discussion"},
    {Kind::kClosing, "end"},
}};

// These are everyday words: in a title they count only as the whole of it, or before one of the
// words that make them a session ("Closing remarks", not "Closing the gap").
bool stands_alone(std::string_view phrase) {
  constexpr std::array<std::string_view, 14> kAlone{
      "opening", "closing", "welcome",  "end",     "party",      "social",  "invited",
      "dinner",  "orals",   "hands on", "plenary", "discussion", "adjourn", "debate"};
  return one_of(phrase, kAlone);
}

bool followed_by_session_word(std::string_view rest) {
  constexpr std::array<std::string_view, 21> kWords{
      "plenary",  "remarks", "session", "sessions", "ceremony", "address", "words",
      "note",     "notes",   "speech",  "event",    "talk",     "talks",   "speaker",
      "speakers", "and",     "to",      "&",        "party",    "lecture", "discussion"};
  const std::string_view word = rest.substr(0, rest.find(' '));
  return one_of(word, kWords);
}

bool is_break(std::string_view padded) {
  constexpr std::array<std::string_view, 17> kBefore{
      "coffee",    "tea",        "lunch",  "social",  "short",  "morning",
      "afternoon", "networking", "dinner", "comfort", "health", "bio",
      "stretch",   "boxed",      "box",    "virtual", "petit"};
  constexpr std::array<std::string_view, 13> kHeads{
      "break",         "lunch",        "coffee",      "tea",          "breakfast",
      "pause",         "intermission", "kaffeepause", "mittagspause", "mittagessen",
      "d\u00e9jeuner", "pausa",        "refreshments"};
  if (padded.size() > 47) return false;
  for (std::string_view rest = padded.substr(1); !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (one_of(word, kHeads)) return true;
    if (!one_of(word, kBefore)) return false;
    rest.remove_prefix(word.size() + 1);
  }
  return false;
}

// Asked for every rule and every title of a schedule: nearly always two letters at either end
// suffice. Phrases have two at least.
bool may_fit(std::string_view padded, std::string_view phrase) {
  const std::size_t n = padded.size();
  const std::size_t m = phrase.size();
  return n > 3 && ((padded[1] == phrase[0] && padded[2] == phrase[1]) ||
                   (padded[n - 2] == phrase[m - 1] && padded[n - 3] == phrase[m - 2]));
}

// Whole words only: the padding has a blank at each end.
bool begins_with(std::string_view padded, std::string_view phrase) {
  return padded.size() >= phrase.size() + 2 && padded.substr(1).starts_with(phrase) &&
         padded[phrase.size() + 1] == ' ';
}

bool ends_with(std::string_view padded, std::string_view phrase) {
  if (padded.size() < phrase.size() + 2) return false;
  const std::string_view words = padded.substr(0, padded.size() - 1);
  return words.ends_with(phrase) && padded[words.size() - phrase.size() - 1] == ' ';
}

// Opening, closing and their like hold whole titles only up to a few words.
bool fits_title(std::string_view padded, std::string_view phrase) {
  const bool begins = begins_with(padded, phrase);
  const bool ends = ends_with(padded, phrase);
  if (!begins && !ends) return false;
  if (padded.size() == phrase.size() + 2) return true;
  if (phrase == "end") return false;
  if (!stands_alone(phrase)) return begins || count_words(padded) <= 8;
  if (begins) return followed_by_session_word(padded.substr(phrase.size() + 2));
  const bool short_form = phrase == "opening" || phrase == "closing";  // "Conference Opening"
  if (short_form && count_words(padded) == 2) return true;
  const bool closing_word = phrase == "party" || phrase == "dinner" || phrase == "discussion";
  return closing_word && count_words(padded) <= 6;
}

}  // namespace

std::optional<Kind> kind_of_label(std::string_view label) {
  if (label.empty()) return std::nullopt;  // as most are
  const std::string words = padded_words(label);
  if (is_break(words)) return Kind::kBreak;
  for (const Rule& rule : kRules) {
    const bool inside = !stands_alone(rule.phrase) && has_phrase(words, rule.phrase);
    if (inside || fits_title(words, rule.phrase)) return rule.kind;
  }
  return std::nullopt;
}

std::optional<Kind> kind_of_title(std::string_view title) {
  const std::string words = padded_words(title);
  if (is_break(words)) return Kind::kBreak;
  for (const Rule& rule : kRules) {
    if (may_fit(words, rule.phrase) && fits_title(words, rule.phrase)) return rule.kind;
  }
  // "Introduction and opening remarks"
  if (!words.contains("remarks")) return std::nullopt;
  for (const Kind kind : {Kind::kOpening, Kind::kClosing}) {
    const std::string_view stem =
        kind == Kind::kOpening ? " opening remarks " : " closing remarks ";
    if (words.find(stem) != std::string::npos) return kind;
  }
  return std::nullopt;
}

}  // namespace roomsign::formats
