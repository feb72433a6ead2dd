// Printing the native schedule; native.cpp reads it.
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "daemon/formats/native.hpp"

namespace roomsign::formats {
namespace {

using nlohmann::ordered_json;
using schedule::Session;
using schedule::Speaker;
using schedule::Status;

void put(ordered_json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put(ordered_json& object, const char* key, ordered_json value) {
  if (!value.empty()) object[key] = std::move(value);
}

ordered_json print_speakers(const std::vector<Speaker>& speakers) {
  ordered_json list = ordered_json::array();
  for (const auto& speaker : speakers) {
    ordered_json object = ordered_json::object();
    put(object, "name", speaker.name);
    put(object, "affiliation", speaker.affiliation);
    put(object, "photo", speaker.photo);
    list.push_back(std::move(object));
  }
  return list;
}

ordered_json print_talks(const std::vector<schedule::Talk>& talks) {
  ordered_json list = ordered_json::array();
  for (const auto& talk : talks) {
    ordered_json object = ordered_json::object();
    put(object, "title", talk.title);
    put(object, "speakers", print_speakers(talk.speakers));
    list.push_back(std::move(object));
  }
  return list;
}

std::string print_instant(const Zone& zone, Instant instant) {
  // Whole minutes: RFC 3339 cannot write the seconds of an old local mean time.
  return format_instant(instant,
                        std::chrono::duration_cast<std::chrono::minutes>(zone.offset_at(instant)));
}

ordered_json print_session(const Zone& zone, const Session& session) {
  ordered_json object;
  put(object, "id", session.id);
  put(object, "room", session.room);
  if (session.plenary) object["plenary"] = true;
  object["start"] = print_instant(zone, session.start);
  object["end"] = session.end ? ordered_json(print_instant(zone, *session.end)) : ordered_json();
  if (session.end_inferred) object["end_inferred"] = true;
  if (session.all_day) object["all_day"] = true;
  object["kind"] = to_string(session.kind);
  put(object, "label", session.label);
  put(object, "title", session.title);
  put(object, "subtitle", session.subtitle);
  put(object, "speakers", print_speakers(session.speakers));
  put(object, "talks", print_talks(session.talks));
  ordered_json track = ordered_json::object();
  put(track, "name", session.track.name);
  put(track, "color", session.track.color);
  put(object, "track", std::move(track));
  put(object, "language", session.language);
  if (session.status != Status::kScheduled) object["status"] = to_string(session.status);
  if (session.do_not_record) object["do_not_record"] = true;
  put(object, "note", session.note);
  put(object, "url", session.url);
  return object;
}

ordered_json print_event(const schedule::Event& event) {
  ordered_json object = ordered_json::object();
  put(object, "name", event.name);
  put(object, "short_name", event.short_name);
  put(object, "venue", event.venue);
  put(object, "url", event.url);
  put(object, "time_zone", event.time_zone);
  put(object, "language", event.language);
  return object;
}

ordered_json print_source(const Provenance& source) {
  ordered_json object = ordered_json::object();
  put(object, "format", source.format);
  put(object, "title", source.title);
  put(object, "date", source.date);
  put(object, "date_from", source.date_from);
  put(object, "zone_from", source.zone_from);
  put(object, "announced_hours", source.announced_hours);
  return object;
}

}  // namespace

std::string print_native(const Parsed& parsed) {
  const Zone zone = Zone::find(parsed.schedule.event.time_zone).value_or(Zone());
  ordered_json document;
  document["format"] = kNativeFormat;
  document["event"] = print_event(parsed.schedule.event);
  document["sessions"] = ordered_json::array();
  for (const auto& session : parsed.schedule.sessions) {
    document["sessions"].push_back(print_session(zone, session));
  }
  put(document, "source", print_source(parsed.source));
  put(document, "warnings", parsed.warnings);
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace roomsign::formats
