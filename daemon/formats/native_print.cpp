// Printing the native schedule; native.cpp reads it.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/json_writer.hpp"
#include "daemon/formats/native.hpp"

namespace roomsign::formats {
namespace {

using schedule::Session;
using schedule::Speaker;
using schedule::Status;

void print_speakers(JsonWriter& to, const std::vector<Speaker>& speakers) {
  if (speakers.empty()) return;
  to.key("speakers");
  to.open('[');
  for (const auto& speaker : speakers) {
    to.open('{');
    to.put("name", speaker.name);
    to.put("affiliation", speaker.affiliation);
    to.put("photo", speaker.photo);
    to.close();
  }
  to.close();
}

void print_talks(JsonWriter& to, const std::vector<schedule::Talk>& talks) {
  if (talks.empty()) return;
  to.key("talks");
  to.open('[');
  for (const auto& talk : talks) {
    to.open('{');
    to.put("title", talk.title);
    print_speakers(to, talk.speakers);
    to.close();
  }
  to.close();
}

void print_track(JsonWriter& to, const schedule::Track& track) {
  if (track.name.empty() && track.color.empty()) return;
  to.key("track");
  to.open('{');
  to.put("name", track.name);
  to.put("color", track.color);
  to.close();
}

std::string print_instant(const Zone& zone, Instant instant) {
  // Whole minutes: RFC 3339 cannot write the seconds of an old local mean time.
  return format_instant(instant,
                        std::chrono::duration_cast<std::chrono::minutes>(zone.offset_at(instant)));
}

void print_session(JsonWriter& to, const Zone& zone, const Session& session) {
  to.open('{');
  to.put("id", session.id);
  to.put("room", session.room);
  to.put_flag("plenary", session.plenary);
  to.put("start", print_instant(zone, session.start));
  to.key("end");
  if (session.end) {
    to.value(print_instant(zone, *session.end));
  } else {
    to.null();
  }
  to.put_flag("end_inferred", session.end_inferred);
  to.put_flag("all_day", session.all_day);
  to.put("kind", to_string(session.kind));
  to.put("label", session.label);
  to.put("title", session.title);
  to.put("subtitle", session.subtitle);
  print_speakers(to, session.speakers);
  print_talks(to, session.talks);
  print_track(to, session.track);
  to.put("language", session.language);
  if (session.status != Status::kScheduled) to.put("status", to_string(session.status));
  to.put_flag("do_not_record", session.do_not_record);
  to.put("note", session.note);
  to.put("url", session.url);
  to.close();
}

void print_event(JsonWriter& to, const schedule::Event& event) {
  to.key("event");
  to.open('{');
  to.put("name", event.name);
  to.put("short_name", event.short_name);
  to.put("venue", event.venue);
  to.put("url", event.url);
  to.put("time_zone", event.time_zone);
  to.put("language", event.language);
  to.close();
}

void print_source(JsonWriter& to, const Provenance& source) {
  if (source == Provenance()) return;
  to.key("source");
  to.open('{');
  to.put("format", source.format);
  to.put("title", source.title);
  to.put("date", source.date);
  to.put("date_from", source.date_from);
  to.put("zone_from", source.zone_from);
  to.put("announced_hours", source.announced_hours);
  to.close();
}

}  // namespace

std::string print_native(const Parsed& parsed) {
  constexpr std::size_t kBytesASession = 600;
  const Zone zone = Zone::find(parsed.schedule.event.time_zone).value_or(Zone());
  JsonWriter to(kBytesASession * (parsed.schedule.sessions.size() + 1));
  to.open('{');
  to.put("format", kNativeFormat);
  print_event(to, parsed.schedule.event);
  to.key("sessions");
  to.open('[');
  for (const auto& session : parsed.schedule.sessions) {
    print_session(to, zone, session);
  }
  to.close();
  print_source(to, parsed.source);
  to.put("warnings", parsed.warnings);
  to.close();
  return to.text();
}

}  // namespace roomsign::formats
