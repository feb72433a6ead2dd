#include "daemon/formats/indico.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/cancelled.hpp"
#include "daemon/formats/reading/civil_time.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/links.hpp"
#include "daemon/formats/reading/records.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Speaker;
using schedule::Talk;

// "Klein, Ada" as "Ada Klein"; other names as they are.
std::string first_name_first(std::string_view name) {
  const auto parts = split(name, ',');
  if (parts.size() != 2) return clean_line(name);
  return clean_line(fmt::format("{} {}", trim(parts[1]), trim(parts[0])));
}

std::string name_of(const json& person) {
  for (const auto& [first, last] :
       {std::pair("firstName", "familyName"), std::pair("first_name", "last_name")}) {
    const std::string given = text_at(person, first);
    const std::string family = text_at(person, last);
    if (!given.empty() && !family.empty()) return clean_line(fmt::format("{} {}", given, family));
  }
  const std::string name = text_at(person, "name");
  return first_name_first(name.empty() ? text_at(person, "fullName") : name);
}

// The timetable has presenters, the event export speakers.
std::vector<Speaker> people_of(const json& contribution) {
  std::vector<Speaker> people;
  for (const char* key : {"presenters", "speakers"}) {
    for (const json& person : list_at(contribution, key)) {
      std::string name = name_of(person);
      if (name.empty()) continue;
      people.push_back(
          {.name = std::move(name), .affiliation = clean_line(text_at(person, "affiliation"))});
    }
    if (!people.empty()) break;
  }
  return people;
}

std::string color_of(const json& block) {
  const std::string color = text_at(block, "color");
  const bool good = color.size() == 7 && color.front() == '#' &&
                    color.find_first_not_of("0123456789abcdefABCDEF", 1) == color.npos;
  return good ? color : std::string();
}

// The block's title, and its slot's where it has one.
std::string title_of(const json& entry) {
  std::string title = clean_line(text_at(entry, "title"));
  const std::string slot = clean_line(text_at(entry, "slotTitle"));
  if (slot.empty() || slot == title) return title;
  return title.empty() ? slot : fmt::format("{}: {}", title, slot);
}

std::string id_of(const json& entry, std::string_view prefix, const char* own_key) {
  const std::string own = clean_line(id_at(entry, own_key), 60);
  if (!own.empty()) return fmt::format("{}{}", prefix, own);
  const std::string id = clean_line(id_at(entry, "id"), 60);
  return id.empty() || id.starts_with(prefix) ? id : fmt::format("{}{}", prefix, id);
}

// The elements of a list, or the members of an object that stands for one. The library sorts the
// latter by key: "c10" is before "c9", which nobody can have meant.
std::vector<const json*> elements_of(const json* container) {
  std::vector<const json*> elements;
  if (container == nullptr) return elements;
  if (container->is_array()) {
    for (const json& element : *container) elements.push_back(&element);
  } else if (container->is_object()) {
    std::vector<std::pair<std::size_t, const json*>> members;
    for (const auto& [key, value] : container->items()) members.emplace_back(key.size(), &value);
    std::ranges::stable_sort(members, {}, [](const auto& pair) { return pair.first; });
    for (const auto& [size, value] : members) elements.push_back(value);
  }
  return elements;
}

struct Times {
  Instant start;
  std::optional<Instant> end;
  bool operator==(const Times&) const = default;
};

// What entries inherit.
struct Around {
  std::string room;
  const Session* block = nullptr;  // the heading
};

class Reader {
 public:
  explicit Reader(const Hints& hints) : zone_(choose_zone(hints, std::nullopt, {})) {
    settled_ = hints.zone.has_value();
  }

  void take_zone(std::string_view name, std::string_view where) {
    if (settled_ || name.empty()) return;
    if (const auto found = Zone::find(name)) {
      zone_ = {*found, std::string(where)};
      settled_ = true;
    }
  }

  // results{event}{day}{entry}
  void read_timetable(const json& events) {
    for (const json& days : events) {
      for (const json* day : elements_of(&days)) {
        for (const json* entry : elements_of(day)) read_entry(*entry, {});
      }
    }
  }

  // One of results[].
  void read_event(const json& event) {
    auto& about = parsed_.schedule.event;
    if (about.name.empty()) {
      about.name = clean_line(text_at(event, "title"));
      about.venue = clean_line(text_at(event, "location"));
      about.url = public_link(text_at(event, "url"));
    }
    take_zone(text_at(event, "timezone"), "the event's timezone");
    const Around around{.room = clean_line(text_at(event, "room"))};
    for (const json& contribution : list_at(event, "contributions"))
      read_contribution(contribution, around);
    for (const json& block : list_at(event, "sessions")) read_block(block, "contributions", around);
  }

  Result<Parsed> finished(std::string_view nothing) {
    auto& [event, sessions] = parsed_.schedule;
    if (const auto judged = records_.judge(parsed_.warnings); !judged)
      return std::unexpected(judged.error());
    if (sessions.empty() && unplaced_ > 0) {
      return failure(
          "no-sessions",
          fmt::format("Indico's answer: no contribution has a time yet, of {}", unplaced_));
    }
    if (sessions.empty()) return failure("no-sessions", std::string(nothing));
    if (unplaced_ > 0) {
      parsed_.warnings.push_back(
          fmt::format("contributions without a time yet, left out: {}", unplaced_));
    }
    finish(parsed_.schedule);
    event.time_zone = zone_.zone.name();
    const Instant first = sessions.front().start;
    parsed_.source = {.format = "indico",
                      .title = event.name,
                      .date = format_instant(first, zone_.zone.offset_at(first)).substr(0, 10),
                      .date_from = "the first entry",
                      .zone_from = zone_.from,
                      .announced_hours = {}};
    return std::move(parsed_);
  }

 private:
  void read_entry(const json& entry, const Around& around) {
    const std::string type = text_at(entry, "entryType");
    if (type == "Session") {
      read_block(entry, "entries", around);
    } else if (type == "Break") {
      read_break(entry, around);
    } else {
      read_contribution(entry, around);
    }
  }

  void read_block(const json& block, const char* inside, const Around& around) {
    Session session;
    session.id = id_of(block, "s", "sessionSlotId");
    session.title = title_of(block);
    take_cancelled(session);
    session.room = room_of(block, around);
    session.url = public_link(text_at(block, "url"));
    session.kind = kind_of_title(session.title).value_or(Kind::kTalk);
    session.track = {.name = {}, .color = color_of(block)};
    const bool poster = flag_at(block, "isPoster");
    if (poster) session.kind = Kind::kPoster;

    std::vector<const json*> contributions;
    for (const json* entry : elements_of(member(block, inside))) {
      if (text_at(*entry, "entryType") == "Break") {
        read_break(*entry, {.room = session.room, .block = nullptr});
      } else {
        contributions.push_back(entry);
      }
    }
    const bool leads = poster || contributions.empty() || have_one_time(contributions, session);
    if (!leads) {
      for (const json* entry : contributions)
        read_contribution(*entry, {.room = session.room, .block = &session});
      return;
    }
    for (const json* entry : contributions) session.talks.push_back(talk_of(*entry));
    if (session.kind == Kind::kTalk && !session.talks.empty()) session.kind = Kind::kTalks;
    add(block, std::move(session));
  }

  // Whether these are parts of one session: side by side, or of a panel, or without times.
  bool have_one_time(const std::vector<const json*>& contributions, const Session& block) {
    std::vector<std::optional<Times>> times;
    for (const json* entry : contributions) {
      const auto read = times_of(*entry, {}, nullptr);
      times.push_back(read ? *read : std::nullopt);
    }
    const bool one = std::ranges::all_of(times, [&](const auto& t) { return t == times.front(); });
    return one && (times.size() > 1 || !times.front() || block.kind == Kind::kPanel ||
                   block.kind == Kind::kDiscussion);
  }

  void read_contribution(const json& entry, const Around& around) {
    Session session;
    session.id = id_of(entry, "c", "contributionId");
    session.title = clean_line(text_at(entry, "title"));
    take_cancelled(session);
    session.room = room_of(entry, around);
    session.url = public_link(text_at(entry, "url"));
    session.speakers = people_of(entry);
    for (const json& part : list_at(entry, "subContributions"))
      session.talks.push_back(talk_of(part));
    const std::string type = clean_line(text_at(entry, "type"));
    auto kind = kind_of_title(session.title);
    if (!kind && !type.empty()) kind = kind_of_label(type);
    if (around.block != nullptr) {
      session.label = around.block->title;
      session.track = {.name = around.block->title, .color = around.block->track.color};
      if (!kind && tells(around.block->kind)) kind = around.block->kind;
    } else {
      session.label = clean_line(text_at(entry, "session"));
      session.track.name =
          session.label.empty() ? clean_line(text_at(entry, "track")) : session.label;
      if (session.label.empty()) session.label = type;
    }
    session.kind = kind.value_or(Kind::kTalk);
    add(entry, std::move(session));
  }

  // What a block called "Keynotes" says of each of its contributions.
  static bool tells(Kind kind) {
    return kind == Kind::kKeynote || kind == Kind::kInvited || kind == Kind::kTutorial;
  }

  void read_break(const json& entry, const Around& around) {
    Session session;
    session.id = id_of(entry, "b", "id");
    session.title = clean_line(text_at(entry, "title"));
    take_cancelled(session);
    session.room = room_of(entry, around);
    session.kind = kind_of_title(session.title).value_or(Kind::kBreak);
    if (!schedule::is_pause(session.kind)) session.kind = Kind::kBreak;
    add(entry, std::move(session));
  }

  static Talk talk_of(const json& entry) {
    return {.title = clean_line(text_at(entry, "title")), .speakers = people_of(entry)};
  }

  static std::string room_of(const json& entry, const Around& around) {
    std::string room = clean_line(text_at(entry, "room"));
    return room.empty() ? around.room : room;
  }

  void add(const json& entry, Session session) {
    const std::string where =
        clean_line(fmt::format("entry {} \"{}\"", session.id, session.title), 400);
    const auto times = times_of(entry, where, &parsed_.warnings);
    if (!times) return records_.drop(where, times.error().message);
    if (!*times) {
      ++unplaced_;
      return;
    }
    session.start = (*times)->start;
    session.end = (*times)->end;
    if (session.end && *session.end <= session.start) {
      parsed_.warnings.push_back(where + ": ends before it begins; read as without end");
      session.end.reset();
    }
    // An event export gives a session of several blocks from the first's start to the last's end.
    if (session.end && *session.end - session.start > std::chrono::hours(24))
      return records_.drop(where, "lasts longer than a day");
    records_.keep();
    parsed_.schedule.sessions.push_back(std::move(session));
  }

  // None: it has no time yet. Warnings go nowhere where `warnings` is null.
  Result<std::optional<Times>> times_of(const json& entry, const std::string& where,
                                        std::vector<std::string>* warnings) {
    const json* start = member(entry, "startDate");
    if (start == nullptr && entry.is_object()) return std::nullopt;
    if (start == nullptr) return failure("bad-time", "is no entry of a timetable");
    std::vector<std::string> unheard;
    auto& said = warnings == nullptr ? unheard : *warnings;
    const auto begins = instant(*start, where, said);
    if (!begins) return std::unexpected(begins.error());
    Times times{.start = *begins, .end = std::nullopt};
    if (const json* end = member(entry, "endDate")) {
      if (const auto ends = instant(*end, where, said)) {
        times.end = *ends;
      } else {
        said.push_back(fmt::format("{}: {}; read as without end", where, ends.error().message));
      }
    }
    return times;
  }

  // {"date": "2026-05-04", "time": "09:00:00", "tz": "Europe/Zurich"}
  Result<Instant> instant(const json& date, const std::string& where,
                          std::vector<std::string>& warnings) {
    const std::string text = fmt::format("{}T{}", text_at(date, "date"), text_at(date, "time"));
    return read_instant(text, zone_called(clean_line(text_at(date, "tz"), 60), where, warnings),
                        where, warnings);
  }

  Zone zone_called(const std::string& name, const std::string& where,
                   std::vector<std::string>& warnings) {
    if (name.empty()) return zone_.zone;
    if (const auto known = zones_.find(name); known != zones_.end())
      return known->second.value_or(zone_.zone);
    const auto found = Zone::find(name);
    zones_.emplace(name, found ? std::optional(*found) : std::nullopt);
    if (found) {
      take_zone(name, "the entries' tz");
      return *found;
    }
    warnings.push_back(fmt::format("{}: there is no time zone \"{}\"", where, name));
    return zone_.zone;
  }

  ZoneChoice zone_;  // the event's; that of dates which name none
  bool settled_ = false;
  std::map<std::string, std::optional<Zone>> zones_;
  Records records_;
  std::size_t unplaced_ = 0;
  Parsed parsed_;
};

}  // namespace

bool accepts_indico(std::string_view bytes, const Hints&) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!trim(bytes).starts_with('{') || !front_has(bytes, "\"results\"")) return false;
  return front_has(bytes, "\"HTTPAPIResult\"") || front_has(bytes, "\"entryType\"");
}

Result<Parsed> parse_indico(std::string_view bytes, const Hints& hints) {
  const auto document = parse_json(bytes);
  if (!document) return std::unexpected(document.error());
  const json* results = member(*document, "results");
  Reader reader(hints);
  if (results != nullptr && results->is_object()) {
    reader.read_timetable(*results);
    return reader.finished("Indico's timetable is empty: nothing is scheduled or published yet");
  }
  const json& events = list_at(*document, "results");
  for (const json& event : events) reader.read_event(event);
  if (events.empty()) {
    return reader.finished(
        "Indico's answer has no event: there is none of that number, or it is not public");
  }
  return reader.finished(
      "Indico's export has no contributions: take /export/timetable/ID.json, or add "
      "?detail=sessions to the address");
}

}  // namespace roomsign::formats
