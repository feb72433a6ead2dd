// Printing the native schedule; native.cpp reads it. Straight into one text: the document of a
// large event has a quarter of a million values, and none of them needs to be one in memory.
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "daemon/base/text.hpp"
#include "daemon/formats/native.hpp"

namespace roomsign::formats {
namespace {

using schedule::Session;
using schedule::Speaker;
using schedule::Status;

bool needs_no_escape(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') return false;
  }
  return is_valid_utf8(text);
}

// JSON with two blanks of indentation, a member or an element a line; what is empty is left out.
class Writer {
 public:
  explicit Writer(std::size_t expected) { out_.reserve(expected); }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
    empty_ = true;
  }

  void close(char bracket) {
    --depth_;
    if (!empty_) begin_line();
    out_ += bracket;
    empty_ = false;
  }

  void element() {
    if (!empty_) out_ += ',';
    begin_line();
    empty_ = false;
  }

  void key(std::string_view key) {
    element();
    out_ += '"';
    out_ += key;
    out_ += "\": ";
  }

  void text(std::string_view text) {
    if (needs_no_escape(text)) {
      out_ += '"';
      out_ += text;
      out_ += '"';
    } else {
      constexpr auto kReplace = nlohmann::json::error_handler_t::replace;
      out_ += nlohmann::json(text).dump(-1, ' ', false, kReplace);
    }
  }

  void bare(std::string_view word) { out_ += word; }

  void put(std::string_view key, std::string_view text) {
    if (text.empty()) return;
    this->key(key);
    this->text(text);
  }

  void put_flag(std::string_view key, bool flag) {
    if (!flag) return;
    this->key(key);
    bare("true");
  }

  std::string take() { return std::move(out_); }

 private:
  void begin_line() {
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  std::string out_;
  std::size_t depth_ = 0;
  bool empty_ = true;  // nothing was written since the last bracket was opened
};

void print_speakers(Writer& to, const std::vector<Speaker>& speakers) {
  if (speakers.empty()) return;
  to.key("speakers");
  to.open('[');
  for (const auto& speaker : speakers) {
    to.element();
    to.open('{');
    to.put("name", speaker.name);
    to.put("affiliation", speaker.affiliation);
    to.put("photo", speaker.photo);
    to.close('}');
  }
  to.close(']');
}

void print_talks(Writer& to, const std::vector<schedule::Talk>& talks) {
  if (talks.empty()) return;
  to.key("talks");
  to.open('[');
  for (const auto& talk : talks) {
    to.element();
    to.open('{');
    to.put("title", talk.title);
    print_speakers(to, talk.speakers);
    to.close('}');
  }
  to.close(']');
}

void print_track(Writer& to, const schedule::Track& track) {
  if (track.name.empty() && track.color.empty()) return;
  to.key("track");
  to.open('{');
  to.put("name", track.name);
  to.put("color", track.color);
  to.close('}');
}

std::string print_instant(const Zone& zone, Instant instant) {
  // Whole minutes: RFC 3339 cannot write the seconds of an old local mean time.
  return format_instant(instant,
                        std::chrono::duration_cast<std::chrono::minutes>(zone.offset_at(instant)));
}

void print_session(Writer& to, const Zone& zone, const Session& session) {
  to.open('{');
  to.put("id", session.id);
  to.put("room", session.room);
  to.put_flag("plenary", session.plenary);
  to.put("start", print_instant(zone, session.start));
  to.key("end");
  if (session.end) {
    to.text(print_instant(zone, *session.end));
  } else {
    to.bare("null");
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
  to.close('}');
}

void print_event(Writer& to, const schedule::Event& event) {
  to.key("event");
  to.open('{');
  to.put("name", event.name);
  to.put("short_name", event.short_name);
  to.put("venue", event.venue);
  to.put("url", event.url);
  to.put("time_zone", event.time_zone);
  to.put("language", event.language);
  to.close('}');
}

void print_source(Writer& to, const Provenance& source) {
  if (source == Provenance()) return;
  to.key("source");
  to.open('{');
  to.put("format", source.format);
  to.put("title", source.title);
  to.put("date", source.date);
  to.put("date_from", source.date_from);
  to.put("zone_from", source.zone_from);
  to.put("announced_hours", source.announced_hours);
  to.close('}');
}

void print_warnings(Writer& to, const std::vector<std::string>& warnings) {
  if (warnings.empty()) return;
  to.key("warnings");
  to.open('[');
  for (const auto& warning : warnings) {
    to.element();
    to.text(warning);
  }
  to.close(']');
}

}  // namespace

std::string print_native(const Parsed& parsed) {
  constexpr std::size_t kBytesASession = 600;
  const Zone zone = Zone::find(parsed.schedule.event.time_zone).value_or(Zone());
  Writer to(kBytesASession * (parsed.schedule.sessions.size() + 1));
  to.open('{');
  to.put("format", kNativeFormat);
  print_event(to, parsed.schedule.event);
  to.key("sessions");
  to.open('[');
  for (const auto& session : parsed.schedule.sessions) {
    to.element();
    print_session(to, zone, session);
  }
  to.close(']');
  print_source(to, parsed.source);
  print_warnings(to, parsed.warnings);
  to.close('}');
  to.bare("\n");
  return to.take();
}

}  // namespace roomsign::formats
