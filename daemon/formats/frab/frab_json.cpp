#include "daemon/formats/frab/frab_json.hpp"

#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/frab/document.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/json_keys.hpp"
#include "daemon/formats/reading/localized.hpp"
#include "daemon/formats/reading/photos.hpp"

namespace roomsign::formats::frab {
namespace {

struct Field {
  const char* key;
  std::string_view EventText::* text;
};

constexpr std::array kEventFields{
    Field{"guid", &EventText::guid},   Field{"code", &EventText::code},
    Field{"date", &EventText::date},   Field{"start", &EventText::start},
    Field{"end", &EventText::end},     Field{"duration", &EventText::duration},
    Field{"title", &EventText::title}, Field{"subtitle", &EventText::subtitle},
    Field{"type", &EventText::type},   Field{"language", &EventText::language},
    Field{"url", &EventText::url},     Field{"state", &EventText::status},
};

bool forbids_recording(const json& room) {
  const json* features = member(room, "features");
  if (features == nullptr) return false;
  return to_lower(localized_at(*features, "recording")) == "recording_forbidden";
}

class JsonReader {
 public:
  JsonReader(Document& document, const json& schedule, const json& conference)
      : document_(document), schedule_(schedule), conference_(conference) {}

  void read() {
    read_conference();
    for (const json& track : list_at(conference_, "tracks")) read_track(track);
    for (const json& room : list_at(conference_, "rooms")) read_room(room);
    for (const json& person : list_at(schedule_, "persons"))
      photos_[text(person, "guid")] = photo_text(person);
    for (const json& day : list_at(conference_, "days")) read_day(day);
    for (const json& event : list_at(schedule_, "events")) read_event(event, {}, nullptr);
  }

 private:
  std::string_view text(const json& object, const char* key) const {
    return localized_at(object, key, document_.conference.language);
  }

  void read_conference() {
    ConferenceText& texts = document_.conference;
    if (const json* defaults = member(conference_, "defaults"))
      texts.language = localized_at(*defaults, "language");
    texts.title = text(conference_, "title");
    texts.acronym = text(conference_, "acronym");
    texts.venue = text(conference_, "venue");
    texts.city = text(conference_, "city");
    texts.url = text(conference_, "url");
    texts.base_url = text(schedule_, "base_url");
    texts.time_zone = text(conference_, "time_zone_name");
  }

  void read_track(const json& track) {
    const std::string_view name = text(track, "name");
    if (const auto slug = text(track, "slug"); !slug.empty()) track_names_[slug] = name;
    std::string_view color = text(track, "color");
    if (const json* colors = member(track, "colors"); colors != nullptr && color.empty()) {
      color = text(*colors, "light");
      if (color.empty()) color = text(*colors, "dark");
    }
    if (!color.empty()) document_.tracks.push_back({name, color});
  }

  struct Room {
    std::string_view name;
    bool do_not_record = false;
  };

  // Events name their rooms by one of these.
  void read_room(const json& room) {
    const Room found{text(room, "name"), forbids_recording(room)};
    for (const char* key : {"name", "slug", "guid"}) {
      if (const auto value = text(room, key); !value.empty()) rooms_[value] = found;
    }
  }

  void read_day(const json& day) {
    const auto first = [&](const char* key, const char* other) {
      const auto value = text(day, key);
      return value.empty() ? text(day, other) : value;
    };
    document_.days.push_back(
        day_of(text(day, "date"), first("day_start", "start"), first("day_end", "end")));
    const json* rooms = member(day, "rooms");
    if (rooms == nullptr || !rooms->is_object()) return;
    for (const auto& [name, events] : rooms->items()) {
      if (!events.is_array()) continue;
      for (const json& event : events) read_event(event, name, &document_.days.back());
    }
  }

  void read_event(const json& value, std::string_view room, const Day* day) {
    if (!value.is_object()) {
      const std::string place = room.empty() ? "schedule.events" : fmt::format("room {}", room);
      document_.records.drop(place, fmt::format("an event is {}", kind_name(value)));
      return;
    }
    EventText& event = document_.events.emplace_back();
    event.day = day;
    for (const Field& field : kEventFields) event.*field.text = text(value, field.key);
    if (event.date.empty()) event.date = event.start;  // version 2: an instant
    if (std::string id = id_at(value, "id"); !id.empty())
      event.id = document_.joined.emplace_back(std::move(id));
    event.do_not_record = flag_at(value, "do_not_record");
    event.track = track_of(value);
    read_room_of(value, event);
    if (trim(event.room).empty()) event.room = room;
    for (const char* key : {"persons", "participants"}) {
      for (const json& person : list_at(value, key))
        event.persons.push_back({.name = name_of(person), .photo = photo_of(person)});
    }
  }

  std::string_view track_of(const json& event) const {
    const json* track = member(event, "track");
    if (track == nullptr) return {};
    if (const auto found = track_names_.find(text(*track, "slug")); found != track_names_.end())
      return found->second;
    const auto name = text(*track, "name");
    return name.empty() ? localized(*track, document_.conference.language) : name;
  }

  void read_room_of(const json& value, EventText& event) const {
    const json* room = member(value, "room");
    if (room == nullptr) return;
    event.room = room->is_object() ? text(*room, "name") : localized(*room, {});
    for (const auto key : {event.room, text(*room, "guid"), text(*room, "slug")}) {
      const auto found = rooms_.find(key);
      if (key.empty() || found == rooms_.end()) continue;
      if (event.room.empty()) event.room = found->second.name;
      event.do_not_record = event.do_not_record || found->second.do_not_record;
      return;
    }
    if (event.room.empty()) event.room = localized(*room, document_.conference.language);
  }

  // Both names mean the public one; frab's is the older.
  std::string_view name_of(const json& person) const {
    const auto name = text(person, "public_name");
    if (!name.empty()) return name;
    return person.is_string() ? localized(person, {}) : text(person, "name");
  }

  // The person's own, or that of the list of all persons, which version 2 has beside the events.
  std::string_view photo_of(const json& person) const {
    const auto own = photo_text(person);
    const auto guid = text(person, "guid");
    if (!own.empty() || guid.empty()) return own;
    const auto found = photos_.find(guid);
    return found == photos_.end() ? std::string_view() : found->second;
  }

  Document& document_;
  const json& schedule_;
  const json& conference_;
  std::unordered_map<std::string_view, std::string_view> track_names_;  // by slug
  std::unordered_map<std::string_view, Room> rooms_;
  std::unordered_map<std::string_view, std::string_view> photos_;  // by a person's guid
};

// The two objects that both versions have, if they are there.
const json* schedule_in(const json& document) {
  const json* schedule = member(document, "schedule");
  return schedule == nullptr ? &document : schedule;
}

}  // namespace

bool accepts_json(std::string_view bytes, const Hints&) {
  if (!looks_like_object(bytes) || !names_key(bytes, "conference")) return false;
  return names_key(bytes, "days") || names_key(bytes, "events");
}

Result<Parsed> parse_json_schedule(std::string_view bytes, const Hints& hints) {
  const auto json = parse_json(bytes);
  if (!json) return std::unexpected(json.error());
  const auto* schedule = schedule_in(*json);
  const auto* conference = member(*schedule, "conference");
  if (conference == nullptr || !conference->is_object()) {
    return failure("bad-schedule",
                   "schedule.conference: is missing or no object; is this a frab schedule.json?");
  }
  Document document;
  JsonReader(document, *schedule, *conference).read();
  return read_document(document, "frab-json", hints);
}

}  // namespace roomsign::formats::frab
