#include "daemon/formats/ical/calendar.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/ical/content_lines.hpp"

namespace roomsign::formats::ical {
namespace {

constexpr std::size_t kMostEvents = 100'000;
constexpr std::size_t kMostZones = 200;
constexpr std::size_t kMostObservances = 200;  // of one zone: a century of changed laws has fewer
constexpr std::size_t kLongestText = 1000;     // bytes; what is kept is cut again where it is shown
constexpr std::size_t kLongestId = 500;
constexpr std::string_view kFromHereOn = "THISANDFUTURE";

std::string_view cut(std::string_view value) {
  return value.substr(0, std::min(value.size(), kLongestText));
}

// "Ada (Works), Ben" of "Speakers: Ada (Works)\, Ben\nThe rest of the description".
std::string_view speakers_of(std::string_view description) {
  const std::size_t colon = description.find(':');
  if (colon == std::string_view::npos || colon > 8) return {};
  const std::string_view head = description.substr(0, colon);
  if (!same_word(head, "SPEAKERS") && !same_word(head, "SPEAKER")) return {};
  const std::string_view rest = cut(description.substr(colon + 1));
  return rest.substr(0, std::min(rest.find("\\n"), rest.find("\\N")));
}

// Reads the document, a line at a time. Components that are not known, and what is in them, are
// passed over; how deep they lie costs nothing but a count.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : lines_(bytes) {}

  Result<Calendar> read() {
    while (const auto property = lines_.next()) {
      if (property->is("BEGIN")) {
        begin(*property);
      } else if (property->is("END")) {
        end(*property);
      } else {
        take(*property);
      }
      if (calendar_.events.size() > kMostEvents) {
        return failure("too-large",
                       fmt::format("line {}: the calendar has more than {} events; export one for "
                                   "the days that are to be shown",
                                   property->line, kMostEvents));
      }
    }
    if (!seen_) return failure("no-calendar", "there is no BEGIN:VCALENDAR in the document");
    if (where_ != Where::kOutside || foreign_depth_ > 0) {
      return failure("cut-off", fmt::format("line {}: the document ends within the {} that begins "
                                            "at line {}; get it whole",
                                            lines_.line(), name_of(where_), began_));
    }
    return std::move(calendar_);
  }

 private:
  enum class Where { kOutside, kCalendar, kEvent, kZone, kObservance };

  static std::string_view name_of(Where where) {
    switch (where) {
      case Where::kEvent:
        return "event";
      case Where::kZone:
      case Where::kObservance:
        return "time zone";
      default:
        return "calendar";
    }
  }

  void begin(const Property& property) {
    if (foreign_depth_ > 0) {
      ++foreign_depth_;
    } else if (same_word(property.value, "VCALENDAR") && where_ != Where::kZone) {
      leave_event("it has no END:VEVENT");
      seen_ = true;
      enter(Where::kCalendar, property.line);
    } else if (same_word(property.value, "VEVENT") &&
               (where_ == Where::kCalendar || where_ == Where::kEvent)) {
      leave_event("it has no END:VEVENT");
      enter(Where::kEvent, property.line);
      calendar_.events.emplace_back().line = property.line;
    } else if (same_word(property.value, "VTIMEZONE") && where_ == Where::kCalendar &&
               calendar_.zones.size() < kMostZones) {
      enter(Where::kZone, property.line);
      calendar_.zones.emplace_back();
    } else if (where_ == Where::kZone &&
               (same_word(property.value, "STANDARD") || same_word(property.value, "DAYLIGHT"))) {
      where_ = Where::kObservance;
      observance_ = {};
    } else {
      foreign_depth_ = 1;
    }
  }

  void enter(Where where, std::size_t line) {
    where_ = where;
    began_ = line;
  }

  void leave_event(std::string_view fault) {
    if (where_ != Where::kEvent) return;
    RawEvent& event = calendar_.events.back();
    if (event.fault.empty()) event.fault = fault;
    if (event.fault.empty() && !event.start) event.fault = "it has no DTSTART";
  }

  void end(const Property& property) {
    // The end of what is open ends what was left open in it.
    if ((where_ == Where::kEvent && same_word(property.value, "VEVENT")) ||
        same_word(property.value, "VCALENDAR")) {
      foreign_depth_ = 0;
    }
    if (foreign_depth_ > 0) {
      --foreign_depth_;
    } else if (where_ == Where::kEvent && same_word(property.value, "VEVENT")) {
      leave_event("");
      where_ = Where::kCalendar;
    } else if (where_ == Where::kEvent && !same_word(property.value, "VCALENDAR")) {
      // What stood before it may be another component's: an alarm has a SUMMARY, too.
      RawEvent& event = calendar_.events.back();
      if (event.fault.empty())
        event.fault = fmt::format("line {}: an END without its BEGIN", property.line);
    } else if (where_ == Where::kObservance) {
      auto& observances = calendar_.zones.back().observances;
      if (observances.size() < kMostObservances) observances.push_back(std::move(observance_));
      where_ = Where::kZone;
    } else if (where_ == Where::kZone) {
      where_ = Where::kCalendar;
    } else if (same_word(property.value, "VCALENDAR")) {
      leave_event("it has no END:VEVENT");
      where_ = Where::kOutside;
    }
  }

  void take(const Property& property) {
    if (foreign_depth_ > 0) return;
    switch (where_) {
      case Where::kOutside:
        return;
      case Where::kCalendar:
        return take_calendar(property);
      case Where::kEvent:
        return take_event(property, calendar_.events.back());
      case Where::kZone:
        return take_zone(property, calendar_.zones.back());
      case Where::kObservance:
        return take_observance(property);
    }
  }

  void keep_first(std::string& kept, std::string_view value) {
    if (!kept.empty()) return;
    kept = unescaped(cut(value));
    if (kept.size() < kLongestText && !is_valid_utf8(kept)) calendar_.ill_formed = true;
  }

  void take_calendar(const Property& property) {
    const auto keep = [&](std::string& kept) { keep_first(kept, property.value); };
    if (property.is("PRODID")) keep(calendar_.producer);
    if (property.is("X-WR-CALNAME") || property.is("NAME")) keep(calendar_.name);
    if (property.is("SOURCE") || property.is("URL")) keep(calendar_.url);
    // The last is no property of the standard's; a calendar of 88 talks has it.
    for (const std::string_view name : {"X-WR-TIMEZONE", "TIMEZONE-ID", "VTIMEZONE"}) {
      if (!property.is(name) || !calendar_.zone_name.empty()) continue;
      keep(calendar_.zone_name);
      calendar_.zone_from = name;
    }
  }

  void take_event(const Property& property, RawEvent& event) {
    if (take_when(property, event) || take_words(property, event)) return;
    if (property.is("UID")) {
      if (property.value.size() <= kLongestId) keep_first(event.uid, property.value);
    } else if (property.is("SEQUENCE")) {
      std::from_chars(property.value.data(), property.value.data() + property.value.size(),
                      event.sequence);
    } else if (property.is("STATUS")) {
      event.cancelled = same_word(property.value, "CANCELLED");
    } else if (property.is("CLASS")) {
      event.confidential =
          same_word(property.value, "PRIVATE") || same_word(property.value, "CONFIDENTIAL");
    }
  }

  bool take_words(const Property& property, RawEvent& event) {
    if (property.is("SUMMARY")) {
      keep_first(event.summary, property.value);
    } else if (property.is("LOCATION")) {
      keep_first(event.location, property.value);
    } else if (property.is("CATEGORIES")) {
      if (event.category.empty()) event.category = unescaped_list(cut(property.value)).front();
    } else if (property.is("DESCRIPTION")) {
      keep_first(event.speakers, speakers_of(property.value));
    } else if (property.is("URL")) {
      if (property.value.size() <= kLongestText) event.url = property.value;
    } else {
      return false;
    }
    return true;
  }

  bool take_when(const Property& property, RawEvent& event) {
    if (property.is("DTSTART")) {
      event.start = time_of(property, property.value, event);
    } else if (property.is("DTEND")) {
      event.end = time_of(property, property.value, event);
    } else if (property.is("RECURRENCE-ID")) {
      event.instance = time_of(property, property.value, event);
      if (same_word(property.parameter("RANGE"), kFromHereOn)) event.unread = kFromHereOn;
    } else if (property.is("DURATION")) {
      event.length = length_value(property.value);
      if (!event.length) fault(event, property, property.value);
    } else if (property.is("RRULE")) {
      if (event.rule.empty()) event.rule = property.value;
    } else if (property.is("EXRULE")) {
      event.unread = "EXRULE";
    } else if (property.is("RDATE")) {
      take_additions(property, event);
    } else if (property.is("EXDATE")) {
      take_exceptions(property, event);
    } else {
      return false;
    }
    return true;
  }

  void take_additions(const Property& property, RawEvent& event) {
    for (const std::string_view one : split(property.value, ',')) {
      const std::size_t slash = std::min(one.find('/'), one.size());
      const std::string_view start = trim(one.substr(0, slash));
      const auto time = start.empty() ? std::nullopt : time_of(property, start, event);
      if (!time) continue;
      const auto length =
          slash < one.size() ? period_length(time->value, one.substr(slash + 1)) : std::nullopt;
      event.also.push_back({*time, length});
    }
  }

  // "PT2H", or the time at which the period ends.
  static std::optional<Length> period_length(const TimeValue& start, std::string_view text) {
    if (const auto length = length_value(trim(text))) return length;
    const auto end = time_value(trim(text));
    if (!end || end->utc != start.utc || end->local <= start.local) return std::nullopt;
    return Length{std::chrono::days(0), end->local - start.local};
  }

  void take_exceptions(const Property& property, RawEvent& event) {
    for (std::string_view one : split(property.value, ',')) {
      one = trim(one.substr(0, one.find('/')));  // of a period its beginning
      if (one.empty()) continue;
      if (const auto time = time_of(property, one, event)) event.except.push_back(*time);
    }
  }

  static void fault(RawEvent& event, const Property& property, std::string_view value) {
    if (!event.fault.empty()) return;
    event.fault = fmt::format("line {}: {} \"{}\" cannot be read", property.line,
                              clean_line(property.name, 20), clean_line(value, 40));
  }

  std::optional<ZonedTime> time_of(const Property& property, std::string_view value,
                                   RawEvent& event) {
    const auto read = time_value(value);
    if (!read) {
      fault(event, property, value);
      return std::nullopt;
    }
    const bool zoned = !read->utc && !read->date;
    return ZonedTime{*read, zoned ? zone_of(property.parameter("TZID")) : 0};
  }

  std::size_t zone_of(std::string_view name) {
    if (name.empty() || name.size() > kLongestId) return 0;
    const auto [entry, added] =
        zone_numbers_.try_emplace(std::string(name), calendar_.zone_names.size());
    if (added) calendar_.zone_names.emplace_back(name);
    return entry->second;
  }

  void take_zone(const Property& property, RawZone& zone) {
    if (property.is("TZID")) keep_first(zone.name, property.value);
    if (property.is("X-LIC-LOCATION")) keep_first(zone.location, property.value);
  }

  void take_observance(const Property& property) {
    if (property.is("DTSTART")) {
      observance_.start = time_value(property.value).value_or(TimeValue()).local;
    } else if (property.is("TZOFFSETFROM")) {
      observance_.from = offset_value(property.value).value_or(std::chrono::seconds(0));
    } else if (property.is("TZOFFSETTO")) {
      observance_.to = offset_value(property.value).value_or(std::chrono::seconds(0));
    } else if (property.is("RRULE")) {
      observance_.rule = property.value;
    } else if (property.is("RDATE")) {
      for (const std::string_view one : split(property.value, ',')) {
        if (const auto time = time_value(one)) observance_.also.push_back(time->local);
      }
    }
  }

  ContentLines lines_;
  Calendar calendar_;
  std::unordered_map<std::string, std::size_t> zone_numbers_;
  Where where_ = Where::kOutside;
  std::size_t began_ = 0;          // the line of the component that is open
  std::size_t foreign_depth_ = 0;  // in components that are passed over
  RawObservance observance_;
  bool seen_ = false;
};

}  // namespace

Result<Calendar> read_calendar(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace roomsign::formats::ical
