// A programme as schema.org data: an event with its parts, or a list of events.
//
// Parts are also deadlines and days as a whole: what has no time of day or lies outside the event's
// days is left out, and it takes two sessions of one day to make a programme. A part that has parts
// with times itself is a heading over them, not a session.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/content.hpp"
#include "daemon/formats/html/ends.hpp"
#include "daemon/formats/html/ways.hpp"
#include "daemon/formats/reading/places.hpp"
#include "daemon/formats/reading/records.hpp"
#include "daemon/formats/reading/zone_text.hpp"

namespace roomsign::formats::html {
namespace {

using schedule::Session;

// One session to be, with the place of the event that it is a part of.
struct Part {
  const LinkedEvent* event = nullptr;
  std::string place;
};

struct Programme {
  const LinkedEvent* whole = nullptr;  // null: a list
  std::string name;                    // of the whole
  std::vector<Part> parts;
};

bool has_timed_part(const LinkedEvent& event) {
  return std::ranges::any_of(
      event.parts, [](const LinkedEvent& part) { return has_time(part) || has_timed_part(part); });
}

void collect(const LinkedEvent& event, const std::string& place, std::vector<Part>& parts) {
  for (const LinkedEvent& part : event.parts) {
    const std::string& own = part.place.empty() ? place : part.place;
    if (has_timed_part(part)) {
      collect(part, own, parts);
    } else {
      parts.push_back({&part, own});
    }
  }
}

// Each event that has parts, and the events that stand side by side, apart by what they belong to.
std::vector<Programme> programmes(const LinkedData& linked) {
  std::vector<Programme> all;
  std::map<std::string, Programme> lists;
  for (const LinkedEvent& event : linked.events) {
    if (has_timed_part(event)) {
      Programme programme{.whole = &event, .name = event.name, .parts = {}};
      collect(event, {}, programme.parts);
      all.push_back(std::move(programme));
    } else {
      Programme& list = lists[event.whole];
      list.name = event.whole;
      list.parts.push_back({&event, event.place});
    }
  }
  for (auto& [name, list] : lists) {
    const auto whole = std::ranges::find(linked.events, name, &LinkedEvent::name);
    if (!name.empty() && whole != linked.events.end()) list.whole = &*whole;
    all.push_back(std::move(list));
  }
  return all;
}

LocalTime local(const LinkedTime& time, const Zone& zone) {
  if (time.time.offset) return zone.to_local(time.time.instant);
  return LocalTime(time.time.instant.time_since_epoch());
}

std::chrono::local_days day_of(const LinkedTime& time, const Zone& zone) {
  return std::chrono::floor<std::chrono::days>(local(time, zone));
}

class Reader {
 public:
  Reader(const Programme& programme, const About& about, const Zone& zone, const Hints& hints)
      : programme_(programme), about_(about), zone_(zone), hints_(hints) {}

  Result<Parsed> read() {
    Parsed parsed;
    for (const Part& part : programme_.parts) add(part, parsed.warnings);
    if (most_of_a_day() < 2) {
      return failure("no-sessions", fmt::format("schema.org data of {} event(s), of which no two "
                                                "have a time on one day",
                                                programme_.parts.size()));
    }
    if (auto judged = records_.judge(parsed.warnings); !judged)
      return std::unexpected(judged.error());
    warn_of_left_out(parsed.warnings);
    settle_places(parsed);
    infer_ends(rows_, hints_.day_change);
    for (Row& row : rows_) {
      if (row.end && !row.session.end) row.session.end = zone_.resolve(*row.end).instant;
      parsed.schedule.sessions.push_back(std::move(row.session));
    }
    return parsed;
  }

 private:
  void add(const Part& part, std::vector<std::string>& warnings) {
    const LinkedEvent& event = *part.event;
    if (event.bad_start) {
      return records_.drop(fmt::format("event \"{}\"", event.name), "its startDate is no date");
    }
    if (!has_time(event) || !is_within_days(event)) return left_out_.push_back(event.name);
    if (event.name.empty()) {
      return records_.drop(fmt::format("event at {}", format_instant(event.start->time.instant)),
                           "it has no name");
    }
    records_.keep();
    Row row;
    row.session = session_of(event);
    row.session.room = part.place;
    row.start = local(*event.start, zone_);
    row.session.start = instant_of(*event.start, event.name, warnings);
    take_end(event, row, warnings);
    rows_.push_back(std::move(row));
  }

  Instant instant_of(const LinkedTime& time, const std::string& name,
                     std::vector<std::string>& warnings) const {
    if (time.time.offset) return time.time.instant;
    return formats::instant_of(local(time, zone_), zone_, fmt::format("event \"{}\"", name),
                               warnings);
  }

  void take_end(const LinkedEvent& event, Row& row, std::vector<std::string>& warnings) const {
    std::optional<Instant> end;
    if (event.end && !event.end->whole_day) {
      end = event.end->time.offset ? event.end->time.instant
                                   : zone_.resolve(local(*event.end, zone_)).instant;
    } else if (event.duration) {
      end = row.session.start + *event.duration;
    }
    if (!end || *end == row.session.start) return;
    if (*end < row.session.start) {
      warnings.push_back(
          fmt::format("event \"{}\" ends before it starts; its end is not used", event.name));
      return;
    }
    row.session.end = end;
    row.end = zone_.to_local(*end);
  }

  // Words of the name in the manner of a table's cell; the data's own people win.
  static Session session_of(const LinkedEvent& event) {
    Line line;
    line.append(event.name, kPlain);
    ContentHints hints;
    if (!event.people.empty()) hints.speakers = event.people.front().name;
    Content content = read_content({line}, hints);
    Session session;
    session.kind = content.kind;
    session.label = std::move(content.label);
    session.title = std::move(content.title);
    session.speakers = std::move(content.speakers);
    if (!event.people.empty()) session.speakers = event.people;
    if (session.title.empty() && session.speakers.empty()) session.title = event.name;
    if (event.type == "SocialEvent" && session.kind == schedule::Kind::kTalk)
      session.kind = schedule::Kind::kSocial;
    session.status = content.cancelled ? schedule::Status::kCancelled : event.status;
    session.note = event.note;
    session.language = event.language;
    session.url = event.url;
    return session;
  }

  bool is_within_days(const LinkedEvent& event) const {
    const LinkedEvent* whole = programme_.whole;
    if (whole == nullptr || !whole->start) return true;
    const LocalTime start = local(*event.start, zone_);
    const auto first = day_of(*whole->start, zone_);
    const auto last = whole->end ? std::max(first, day_of(*whole->end, zone_)) : first;
    return start >= first && start < last + std::chrono::days(1) + hints_.day_change;
  }

  std::size_t most_of_a_day() const {
    std::map<std::chrono::local_days, std::size_t> days;
    std::size_t most = 0;
    for (const Row& row : rows_)
      most = std::max(most, ++days[std::chrono::floor<std::chrono::days>(row.start)]);
    return most;
  }

  void warn_of_left_out(std::vector<std::string>& warnings) const {
    if (left_out_.empty()) return;
    warnings.push_back(fmt::format(
        "{} event(s) of the schema.org data have no time of day or lie outside the event's days, "
        "\"{}\" first; left out",
        left_out_.size(), left_out_.front()));
  }

  // The building where everything happens is the venue, no room.
  void settle_places(Parsed& parsed) {
    std::string venue = programme_.whole == nullptr ? std::string() : programme_.whole->place;
    const std::string first = rows_.front().session.room;
    const bool all_there =
        std::ranges::all_of(rows_, [&](const Row& row) { return row.session.room == first; });
    if (venue.empty() && all_there && !is_place(first)) venue = first;
    if (venue.empty()) venue = programme_.parts.front().event->within;
    parsed.schedule.event.venue = about_.venue.empty() ? venue : about_.venue;
    for (Row& row : rows_) {
      if (fold_name(row.session.room) == fold_name(venue)) row.session.room.clear();
    }
  }

  const Programme& programme_;
  const About& about_;
  const Zone& zone_;
  const Hints& hints_;
  std::vector<Row> rows_;
  std::vector<std::string> left_out_;
  Records records_;
};

void take_offset(const Programme& programme, About& about) {
  for (const Part& part : programme.parts) {
    if (about.zone || !has_time(*part.event)) continue;
    const auto offset = part.event->start->time.offset;
    if (!offset || *offset == std::chrono::seconds(0)) continue;
    about.zone = zone_at_offset(*offset);
    about.zone_from = "offset in the schema.org data";
  }
}

}  // namespace

Result<Parsed> read_linked_events(const Material& material) {
  const std::vector<Programme> all = programmes(material.linked);
  if (all.empty()) {
    return failure("no-sessions", material.linked.warnings.empty()
                                      ? "no schema.org event"
                                      : material.linked.warnings.front());
  }
  const auto timed = [](const Programme& programme) {
    return std::ranges::count_if(programme.parts,
                                 [](const Part& part) { return has_time(*part.event); });
  };
  const Programme& best = *std::ranges::max_element(all, {}, timed);
  About about = describe(material, material.page);
  take_offset(best, about);
  const ZoneChoice zone = choose_zone(material.hints, about.zone, about.zone_from);
  auto parsed = Reader(best, about, zone.zone, material.hints).read();
  if (!parsed) return parsed;

  if ((about.name.empty() || about.name == material.page.title) && !best.name.empty())
    about.name = best.name;
  about.venue = parsed->schedule.event.venue;
  about.date_from = "schema.org data";
  std::ranges::copy(about.warnings, std::back_inserter(parsed->warnings));
  put(about, zone, *parsed);
  if (best.whole != nullptr) {
    parsed->schedule.event.url = best.whole->url;
    parsed->schedule.event.language = best.whole->language;
  }
  finish(*parsed, zone.zone, "schema.org data");
  return parsed;
}

}  // namespace roomsign::formats::html
