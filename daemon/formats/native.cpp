#include "daemon/formats/native.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/civil_time.hpp"
#include "daemon/formats/reading/json.hpp"

namespace roomsign::formats {
namespace {

using schedule::Kind;
using schedule::Session;
using schedule::Speaker;
using schedule::Status;

constexpr std::size_t kNamedKeys = 20;
constexpr std::size_t kTextLimit = 300;
constexpr std::size_t kLongTextLimit = 2000;  // notes, addresses, warnings

// The first fault and all warnings of one reading. Readers go on after a fault with empty values,
// so that none of them has to ask.
struct Findings {
  std::optional<Error> fault;
  std::vector<std::string> warnings;
  std::size_t unknown_keys = 0;

  void warn_of_key(const std::string& path) {
    if (++unknown_keys <= kNamedKeys)
      warnings.push_back(fmt::format("{}: unknown key, ignored", path));
  }

  void fail(std::string_view path, std::string_view what) {
    if (!fault) fault = Error{"bad-schedule", fmt::format("{}: {}", path, what)};
  }
};

// Where a value stands, as a chain up to the document: spelled out only for errors and warnings.
// Lives on the stack of the reader that goes down.
struct Place {
  const Place* in = nullptr;  // null: the document itself
  std::string_view key;       // of a member
  std::size_t index = 0;      // of an element, where there is no key

  std::string path() const {
    if (in == nullptr) return {};
    const std::string before = in->path();
    if (key.empty()) return fmt::format("{}[{}]", before, index);
    return before.empty() ? std::string(key) : fmt::format("{}.{}", before, key);
  }
};

// One JSON object with its place. Remembers which keys it was asked for: the others are unknown.
class Object {
 public:
  // A `value` that is no object is a fault, and then reads as if empty; null (absent) is empty.
  Object(Findings& findings, const json* value, const Place& place)
      : findings_(findings), value_(value), place_(place) {
    if (value_ != nullptr && !value_->is_object()) {
      const std::string path = place_.path();
      findings_.fail(path.empty() ? "document" : path,
                     fmt::format("must be an object, not {}", kind_name(*value_)));
      value_ = nullptr;
    }
  }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() = default;

  // Warns of keys that nobody asked for: call last. Each key is asked for once.
  void done() {
    if (value_ == nullptr || there_ == value_->size()) return;
    for (const auto& [key, value] : value_->items()) {
      if (std::ranges::find(asked_, key) != asked_.end()) continue;
      findings_.warn_of_key(path_to(clean_line(key, 40)));
    }
  }

  Place at(std::string_view key) const { return {.in = &place_, .key = key}; }

  void fail(std::string_view key, std::string_view what) { findings_.fail(path_to(key), what); }

  // Null where the key is absent or null.
  const json* find(std::string_view key) {
    asked_.push_back(key);
    if (value_ == nullptr) return nullptr;
    const auto found = value_->find(key);
    if (found == value_->end()) return nullptr;
    ++there_;
    return found->is_null() ? nullptr : &*found;
  }

  std::string text(std::string_view key, std::size_t limit = kTextLimit) {
    const json* value = find_typed(key, json::value_t::string, "text");
    return value == nullptr ? "" : clean_line(value->get_ref<const std::string&>(), limit);
  }

  bool flag(std::string_view key) {
    const json* value = find_typed(key, json::value_t::boolean, "true or false");
    return value != nullptr && value->get<bool>();
  }

  std::optional<Instant> instant(std::string_view key) {
    const std::string written = text(key);
    if (written.empty()) return std::nullopt;
    const auto parsed = parse_instant(written);
    if (!parsed) {
      fail(key, parsed.error().message);
      return std::nullopt;
    }
    if (!is_in_range(*parsed)) fail(key, "must lie between 1971 and 2200");
    return *parsed;
  }

  // A word of a closed set. `from` reads one, `words` lists them all for the error.
  template <class Value>
  Value word(std::string_view key, Value fallback, std::optional<Value> (*from)(std::string_view),
             const std::vector<std::string_view>& words) {
    const std::string written = text(key);
    if (written.empty()) return fallback;
    const auto value = from(written);
    if (!value) {
      fail(key, fmt::format("must be one of {}, not \"{}\"", fmt::join(words, ", "),
                            clean_line(written, 40)));
    }
    return value.value_or(fallback);
  }

  // Calls read(element, place) for each element of the list at `key`.
  template <class Read>
  void each(std::string_view key, Read read) {
    const json* list = find_typed(key, json::value_t::array, "a list");
    const Place here = at(key);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      read((*list)[i], Place{.in = &here, .key = {}, .index = i});
    }
  }

 private:
  std::string path_to(std::string_view key) const { return at(key).path(); }

  const json* find_typed(std::string_view key, json::value_t type, std::string_view type_name) {
    const json* value = find(key);
    if (value == nullptr || value->type() == type) return value;
    fail(key, fmt::format("must be {}, not {}", type_name, kind_name(*value)));
    return nullptr;
  }

  Findings& findings_;
  const json* value_;
  Place place_;
  std::vector<std::string_view> asked_;
  std::size_t there_ = 0;  // of those asked for, null ones included
};

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
  Findings findings;
  Parsed parsed = read_document(findings, *document);
  if (findings.fault) return std::unexpected(*findings.fault);
  if (parsed.schedule.sessions.empty()) {
    return failure("no-sessions", "sessions: must hold at least one session");
  }
  std::ranges::move(findings.warnings, std::back_inserter(parsed.warnings));
  if (findings.unknown_keys > kNamedKeys) {
    parsed.warnings.push_back(
        fmt::format("{} more unknown keys, ignored", findings.unknown_keys - kNamedKeys));
  }
  settle_zone(parsed, hints);
  finish(parsed.schedule);
  return parsed;
}

}  // namespace roomsign::formats
