#include "daemon/formats/html/labels.hpp"

#include <algorithm>
#include <array>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/trimmings.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

// The last word tells ("Panel Moderator"); at most three words are a role.
std::optional<Role> role_of(std::string_view name) {
  constexpr std::array<std::string_view, 11> kSpeakers{
      "speaker",    "speakers",   "presenter",   "presenters", "panelist", "panelists",
      "panellists", "instructor", "instructors", "author",     "authors"};
  constexpr std::array<std::string_view, 4> kChairs{"chair", "chairs", "moderator", "moderators"};
  constexpr std::array<std::string_view, 2> kTitles{"title", "talk"};
  const std::string lower = to_lower(name);
  if (lower == "presented by") return Role::kSpeaker;
  if (lower == "affiliation" || lower == "institution") return Role::kEmployer;
  const auto words = split(lower, ' ');
  if (words.size() > 3) return std::nullopt;
  if (one_of(words.back(), kSpeakers)) return Role::kSpeaker;
  if (one_of(words.back(), kChairs)) return Role::kChair;
  return words.size() <= 2 && one_of(words.back(), kTitles) ? std::optional(Role::kTitle)
                                                            : std::nullopt;
}

bool is_vocabulary(std::string_view before) {
  if (kind_of_label(before)) return true;
  constexpr std::array<std::string_view, 12> kWords{
      "contributed", "spotlight", "oral",  "talk",         "session",  "demo",
      "speaker",     "lightning", "paper", "presentation", "workshop", "invited"};
  const std::string lower = to_lower(before);
  const auto words = split(lower, ' ');
  return std::ranges::any_of(words, [&](std::string_view word) { return one_of(word, kWords); });
}

// "Keynote 1 - Rivers": what stands before the dash is nothing but a kind and its number.
std::optional<Label> label_before_dash(const Line& line) {
  for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 "}) {
    const std::size_t at = line.text().find(dash);
    if (at == std::string::npos) continue;
    const std::string before(trim(std::string_view(line.text()).substr(0, at)));
    const auto kind = kind_of_title(before);
    const bool label = kind && !schedule::is_pause(*kind) && count_words(before) <= 3 &&
                       before.back() >= '0' && before.back() <= '9';
    if (label) return Label{before, line.sub(at + dash.size())};
  }
  return std::nullopt;
}

}  // namespace

std::optional<RoleLine> role_line(const Line& line) {
  const std::string_view text = line.text();
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view name = trim(text.substr(0, colon));
  const auto role = role_of(name);
  if (!role) return std::nullopt;
  return RoleLine{*role, std::string(name), std::string(trim(text.substr(colon + 1)))};
}

std::size_t label_colon(const Line& line) {
  const std::string& text = line.text();
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0) return std::string::npos;
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  const bool in_number = is_digit(colon - 1) && is_digit(colon + 1);
  const bool in_address = text.compare(colon, 3, "://") == 0;
  return in_number || in_address ? std::string::npos : colon;
}

bool is_marked(const Line& line, std::size_t colon) {
  const auto ends_here = [&](Style style) {
    const std::size_t run = line.run(style);
    return run == colon || run == colon + 1;
  };
  return ends_here(kBold) || ends_here(kItalic);
}

std::optional<Label> split_label(const Line& line) {
  const std::size_t colon = label_colon(line);
  if (colon == std::string::npos) return label_before_dash(line);
  const std::string before(trim(std::string_view(line.text()).substr(0, colon)));
  if (before.empty() || count_words(before) > 4 || is_name(before)) return std::nullopt;
  Line rest = line.sub(colon + 1);
  const bool alone = rest.empty() || kind_of_title(rest.text()) == schedule::Kind::kQa;
  const bool one_word = count_words(before) == 1 && alone;
  if (!is_marked(line, colon) && !is_vocabulary(before) && !one_word) return std::nullopt;
  return Label{before, std::move(rest)};
}

std::optional<bool> has_name_behind_number(const Line& line) {
  const std::size_t colon = label_colon(line);
  if (colon == std::string::npos) return std::nullopt;
  const std::string_view before = trim(std::string_view(line.text()).substr(0, colon));
  if (!is_vocabulary(before) || before.back() < '0' || before.back() > '9') return std::nullopt;
  const std::string_view rest = trim(std::string_view(line.text()).substr(colon + 1));
  if (rest.empty() || is_placeholder(rest)) return std::nullopt;
  return person(rest).has_value();
}

std::optional<bool> opens_with_name(const Line& line) {
  const std::size_t colon = label_colon(line);
  if (colon == std::string::npos) return std::nullopt;
  const std::string_view before = std::string_view(line.text()).substr(0, colon);
  if (is_vocabulary(before)) return std::nullopt;
  return is_name(before);
}

}  // namespace roomsign::formats::html
