#include "daemon/formats/ical/words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/cancelled.hpp"
#include "daemon/formats/reading/entities.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/links.hpp"
#include "daemon/formats/reading/people.hpp"
#include "daemon/formats/reading/places.hpp"
#include "daemon/formats/reading/words.hpp"

namespace roomsign::formats::ical {
namespace {

using schedule::Session;
using schedule::Speaker;

constexpr std::size_t kLongestLabel = 40;

// "Hall A (City Library)" is {"Hall A", "City Library"}; with square brackets alike.
std::optional<std::pair<std::string_view, std::string_view>> with_bracket(std::string_view text,
                                                                          char open, char close) {
  text = trim(text);
  if (!text.ends_with(close)) return std::nullopt;
  const std::size_t at = text.rfind(open);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view before = trim(text.substr(0, at));
  const std::string_view inside = trim(text.substr(at + 1, text.size() - at - 2));
  if (before.empty() || inside.empty()) return std::nullopt;
  return std::pair(before, inside);
}

// A meeting's address may let in whoever knows it; a room's name never has one.
std::string without_addresses(std::string_view location) {
  std::string kept;
  for (const std::string_view word : split(location, ' ')) {
    if (word.find("://") != std::string_view::npos || word.find('@') != std::string_view::npos)
      continue;
    if (!kept.empty()) kept += ' ';
    kept += word;
  }
  while (!kept.empty() && std::string_view(" ,;|-").find(kept.back()) != std::string_view::npos)
    kept.pop_back();
  return kept;
}

// "57 Post St": a house number and a street.
bool is_address(std::string_view text) {
  text = trim(text);
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits > 5 || digits == std::string_view::npos) return false;
  return text[digits] == ' ' && digits + 1 < text.size() && text[digits + 1] >= 'A' &&
         text[digits + 1] <= 'Z';
}

std::string_view without_address(std::string_view location, Writer writer) {
  const std::size_t comma = location.find(',');
  if (comma == std::string_view::npos || comma == 0) return location;
  const bool cut = writer == Writer::kSched || is_address(location.substr(comma + 1));
  return cut ? trim(location.substr(0, comma)) : location;
}

// Who is named as a speaker is one, also where it does not look like a name.
std::vector<Speaker> named_speakers(std::string_view text) {
  std::vector<Speaker> speakers;
  for (const std::string& part : list_parts(text)) {
    if (part.size() > 120 || part.find('@') != std::string::npos ||
        part.find("://") != std::string::npos)
      continue;
    if (auto one = person(part)) {
      speakers.push_back(std::move(*one));
    } else if (const auto split = with_bracket(part, '(', ')')) {
      speakers.push_back({clean_line(split->first), clean_line(split->second), {}});
    } else {
      speakers.push_back({clean_line(part), {}, {}});
    }
  }
  std::erase_if(speakers, [](const Speaker& speaker) { return speaker.name.empty(); });
  return speakers;
}

// "Coffee Break - Main Foyer", "Workshop - Advanced Rust": what follows is where, or what about.
bool needs_no_speaker(std::string_view before, std::string_view behind) {
  constexpr std::array<std::string_view, 7> kWords{"workshop", "tutorial", "training", "course",
                                                   "session",  "demo",     "meetup"};
  const auto kind = kind_of_title(before);
  return (kind && schedule::is_pause(*kind)) || one_of(to_lower(before), kWords) ||
         is_place(behind);
}

// "Hinges - Ada Klein, Ben Ott". pretalx writes the dash also where nobody speaks, so what follows
// its last one are speakers, whatever they are called; elsewhere they must be names.
void split_speakers(std::string_view& title, Session& session, Writer writer) {
  constexpr std::string_view kSeparator = " - ";
  if (writer == Writer::kPretalx && title.ends_with(" -")) {
    title = trim(title.substr(0, title.size() - 2));
    return;
  }
  const std::size_t at = title.rfind(kSeparator);
  if (at == std::string_view::npos) return;
  const std::string_view list = title.substr(at + kSeparator.size());
  if (writer != Writer::kPretalx && needs_no_speaker(trim(title.substr(0, at)), list)) return;
  auto speakers = people(list);
  if (speakers.empty() && writer == Writer::kPretalx) speakers = named_speakers(list);
  if (speakers.empty()) return;
  session.speakers = std::move(speakers);
  title = trim(title.substr(0, at));
}

// "Ada Klein, Works of Doors": whoever stands first is the speaker, the rest is where from.
std::optional<Speaker> speaker_with_office(std::string_view text) {
  if (auto one = person(text)) return one;
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || !is_name(text.substr(0, comma))) return std::nullopt;
  if (is_name(text.substr(comma + 1))) return std::nullopt;
  return Speaker{clean_line(text.substr(0, comma)), clean_line(text.substr(comma + 1)), {}};
}

// "Keynote: Ada Klein, Works of Doors", "Panel: Doors or windows?".
void split_label(std::string_view& title, Session& session) {
  const std::size_t colon = title.find(':');
  if (colon == std::string_view::npos || colon > kLongestLabel) return;
  const std::string_view label = trim(title.substr(0, colon));
  const std::string_view rest = trim(title.substr(colon + 1));
  const auto words = std::ranges::count(label, ' ') + 1;
  if (rest.empty() || words > 2 || !kind_of_label(label)) return;
  session.label = clean_line(label);
  title = rest;
  if (!session.speakers.empty()) return;
  if (auto several = people(rest); !several.empty()) {
    session.speakers = std::move(several);
    title = {};
  } else if (auto one = speaker_with_office(rest)) {
    session.speakers.push_back(std::move(*one));
    title = {};
  }
}

// "Hinges [Online]".
void split_bracket(std::string_view& title, Session& session) {
  const auto split = with_bracket(title, '[', ']');
  if (!split || split->second.size() > kLongestLabel) return;
  session.label = clean_line(split->second);
  title = split->first;
}

void split_cancelled(std::string_view& title, Session& session) {
  const auto rest = without_cancelled(title);
  if (rest || is_cancelled(title)) session.status = schedule::Status::kCancelled;
  title = rest.value_or(title);
}

schedule::Kind kind_of(const Session& session) {
  if (const auto kind = kind_of_label(session.label)) return *kind;
  return kind_of_title(session.title).value_or(schedule::Kind::kTalk);
}

// Whether enough titles, and all of them, have pretalx's dash.
bool dashes_everywhere(const Calendar& calendar) {
  constexpr std::size_t kEnough = 5;
  return calendar.events.size() >= kEnough &&
         std::ranges::all_of(calendar.events, [](const RawEvent& event) {
           return event.summary.find(" - ") != std::string::npos ||
                  trim(event.summary).ends_with(" -");
         });
}

bool is_meeting(std::string_view url) {
  constexpr std::array<std::string_view, 9> kHosts{
      "zoom.us/",         "zoom.com/",        "teams.microsoft.com/",
      "teams.live.com/",  "meet.google.com/", "webex.com/",
      "gotomeeting.com/", "whereby.com/",     "meet.jit.si/"};
  const std::string lower = to_lower(url);
  return std::ranges::any_of(kHosts,
                             [&](auto host) { return lower.find(host) != std::string::npos; });
}

}  // namespace

Writer writer_of(const Calendar& calendar) {
  const std::string producer = to_lower(calendar.producer);
  if (producer.find("pretalx") != std::string::npos && dashes_everywhere(calendar))
    return Writer::kPretalx;
  if (producer.find("indico") != std::string::npos) return Writer::kIndico;
  if (producer.find("sched.com") != std::string::npos) return Writer::kSched;
  return Writer::kOther;
}

std::string venue_of_all(const Calendar& calendar) {
  std::string venue;
  for (const RawEvent& event : calendar.events) {
    if (trim(event.location).empty()) continue;
    const auto split = with_bracket(event.location, '(', ')');
    if (!split || (!venue.empty() && venue != split->second)) return {};
    venue = split->second;
  }
  return venue;
}

Place place_of(std::string_view location, Writer writer, std::string_view venue_of_all) {
  const std::string words = without_entities(without_addresses(location));
  const std::string_view room = without_address(words, writer);
  if (const auto split = with_bracket(room, '(', ')')) {
    if (writer == Writer::kIndico || (!venue_of_all.empty() && split->second == venue_of_all))
      return {clean_line(split->first), clean_line(split->second)};
  }
  return {clean_line(room), {}};
}

Session words_of(const RawEvent& event, Writer writer) {
  Session session;
  if (event.cancelled) session.status = schedule::Status::kCancelled;
  if (event.confidential) {  // that the room is taken is all that is said
    session.label = "Private";
    return session;
  }
  const std::string whole = clean_line(without_entities(event.summary), 1000);
  std::string_view title = whole;
  split_cancelled(title, session);
  split_bracket(title, session);
  if (event.speakers.empty()) {
    split_speakers(title, session, writer);
  } else {
    session.speakers = named_speakers(event.speakers);
  }
  split_label(title, session);
  session.title = clean_line(title);
  if (session.label.empty() && event.category.size() <= kLongestLabel)
    session.label = clean_line(event.category);
  session.kind = kind_of(session);
  session.url = public_url(event.url);
  return session;
}

std::string public_url(std::string_view url) { return is_meeting(url) ? "" : public_link(url); }

}  // namespace roomsign::formats::ical
