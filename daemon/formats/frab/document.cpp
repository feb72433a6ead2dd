#include "daemon/formats/frab/document.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/frab/times.hpp"
#include "daemon/formats/frab/words.hpp"
#include "daemon/formats/reading/cancelled.hpp"
#include "daemon/formats/reading/civil_time.hpp"
#include "daemon/formats/reading/kinds.hpp"
#include "daemon/formats/reading/links.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::frab {
namespace {

using namespace std::chrono_literals;
using schedule::Kind;
using schedule::Session;
using std::chrono::local_days;

constexpr std::size_t kMostEvents = 100'000;  // the largest conferences have a thousand
constexpr std::chrono::seconds kLongest = 24h;

// For whoever has to find the event in the document.
std::string where(const EventText& event) {
  const auto& text = !event.id.empty() ? event.id : !event.code.empty() ? event.code : event.guid;
  const std::string id = clean_line(text, 40);
  return fmt::format("event{}{} \"{}\"", id.empty() ? "" : " ", id, clean_line(event.title, 80));
}

// Most texts of most schedules are empty: no error is made up for them.
std::optional<OffsetInstant> time_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto time = parse_time(trim(text));
  return time ? std::optional(*time) : std::nullopt;
}

std::optional<local_days> date_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto date = parse_date(trim(text).substr(0, 10));
  return date ? std::optional(local_days(*date)) : std::nullopt;
}

// The time of day and the date that a bare `start` and its day make.
std::optional<LocalTime> start_on_day(const EventText& event) {
  const auto clock = read_clock(event.start);
  const auto own = date_of(event.date);
  const Day nowhere;
  const Day& day = event.day == nullptr ? nowhere : *event.day;
  if (!clock || (!own && !day.date)) return std::nullopt;
  const LocalTime time = own.value_or(day.date.value_or(local_days())) + *clock;
  if (own && own != day.date) return time;  // already the calendar's date
  const LocalTime next_day = time + 24h;
  const bool before_the_day = *clock < day.begins && (!day.ends || next_day < *day.ends);
  return before_the_day ? next_day : time;
}

// A session that is to be, and what it is made of.
struct Found {
  Instant start;
  const EventText* event;
};

class Reader {
 public:
  Reader(Document& document, const Hints& hints) : document_(document), zone_(choose(hints)) {}

  Result<Parsed> read(std::string_view format) {
    find_starts();
    if (auto judged = document_.records.judge(parsed_.warnings); !judged) {
      return std::unexpected(judged.error());
    }
    read_conference();
    parsed_.schedule.sessions.reserve(found_.size());
    for (const Found& found : found_) fill(parsed_.schedule.sessions.emplace_back(), found);
    finish(parsed_.schedule);
    parsed_.source.format = format;
    parsed_.source.zone_from = zone_.from;
    if (!found_.empty()) {
      parsed_.source.date = date_in_zone(found_.front().start);
      parsed_.source.date_from = "its events";
    }
    return std::move(parsed_);
  }

 private:
  ZoneChoice choose(const Hints& hints) {
    const std::string name = clean_line(document_.conference.time_zone, 60);
    if (const auto named = Zone::find(name)) return choose_zone(hints, *named, "time_zone_name");
    if (!name.empty()) {
      parsed_.warnings.push_back(fmt::format("time_zone_name: there is no time zone \"{}\"", name));
    }
    for (const EventText& event : document_.events) {
      const auto time = time_of(event.date);
      if (!time || !time->offset) continue;
      return choose_zone(hints, zone_at_offset(*time->offset), "the offset of the first event");
    }
    return choose_zone(hints, std::nullopt, "");
  }

  std::string date_in_zone(Instant instant) const {
    return format_date(std::chrono::year_month_day(
        std::chrono::floor<std::chrono::days>(zone_.zone.to_local(instant))));
  }

  // In the order in which the schedule is to be: sorting texts is cheaper than sorting sessions.
  void find_starts() {
    found_.reserve(document_.events.size());
    for (const EventText& event : document_.events) {
      const auto start = start_of(event);
      if (!start || !is_in_range(*start)) {
        document_.records.drop(
            where(event), fmt::format(R"(its date "{}" and start "{}" say no time)",
                                      clean_line(event.date, 40), clean_line(event.start, 40)));
        continue;
      }
      document_.records.keep();
      found_.push_back({*start, &event});
    }
    std::ranges::stable_sort(found_, {}, [](const Found& found) {
      return std::tuple(found.start, found.event->room, id_text(*found.event));
    });
  }

  std::optional<Instant> start_of(const EventText& event) {
    const auto time = time_of(event.date);
    if (time && time->offset) return time->instant;
    const auto local = time ? LocalTime(time->instant.time_since_epoch()) : start_on_day(event);
    if (!local) return std::nullopt;
    return to_instant(*local, event);
  }

  Instant to_instant(LocalTime local, const EventText& event) {
    const auto resolved = zone_.zone.resolve(local);
    if (resolved.fit == Zone::Fit::kUnique) return resolved.instant;
    return instant_of(local, zone_.zone, where(event), parsed_.warnings);
  }

  std::optional<Instant> end_of(const EventText& event, Instant start) {
    if (const auto time = time_of(event.end)) {
      const Instant end = time->offset
                              ? time->instant
                              : to_instant(LocalTime(time->instant.time_since_epoch()), event);
      if (end > start && is_in_range(end)) return end;
    }
    const auto length = read_length(event.duration);
    if (!length || *length == 0s) return std::nullopt;
    if (*length > kLongest) {
      parsed_.warnings.push_back(fmt::format("{}: its duration {} is read as 24 hours",
                                             where(event), clean_line(event.duration, 40)));
    }
    const Instant end = start + std::min(*length, kLongest);
    return is_in_range(end) ? std::optional(end) : std::nullopt;
  }

  static std::string_view id_text(const EventText& event) {
    return !event.guid.empty() ? event.guid : !event.code.empty() ? event.code : event.id;
  }

  void read_conference() {
    const ConferenceText& text = document_.conference;
    auto& event = parsed_.schedule.event;
    event.name = clean_line(text.title);
    event.short_name = clean_line(text.acronym, 60);
    event.venue = clean_line(text.venue);
    const std::string city = clean_line(text.city);
    if (!city.empty() && !event.venue.contains(city))
      event.venue += (event.venue.empty() ? "" : ", ") + city;
    event.url = public_link(text.url.empty() ? text.base_url : text.url);
    event.time_zone = zone_.zone.name();
    event.language = clean_line(text.language, 20);
  }

  void fill(Session& session, const Found& found) {
    const EventText& event = *found.event;
    session.id = clean_line(id_text(event), 100);
    session.room = clean_line(event.room);
    session.start = found.start;
    session.end = end_of(event, found.start);
    session.status = status_of(event.status);
    session.title = clean_line(event.title);
    take_cancelled(session);
    session.subtitle = clean_line(event.subtitle);
    read_kind(event, session);
    session.speakers.reserve(event.persons.size());
    for (const PersonText& person : event.persons) {
      if (std::string name = name_of(person.name); !name.empty()) {
        session.speakers.push_back(
            {.name = std::move(name), .affiliation = {}, .photo = photo_of(person.photo)});
      }
    }
    session.track = track_of(event.track);
    session.language = clean_line(event.language, 20);
    session.do_not_record = event.do_not_record;
    session.url = public_link(event.url);
  }

  std::string photo_of(std::string_view text) const {
    if (text.empty()) return {};
    return based_link(public_link(document_.conference.base_url), photo_link(text));
  }

  // A label that says another thing than the kind would hide it.
  void read_kind(const EventText& event, Session& session) {
    const TypeWords& type = words_of(event.type);
    const auto by_title = event.kind || type.kind ? std::nullopt : kind_of_title(session.title);
    session.kind = event.kind.value_or(type.kind.value_or(by_title.value_or(Kind::kTalk)));
    if (!by_title) session.label = type.label;
  }

  // A schedule has thousands of events, and a dozen types and tracks.
  const TypeWords& words_of(std::string_view type) {
    const auto [at, is_new] = types_.try_emplace(type);
    if (is_new) at->second = type_words(type);
    return at->second;
  }

  const schedule::Track& track_of(std::string_view name) {
    const auto [at, is_new] = tracks_.try_emplace(name);
    if (is_new) {
      at->second.name = clean_line(name);
      const auto track = std::ranges::find(document_.tracks, name, &TrackText::name);
      if (track != document_.tracks.end()) at->second.color = color_of(track->color);
    }
    return at->second;
  }

  Document& document_;
  Parsed parsed_;
  ZoneChoice zone_;
  std::vector<Found> found_;
  std::unordered_map<std::string_view, TypeWords> types_;
  std::unordered_map<std::string_view, schedule::Track> tracks_;
};

}  // namespace

Day day_of(std::string_view date, std::string_view start, std::string_view end,
           std::string_view day_change) {
  Day day;
  day.date = date_of(date);
  day.begins = read_clock(day_change).value_or(0s);
  const auto local = [](const OffsetInstant& time) {
    return LocalTime(time.instant.time_since_epoch() + time.offset.value_or(0s));
  };
  if (const auto time = time_of(start)) {
    const LocalTime begin = local(*time);
    const auto midnight = std::chrono::floor<std::chrono::days>(begin);
    if (!day.date) day.date = midnight;
    if (day.date == midnight) day.begins = begin - midnight;
  }
  if (const auto time = time_of(end)) day.ends = local(*time);
  return day;
}

Result<Parsed> read_document(Document& document, std::string_view format, const Hints& hints) {
  std::erase_if(document.events,
                [](const EventText& event) { return is_unpublished(event.status); });
  if (document.events.size() > kMostEvents) {
    return failure("too-many-events", fmt::format("{} events are more than the {} that are read",
                                                  document.events.size(), kMostEvents));
  }
  return Reader(document, hints).read(format);
}

}  // namespace roomsign::formats::frab
