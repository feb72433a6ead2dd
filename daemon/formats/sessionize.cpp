#include "daemon/formats/sessionize.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
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

enum class View { kGridSmart, kAll, kSessions, kSpeakers, kEmpty, kUnknown };

std::string_view name_of(View view) {
  switch (view) {
    case View::kGridSmart:
      return "GridSmart";
    case View::kAll:
      return "All";
    default:
      return "Sessions";
  }
}

View view_of(const json& document) {
  if (document.is_object()) {
    return member(document, "sessions") != nullptr ? View::kAll : View::kUnknown;
  }
  if (!document.is_array()) return View::kUnknown;
  if (document.empty()) return View::kEmpty;
  for (const json& element : document) {
    if (member(element, "timeSlots") != nullptr) return View::kGridSmart;
    if (member(element, "fullName") != nullptr || member(element, "firstName") != nullptr)
      return View::kSpeakers;
    if (member(element, "rooms") != nullptr) return View::kGridSmart;
    if (member(element, "sessions") != nullptr) return View::kSessions;
  }
  return View::kUnknown;
}

// What the view All names by numbers.
struct Names {
  struct Category {
    std::string category;
    std::string item;
  };
  std::map<std::string, std::string> rooms;
  std::map<std::string, schedule::Speaker> speakers;
  std::map<std::string, Category> categories;  // by item
};

std::string full_name(const json& speaker) {
  std::string whole = text_at(speaker, "fullName");
  if (!whole.empty()) return whole;
  return text_at(speaker, "firstName") + " " + text_at(speaker, "lastName");
}

Names names_of(const json& document) {
  Names names;
  for (const json& room : list_at(document, "rooms"))
    names.rooms[id_at(room, "id")] = text_at(room, "name");
  for (const json& speaker : list_at(document, "speakers"))
    names.speakers[id_at(speaker, "id")] = {
        .name = full_name(speaker),
        .affiliation = {},
        .photo = photo_link(text_at(speaker, "profilePicture"))};
  for (const json& category : list_at(document, "categories")) {
    for (const json& item : list_at(category, "items"))
      names.categories[id_at(item, "id")] = {text_at(category, "title"), text_at(item, "name")};
  }
  return names;
}

// A session as it stands, and the room under which it was found.
struct Found {
  const json* session;
  std::string room;
};

std::vector<Found> sessions_of(const json& document, View view) {
  std::vector<Found> found;
  const auto add = [&](const json& list, const std::string& room) {
    for (const json& session : list) found.push_back({&session, room});
  };
  if (view == View::kAll) {
    add(list_at(document, "sessions"), {});
  } else {
    for (const json& part : document) {  // days or groups
      if (view == View::kSessions) add(list_at(part, "sessions"), {});
      for (const json& room : list_at(part, "rooms"))
        add(list_at(room, "sessions"), text_at(room, "name"));
    }
  }
  return found;
}

// The categories are the organiser's own; these two are on most forms, in some wording.
enum class Role { kFormat, kTrack, kOther };
Role role_of(std::string_view category) {
  const std::string name = to_lower(category);
  if (name.find("format") != name.npos || name.find("session type") != name.npos)
    return Role::kFormat;
  return name.find("track") != name.npos ? Role::kTrack : Role::kOther;
}

class Reader {
 public:
  Reader(const Hints& hints, Names names)
      : names_(std::move(names)), zone_(choose_zone(hints, std::nullopt, {})) {}

  void read(const Found& found) {
    const json& object = *found.session;
    Session session;
    session.id = clean_line(id_at(object, "id"), 80);
    session.title = clean_line(text_at(object, "title"));
    take_cancelled(session);
    session.room = clean_line(room_of(object, found.room));
    const std::string where =
        clean_line(fmt::format("session {} \"{}\"", session.id, session.title), 400);
    const std::string start = text_at(object, "startsAt");
    if (!object.is_object() || (start.empty() && member(object, "startsAt") != nullptr)) {
      return records_.drop(where, "is no session with times in words");
    }
    if (start.empty()) {
      ++unplaced_;
      return;
    }
    // The view Sessions lists a session once in each of its groups.
    if (!seen_.emplace(session.id, session.room, start).second) return;
    const auto begins = instant(start, where);
    if (!begins) return records_.drop(where, begins.error().message);
    session.start = *begins;
    session.end = end_of(object, session.start, where);
    session.plenary = flag_at(object, "isPlenumSession");
    read_speakers(object, session);
    read_categories(object, session);
    session.kind = kind_of(session, flag_at(object, "isServiceSession"));
    records_.keep();
    parsed_.schedule.sessions.push_back(std::move(session));
  }

  Result<Parsed> finished(View view) {
    auto& sessions = parsed_.schedule.sessions;
    if (const auto judged = records_.judge(parsed_.warnings); !judged)
      return std::unexpected(judged.error());
    if (sessions.empty()) return failure("no-sessions", why_none(view));
    if (unplaced_ > 0) {
      parsed_.warnings.push_back(
          fmt::format("sessions without a time yet, left out: {}", unplaced_));
    }
    free_breaks(sessions);
    finish(parsed_.schedule);
    parsed_.schedule.event.time_zone = zone_.zone.name();
    const Instant first = sessions.front().start;
    parsed_.source = {.format = "sessionize",
                      .title = {},
                      .date = format_instant(first, zone_.zone.offset_at(first)).substr(0, 10),
                      .date_from = "the first session",
                      .zone_from = zone_.from,
                      .announced_hours = {}};
    return std::move(parsed_);
  }

 private:
  // Sessionize wants a room of everything. A coffee break in a hall of talks has it for that alone,
  // a lunch in the restaurant is meant.
  static void free_breaks(std::vector<Session>& sessions) {
    std::set<std::string> halls;
    for (const Session& session : sessions) {
      if (!is_pause(session.kind)) halls.insert(session.room);
    }
    for (Session& session : sessions) {
      if (session.plenary && is_pause(session.kind) && halls.contains(session.room))
        session.room.clear();
    }
  }

  std::string why_none(View view) const {
    const std::string answer = fmt::format("Sessionize's answer (view {})", name_of(view));
    if (unplaced_ > 0) {
      return fmt::format("{}: no session has a time yet, of {}", answer, unplaced_);
    }
    return answer +
           " has no session: either the schedule is not published yet, or the endpoint's settings "
           "leave out all of it";
  }

  std::string room_of(const json& object, const std::string& found_under) const {
    std::string named = text_at(object, "room");
    if (!named.empty()) return named;
    if (!found_under.empty()) return found_under;
    const auto room = names_.rooms.find(id_at(object, "roomId"));
    return room == names_.rooms.end() ? std::string() : room->second;
  }

  Result<Instant> instant(const std::string& text, const std::string& where) {
    return read_instant(text, zone_.zone, where, parsed_.warnings);
  }

  std::optional<Instant> end_of(const json& object, Instant start, const std::string& where) {
    const std::string text = text_at(object, "endsAt");
    if (text.empty()) return std::nullopt;
    const auto end = instant(text, where);
    if (end && *end > start) return *end;
    parsed_.warnings.push_back(
        fmt::format("{}: {}; read as without end", where,
                    end ? std::string("ends before it begins") : end.error().message));
    return std::nullopt;
  }

  void read_speakers(const json& object, Session& session) const {
    for (const json& speaker : list_at(object, "speakers")) {
      schedule::Speaker found{.name = text_at(speaker, "name"), .affiliation = {}, .photo = {}};
      if (speaker.is_string()) {
        const auto known = names_.speakers.find(speaker.get_ref<const std::string&>());
        if (known != names_.speakers.end()) found = known->second;
      }
      found.name = clean_line(found.name);
      if (!found.name.empty()) session.speakers.push_back(std::move(found));
    }
  }

  void read_categories(const json& object, Session& session) const {
    for (const json& category : list_at(object, "categories")) {
      for (const json& item : list_at(category, "categoryItems"))
        take_category(text_at(category, "name"), text_at(item, "name"), session);
    }
    for (const json& item : list_at(object, "categoryItems")) {
      if (!item.is_number_unsigned()) continue;
      const auto known = names_.categories.find(fmt::format("{}", item.get<std::uint64_t>()));
      if (known != names_.categories.end())
        take_category(known->second.category, known->second.item, session);
    }
  }

  static void take_category(std::string_view category, std::string_view item, Session& session) {
    const Role role = role_of(category);
    if (role == Role::kTrack && session.track.name.empty()) session.track.name = clean_line(item);
    // "Session" as the format of a session says nothing.
    if (role == Role::kFormat && session.label.empty() && fold_name(item) != "session")
      session.label = clean_line(item);
  }

  // A service session is something that nobody needs to sit down for, whatever it is called.
  static Kind kind_of(const Session& session, bool service) {
    if (!service && !session.label.empty()) {
      if (const auto kind = kind_of_label(session.label)) return *kind;
    }
    return kind_of_title(session.title).value_or(service ? Kind::kBreak : Kind::kTalk);
  }

  Names names_;
  ZoneChoice zone_;
  Records records_;
  Parsed parsed_;
  std::set<std::tuple<std::string, std::string, std::string>> seen_;
  std::size_t unplaced_ = 0;
};

}  // namespace

bool accepts_sessionize(std::string_view bytes, const Hints& hints) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = trim(bytes);
  if (!bytes.starts_with('[') && !bytes.starts_with('{')) return false;
  if (hints.url.contains("://sessionize.com/api/")) return true;
  constexpr std::array<std::string_view, 3> kOwn{"\"isServiceSession\"", "\"isPlenumSession\"",
                                                 "\"isTopSpeaker\""};
  if (std::ranges::any_of(kOwn, [&](auto word) { return front_has(bytes, word); })) return true;
  if (bytes.starts_with('['))
    return front_has(bytes, "\"timeSlots\"") && front_has(bytes, "\"rooms\"");
  constexpr std::array<std::string_view, 5> kAll{"\"sessions\"", "\"speakers\"", "\"questions\"",
                                                 "\"categories\"", "\"rooms\""};
  return std::ranges::all_of(kAll, [&](auto word) { return front_has(bytes, word); });
}

Result<Parsed> parse_sessionize(std::string_view bytes, const Hints& hints) {
  const auto document = parse_json(bytes);
  if (!document) return std::unexpected(document.error());
  const View view = view_of(*document);
  if (view == View::kSpeakers) {
    return failure("wrong-view",
                   "this is Sessionize's list of speakers, which has no times: take the address "
                   "that ends in /view/GridSmart");
  }
  if (view == View::kUnknown) {
    return failure("wrong-view",
                   "this is none of Sessionize's views GridSmart, All and Sessions: take the "
                   "address that ends in /view/GridSmart");
  }
  if (view == View::kEmpty) {
    return failure("no-sessions",
                   "Sessionize's answer is an empty list: the schedule is not published yet");
  }
  Reader reader(hints, view == View::kAll ? names_of(*document) : Names());
  for (const Found& found : sessions_of(*document, view)) reader.read(found);
  return reader.finished(view);
}

}  // namespace roomsign::formats
