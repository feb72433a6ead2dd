#include "daemon/formats/notices.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/json_object.hpp"

namespace roomsign::formats {
namespace {

using schedule::Level;
using schedule::Notices;
using schedule::SessionRef;
using schedule::Term;
using schedule::Texts;

constexpr std::size_t kUrlLimit = 1000;
constexpr std::size_t kNoteLimit = 120;
constexpr std::size_t kIdLimit = 60;
constexpr std::size_t kMostTexts = 20;
constexpr std::size_t kMostRooms = 100;

// Where an entry is read to, and what counts for all of them.
struct Document {
  Notices& notices;
  std::optional<Instant> issued;
};

void append(Notices& all, Notices&& more) {
  std::ranges::move(more.announcements, std::back_inserter(all.announcements));
  std::ranges::move(more.delays, std::back_inserter(all.delays));
  std::ranges::move(more.called_off, std::back_inserter(all.called_off));
  std::ranges::move(more.moves, std::back_inserter(all.moves));
  std::ranges::move(more.full, std::back_inserter(all.full));
}

// A text that is cut says so.
std::string cut_text(Findings& findings, const Place& place, const std::string& raw,
                     std::size_t limit) {
  const std::string whole = clean_line(raw, std::numeric_limits<std::size_t>::max());
  std::string text = clean_line(raw, limit);
  if (text != whole) {
    findings.warnings.push_back(fmt::format("{}: cut after {} characters", place.path(), limit));
  }
  return text;
}

bool is_language_tag(std::string_view tag) {
  return !tag.empty() && tag.size() <= 20 &&
         to_lower(tag).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == tag.npos;
}

// "Text" or { "en": "Text", "de": "..." }.
Texts read_texts(Findings& findings, Object& object, std::string_view key, std::size_t limit) {
  const json* value = object.find(key);
  if (value == nullptr) return {};
  const Place here = object.at(key);
  Texts texts;
  const auto add = [&](const std::string& tag, const json& text, const Place& place) {
    if (!text.is_string()) {
      findings.fail(place.path(), fmt::format("must be text, not {}", kind_name(text)));
      return;
    }
    auto words = cut_text(findings, place, text.get_ref<const std::string&>(), limit);
    if (!words.empty()) texts.emplace_back(tag, std::move(words));
  };
  if (!value->is_object()) {
    add("", *value, here);
    return texts;
  }
  for (const auto& [tag, text] : value->items()) {
    if (is_language_tag(tag)) {
      add(tag, text, Place{.in = &here, .key = tag});
    } else {
      findings.fail(here.path(), "must name languages by their tags, such as \"en\"");
    }
  }
  if (texts.size() > kMostTexts) findings.fail(here.path(), "is in too many languages");
  return texts;
}

std::vector<std::string> read_rooms(Findings& findings, Object& object) {
  std::vector<std::string> rooms;
  object.each("rooms", [&](const json& room, const Place& place) {
    if (!room.is_string()) {
      findings.fail(place.path(), fmt::format("must be text, not {}", kind_name(room)));
    } else if (rooms.size() == kMostRooms) {
      findings.fail(place.path(), fmt::format("must not come after {} others", kMostRooms));
    } else if (auto name = clean_line(room.get_ref<const std::string&>()); !name.empty()) {
      rooms.push_back(std::move(name));
    }
  });
  return rooms;
}

Term read_term(const Document& document, Object& object) {
  Term term;
  const auto from = object.instant("from");
  const auto until = object.instant("until");
  if (!until) object.fail("until", "is missing: every entry needs an end");
  term.from = from.value_or(document.issued.value_or(Instant{}));
  term.until = until.value_or(Instant{});
  term.id = object.text("id", kIdLimit);
  if (until && *until <= term.from) object.fail("until", "must lie after its `from`");
  return term;
}

// Of kinds that mean what goes on when they begin.
Term read_begun_term(const Document& document, Object& object) {
  const Term term = read_term(document, object);
  if (term.from == Instant{}) {
    object.fail("from", "is missing: since when? (the document's `issued` counts as well)");
  }
  return term;
}

SessionRef read_session(Findings& findings, Object& entry) {
  const json* value = entry.find("session");
  if (value == nullptr) entry.fail("session", "is missing: which one?");
  Object object(findings, value, entry.at("session"));
  SessionRef session;
  const auto start = object.instant("start");
  if (value != nullptr && !start) object.fail("start", "is missing: for when was it announced?");
  session.start = start.value_or(Instant{});
  session.room = object.text("room");
  session.name = object.text("name");
  object.done();
  return session;
}

std::vector<std::string_view> level_words() {
  return {to_string(Level::kInfo), to_string(Level::kWarning), to_string(Level::kEmergency),
          to_string(Level::kDrill)};
}

void read_announcement(const Document& document, Findings& findings, Object& object) {
  static const auto kLevelWords = level_words();
  schedule::Announcement announcement;
  announcement.term = read_term(document, object);
  announcement.rooms = read_rooms(findings, object);
  announcement.level = object.word("level", Level::kInfo, schedule::level_from, kLevelWords);
  announcement.text = read_texts(findings, object, "text", kAnnouncementLimit);
  announcement.instructions = read_texts(findings, object, "instructions", kInstructionsLimit);
  announcement.url = object.text("url", 2 * kUrlLimit);
  if (announcement.text.empty()) object.fail("text", "is missing: what is to be said?");
  if (const auto& url = announcement.url; !url.empty() && !is_web_address(url)) {
    object.fail("url", "must be an http or https address");
  } else if (url.size() > kUrlLimit) {
    object.fail("url", fmt::format("must not be longer than {} characters", kUrlLimit));
  }
  document.notices.announcements.push_back(std::move(announcement));
}

void read_delay(const Document& document, Findings& findings, Object& object) {
  schedule::Delay delay;
  delay.term = read_begun_term(document, object);
  delay.rooms = read_rooms(findings, object);
  const auto minutes = object.number("minutes");
  if (!minutes || *minutes < 0 || *minutes > kLongestDelay.count()) {
    object.fail("minutes", fmt::format("must be a whole number from 0 to {}: how late is it?",
                                       kLongestDelay.count()));
  }
  delay.by = std::chrono::minutes(minutes.value_or(0));
  document.notices.delays.push_back(std::move(delay));
}

void read_on_time(const Document& document, Findings& findings, Object& object) {
  schedule::Delay delay;
  delay.term = read_begun_term(document, object);
  delay.rooms = read_rooms(findings, object);
  document.notices.delays.push_back(std::move(delay));
}

void read_cancelled(const Document& document, Findings& findings, Object& object) {
  schedule::CalledOff called_off;
  called_off.term = read_term(document, object);
  called_off.session = read_session(findings, object);
  called_off.note = object.text("note", kNoteLimit);
  document.notices.called_off.push_back(std::move(called_off));
}

void read_moved(const Document& document, Findings& findings, Object& object) {
  schedule::Move move;
  move.term = read_term(document, object);
  move.session = read_session(findings, object);
  Object to(findings, object.find("to"), object.at("to"));
  move.room = to.text("room");
  move.start = to.instant("start");
  to.done();
  if (move.room.empty() && !move.start) object.fail("to", "must say to which room or time");
  document.notices.moves.push_back(std::move(move));
}

void read_full(const Document& document, Findings&, Object& object) {
  schedule::RoomFull full;
  full.term = read_begun_term(document, object);
  full.room = object.text("room");
  full.alternative = object.text("alternative");
  if (full.room.empty()) object.fail("room", "is missing: which one is full?");
  document.notices.full.push_back(std::move(full));
}

struct EntryKind {
  std::string_view name;
  void (*read)(const Document& document, Findings& findings, Object& object);
};

constexpr std::array<EntryKind, 6> kKinds{{{"announcement", read_announcement},
                                           {"delay", read_delay},
                                           {"on-time", read_on_time},
                                           {"cancelled", read_cancelled},
                                           {"moved", read_moved},
                                           {"full", read_full}}};

const EntryKind* find_kind(std::string_view name) {
  for (const EntryKind& kind : kKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

std::vector<std::string_view> kind_names() {
  std::vector<std::string_view> names;
  for (const EntryKind& kind : kKinds) names.push_back(kind.name);
  return names;
}

// Keeps the entry, or refuses it with the first reason.
void read_entry(ParsedNotices& parsed, std::optional<Instant> issued, const json& value,
                const Place& place) {
  Findings findings{.code = "refused"};
  Notices read;
  Object object(findings, &value, place);
  const std::string name = object.text("kind");
  if (const EntryKind* kind = find_kind(name)) {
    kind->read({read, issued}, findings, object);
    object.done();
  } else {
    object.fail("kind", fmt::format("must be one of {}, not \"{}\"", fmt::join(kind_names(), ", "),
                                    clean_line(name, 40)));
  }
  if (findings.fault) {
    parsed.refused.push_back(findings.fault->message);
  } else {
    append(parsed.notices, std::move(read));
    findings.tell(parsed.warnings);
  }
}

void read_lines(Object& object, std::string_view key, std::vector<std::string>& lines) {
  object.each(key, [&](const json& line, const Place&) {
    if (line.is_string()) lines.push_back(clean_line(line.get_ref<const std::string&>(), 1000));
  });
}

// ---- Said to one sign ----

// As people write it: "14:05", "9:05", "2:05 PM".
std::optional<std::chrono::minutes> said_time_of_day(std::string_view text) {
  using namespace std::chrono_literals;
  std::string plain = to_lower(trim(text));
  const bool pm = plain.ends_with("pm");
  const bool of_twelve = pm || plain.ends_with("am");
  if (of_twelve) plain = trim(std::string_view(plain).substr(0, plain.size() - 2));
  if (plain.find(':') == 1) plain.insert(0, "0");
  const auto time = parse_time_of_day(plain);
  if (!time || (of_twelve && (*time < 1h || *time >= 13h))) return std::nullopt;
  return of_twelve ? *time % 12h + (pm ? 12h : 0h) : *time;
}

// A time of day, wherever one may be written, is the programme day's; what is none stays for its
// reader to judge.
void resolve(json& object, const char* key, const Saying& saying) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return;
  const auto time = said_time_of_day(found->get_ref<const std::string&>());
  if (!time) return;
  const auto local = saying.zone.to_local(saying.day_begins);
  auto then = saying.zone.resolve(std::chrono::floor<std::chrono::days>(local) + *time).instant;
  if (then < saying.day_begins) {
    then = saying.zone
               .resolve(std::chrono::floor<std::chrono::days>(local) + std::chrono::days(1) + *time)
               .instant;
  }
  *found = format_instant(then);
}

void resolve_times(json& entry, const Saying& saying) {
  for (const char* key : {"from", "until"}) resolve(entry, key, saying);
  for (const char* part : {"session", "to"}) {
    const auto found = entry.find(part);
    if (found != entry.end() && found->is_object()) resolve(*found, "start", saying);
  }
}

// What is left out of an entry that is said here and now.
void fill_in(json& entry, const Saying& saying, Said& said) {
  const auto lacks = [&](const char* key) { return member(entry, key) == nullptr; };
  said.end_given = !lacks("until");
  if (!said.end_given) entry["until"] = format_instant(saying.until);
  if (text_at(entry, "id").empty()) entry["id"] = saying.id;
  const auto kind = text_at(entry, "kind");
  if (kind == "full" && lacks("room")) entry["room"] = saying.room;
  const bool is_of_rooms = kind == "announcement" || kind == "delay" || kind == "on-time";
  if (is_of_rooms && lacks("rooms") && !saying.room.empty())
    entry["rooms"] = json::array({saying.room});
}

}  // namespace

Result<Said> parse_said(std::string_view bytes, const Saying& saying) {
  auto value = parse_json(bytes);
  if (!value) return std::unexpected(value.error());
  Said said;
  Findings findings{.code = "refused"};
  said.kind = text_at(*value, "kind");
  const EntryKind* kind = find_kind(said.kind);
  if (kind != nullptr) {
    resolve_times(*value, saying);
    fill_in(*value, saying, said);
  }
  Object object(findings, &*value, {});
  object.text("kind");
  object.text("ask");
  if (kind != nullptr) {
    kind->read({said.notices, saying.now}, findings, object);
  } else if (said.kind == kLift) {
    said.id = object.text("id");
    if (said.id.empty()) object.fail("id", "is missing: what is to be lifted?");
  } else if (said.kind != kIdentify && said.kind != kReload) {
    object.fail("kind", fmt::format("must be one of {}, {}, {}, {}, not \"{}\"",
                                    fmt::join(kind_names(), ", "), kLift, kIdentify, kReload,
                                    clean_line(said.kind, 40)));
  }
  object.done();
  if (findings.fault) return std::unexpected(*findings.fault);
  findings.tell(said.warnings);
  schedule::for_each_term(said.notices, [&](const Term& term) {
    said.id = term.id;
    said.until = term.until;
  });
  if (kind != nullptr && said.until <= saying.now) {
    return failure("refused", "until: has gone by already");
  }
  return said;
}

Result<ParsedNotices> parse_notices(std::string_view bytes) {
  const auto value = parse_json(bytes);
  if (!value) return std::unexpected(value.error());
  ParsedNotices parsed;
  Findings findings{.code = "bad-announcements"};
  Object object(findings, &*value, {});
  if (const auto format = object.text("format"); format != kNoticesFormat) {
    object.fail("format",
                fmt::format(R"(must be "{}", not "{}")", kNoticesFormat, clean_line(format, 40)));
  }
  const auto sequence = object.number("sequence");
  if (!sequence || *sequence < 0 || *sequence > kHighestSequence) {
    object.fail("sequence", fmt::format("must be a whole number from 0 to {}, that rises with each "
                                        "version",
                                        kHighestSequence));
  }
  parsed.sequence = sequence.value_or(0);
  const auto issued = object.instant("issued");
  const json* entries = object.find("entries");
  if (entries == nullptr || !entries->is_array()) {
    object.fail("entries", "must be a list; it may be empty");
  } else if (entries->size() > kMostEntries) {
    return failure("too-large", fmt::format("entries: there are {}; {} is the most",
                                            entries->size(), kMostEntries));
  } else {
    const Place here = object.at("entries");
    for (std::size_t i = 0; i < entries->size(); ++i) {
      read_entry(parsed, issued, (*entries)[i], Place{.in = &here, .key = {}, .index = i});
    }
  }
  std::vector<std::string> told;
  read_lines(object, "warnings", told);
  read_lines(object, "refused", parsed.refused);
  object.done();
  if (findings.fault) return std::unexpected(*findings.fault);
  findings.tell(told);
  parsed.warnings.insert(parsed.warnings.begin(), told.begin(), told.end());
  return parsed;
}

}  // namespace roomsign::formats
