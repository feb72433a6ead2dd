#include "daemon/formats/html/billing.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/labels.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::html {
namespace {

std::optional<Billing> person_and_rest(const Line& line, std::size_t name_end, std::size_t rest) {
  auto one = person(std::string_view(line.text()).substr(0, name_end));
  if (!one) return std::nullopt;
  return Billing{{std::move(*one)}, line.sub(rest), {}};
}

// "Daniele Procida <a>All I want</a>": where a link begins and goes on to the end.
std::optional<Billing> person_then_link(const Line& line) {
  for (std::size_t i = 1; i < line.text().size(); ++i) {
    const bool begins = (line.style_at(i) & kLink) != 0 && (line.style_at(i - 1) & kLink) == 0;
    if (begins && line.run(kLink, i) == line.text().size() - i) {
      auto found = person_and_rest(line, i, i);
      if (found && !person(found->title.text())) return found;
    }
  }
  return std::nullopt;
}

// A name up to where the author broke the line of the source.
std::optional<Billing> person_then_source_line(const Line& line) {
  for (std::size_t i = 1; i + 1 < line.text().size(); ++i) {
    if ((line.style_at(i) & kSourceBreak) == 0) continue;
    auto found = person_and_rest(line, i, i + 1);
    if (found && count_words(found->title.text()) > 2) return found;
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Billing> all_people(const Line& line) {
  const std::string_view text = line.text();
  auto found = people(text);
  if (!found.empty()) return Billing{std::move(found), {}, {}};
  constexpr std::string_view kFor = " on behalf of ";
  const std::size_t at = text.find(kFor);
  if (at == std::string_view::npos) return std::nullopt;
  found = people(text.substr(0, at));
  if (found.empty()) return std::nullopt;
  return Billing{std::move(found), {}, clean_line(text.substr(at + 1))};
}

std::optional<Billing> affiliated_people(const Line& line) {
  auto found = all_people(line);
  const bool all_have_one =
      found && std::ranges::all_of(found->speakers, [](const schedule::Speaker& speaker) {
        return !speaker.affiliation.empty();
      });
  if (all_have_one) return found;
  auto one = person(line.text());
  if (!one || one->affiliation.empty()) return std::nullopt;
  return Billing{{std::move(*one)}, {}, {}};
}

std::optional<Billing> person_then_title(const Line& line) {
  if (auto found = person_then_source_line(line)) return found;
  if (auto found = all_people(line)) return found;
  constexpr std::array<std::string_view, 5> kSeparators{" - ", " \u2013 ", " \u2014 ", ": ", ", "};
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = line.text().find(separator);
    if (at == std::string::npos) continue;
    auto found = person_and_rest(line, at, at + separator.size());
    if (!found) continue;
    const bool employer = separator != ": " && found->speakers[0].affiliation.empty() &&
                          count_words(found->title.text()) <= 3;
    if (employer) {
      found->speakers[0].affiliation = clean_line(found->title.text());
      found->title = Line();
    }
    return found;
  }
  return person_then_link(line);
}

std::optional<Billing> title_then_people(const Line& line) {
  const std::string& text = line.text();
  const std::size_t open = text.find('(');
  if (text.ends_with(')') && open != std::string::npos && kind_of_title(text.substr(0, open))) {
    auto found = people(std::string_view(text).substr(open + 1, text.size() - open - 2));
    if (!found.empty()) return Billing{std::move(found), line.sub(0, open), {}};
  }
  const std::size_t with = text.rfind(" with ");
  if (with == std::string::npos) return std::nullopt;
  auto found = people(std::string_view(text).substr(with + 6));
  if (found.empty() || (found.size() < 2 && !kind_of_title(text.substr(0, with)))) {
    return std::nullopt;
  }
  return Billing{std::move(found), line.sub(0, with), {}};
}

std::optional<Billing> name_before_title(const Line& line, bool unmarked) {
  const std::size_t colon = label_colon(line);
  if (colon == std::string::npos) return std::nullopt;
  if (!unmarked && !is_marked(line, colon)) return std::nullopt;
  return person_and_rest(line, colon, colon + 1);
}

std::string take_moderator(Line& line) {
  constexpr std::array<std::string_view, 4> kWords{"moderated by ", "chaired by ",
                                                   "moderation: ", "moderator: "};
  const std::string lower = to_lower(line.text());
  for (const std::string_view words : kWords) {
    const std::size_t at = lower.find(words);
    if (at == std::string::npos || at == 0) continue;
    const std::string_view before = trim(std::string_view(lower).substr(0, at));
    const bool role_line = words.ends_with(": ") && !before.ends_with(',') &&
                           !before.ends_with(';') && !before.ends_with('(');
    if (role_line) continue;  // "Panel Moderator: ..."
    std::string_view who = trim(std::string_view(line.text()).substr(at + words.size()));
    if (who.ends_with(')') && who.find('(') == std::string_view::npos) who.remove_suffix(1);
    if (people(who).empty()) continue;
    std::string note = words.starts_with("chair") ? "Chair: " : "Moderator: ";
    note += clean_line(who);
    std::size_t end = at;
    while (end > 0 &&
           std::string_view(" ,;(-").find(line.text()[end - 1]) != std::string_view::npos)
      --end;
    line = line.sub(0, end);
    return note;
  }
  return {};
}

}  // namespace roomsign::formats::html
