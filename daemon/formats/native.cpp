#include "daemon/formats/native.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/civil_time.hpp"
#include "daemon/formats/reading/json.hpp"
#include "daemon/formats/reading/json_object.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Speaker;
using schedule::Status;

constexpr std::size_t kLongTextLimit = 2000;  // notes, addresses, warnings

std::vector<std::string_view> kind_words() {
  std::vector<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(Kind::kSocial); ++i) {
    words.push_back(to_string(static_cast<Kind>(i)));
  }
  return words;
}

std::vector<std::string_view> status_words() {
  return {to_string(Status::kScheduled), to_string(Status::kCancelled), to_string(Status::kMoved)};
}

std::vector<Speaker> read_speakers(Findings& findings, Object& owner) {
  std::vector<Speaker> speakers;
  owner.each("speakers", [&](const json& value, const Place& place) {
    Object object(findings, &value, place);
    speakers.push_back({.name = object.text("name"),
                        .affiliation = object.text("affiliation"),
                        .photo = object.text("photo", kLongTextLimit)});
    object.done();
  });
  return speakers;
}

bool is_color(std::string_view text) {
  return text.size() == 7 && text.front() == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == text.npos;
}

schedule::Track read_track(Findings& findings, Object& session) {
  Object object(findings, session.find("track"), session.at("track"));
  schedule::Track track{.name = object.text("name"), .color = object.text("color")};
  if (!track.color.empty() && !is_color(track.color)) {
    object.fail("color", "must be a colour such as \"#2a9d8f\"");
  }
  object.done();
  return track;
}

Session read_session(Findings& findings, const json& value, const Place& place) {
  static const auto kKindWords = kind_words();
  static const auto kStatusWords = status_words();
  Object object(findings, &value, place);
  Session session;
  session.id = object.text("id");
  session.room = object.text("room");
  session.plenary = object.flag("plenary");
  const auto start = object.instant("start");
  if (!start) object.fail("start", "is missing: when does the session begin?");
  session.start = start.value_or(Instant{});
  session.end = object.instant("end");
  session.end_inferred = object.flag("end_inferred");
  session.all_day = object.flag("all_day");
  session.kind = object.word("kind", Kind::kTalk, schedule::kind_from, kKindWords);
  session.label = object.text("label");
  session.title = object.text("title");
  session.subtitle = object.text("subtitle");
  session.speakers = read_speakers(findings, object);
  object.each("talks", [&](const json& talk_value, const Place& talk_place) {
    Object talk(findings, &talk_value, talk_place);
    session.talks.push_back(
        {.title = talk.text("title"), .speakers = read_speakers(findings, talk)});
    talk.done();
  });
  session.track = read_track(findings, object);
  session.language = object.text("language");
  session.status = object.word("status", Status::kScheduled, schedule::status_from, kStatusWords);
  session.do_not_record = object.flag("do_not_record");
  session.note = object.text("note", kLongTextLimit);
  session.url = object.text("url", kLongTextLimit);
  object.done();
  return session;
}

schedule::Event read_event(Findings& findings, Object& document) {
  Object object(findings, document.find("event"), document.at("event"));
  schedule::Event event{.name = object.text("name"),
                        .short_name = object.text("short_name"),
                        .venue = object.text("venue"),
                        .url = object.text("url", kLongTextLimit),
                        .time_zone = object.text("time_zone"),
                        .language = object.text("language")};
  if (!event.time_zone.empty()) {
    if (const auto zone = Zone::find(event.time_zone); !zone) {
      object.fail("time_zone", zone.error().message);
    }
  }
  object.done();
  return event;
}

Provenance read_source(Findings& findings, Object& document) {
  Object object(findings, document.find("source"), document.at("source"));
  Provenance source{.format = object.text("format"),
                    .title = object.text("title"),
                    .date = object.text("date"),
                    .date_from = object.text("date_from"),
                    .zone_from = object.text("zone_from"),
                    .announced_hours = object.text("announced_hours")};
  object.done();
  if (source.format.empty()) source.format = kNativeFormat;
  return source;
}

void settle_zone(Parsed& parsed, const Hints& hints) {
  auto& name = parsed.schedule.event.time_zone;
  if (hints.zone) {
    name = hints.zone->name();
    parsed.source.zone_from = "configuration";
  } else if (name.empty()) {
    name = hints.machine_zone.name();
    parsed.source.zone_from = kZoneGuessed;
  }
}

Parsed read_document(Findings& findings, const json& value) {
  Parsed parsed;
  Object document(findings, &value, {});
  if (const auto format = document.text("format"); format != kNativeFormat) {
    document.fail("format",
                  fmt::format(R"(must be "{}", not "{}")", kNativeFormat, clean_line(format, 40)));
  }
  parsed.schedule.event = read_event(findings, document);
  document.each("sessions", [&](const json& session, const Place& place) {
    parsed.schedule.sessions.push_back(read_session(findings, session, place));
  });
  parsed.source = read_source(findings, document);
  document.each("warnings", [&](const json& warning, const Place& place) {
    if (!warning.is_string()) {
      findings.fail(place.path(), fmt::format("must be text, not {}", kind_name(warning)));
    } else {
      parsed.warnings.push_back(clean_line(warning.get_ref<const std::string&>(), kLongTextLimit));
    }
  });
  document.done();
  return parsed;
}

}  // namespace

bool accepts_native(std::string_view bytes, const Hints&) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  return trim(bytes).starts_with('{') && bytes.find("\"roomsign/") != bytes.npos;
}

Result<Parsed> parse_native(std::string_view bytes, const Hints& hints) {
  const auto document = parse_json(bytes);
  if (!document) return std::unexpected(document.error());
  Findings findings{.code = "bad-schedule"};
  Parsed parsed = read_document(findings, *document);
  if (findings.fault) return std::unexpected(*findings.fault);
  if (parsed.schedule.sessions.empty()) {
    return failure("no-sessions", "sessions: must hold at least one session");
  }
  findings.tell(parsed.warnings);
  settle_zone(parsed, hints);
  finish(parsed.schedule);
  return parsed;
}

}  // namespace roomsign::formats
