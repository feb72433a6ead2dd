#include "daemon/formats/ical/timetable.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/reading/civil_time.hpp"

namespace roomsign::formats::ical {
namespace {

using namespace std::chrono;

constexpr days kBefore{2};
constexpr days kAfter{60};
constexpr days kLongestReach{14};  // how long before the window an instance may have begun
constexpr std::size_t kMostOccurrences = 10'000;

// How long an event lasts: none where nobody knows.
using Span = std::optional<Length>;

struct Window {
  Instant from;
  Instant to;
};

// Which instance of a repeat a RECURRENCE-ID or an EXDATE names: a moment, or all of a day.
struct Instances {
  std::set<Instant> moments;
  std::set<local_days> dates;

  bool has(Instant moment, LocalTime local) const {
    return moments.contains(moment) || dates.contains(floor<days>(local));
  }
};

class Builder {
 public:
  Builder(const Calendar& calendar, const Zones& zones, std::optional<Instant> now, Effort& effort)
      : events_(calendar.events), zones_(zones), now_(now), effort_(effort) {}

  Timetable build() {
    dropped_.resize(events_.size());
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (!events_[i].fault.empty()) {
        table_.records.drop(where_is(events_[i]), events_[i].fault);
        dropped_[i] = true;
      } else if (!events_[i].uid.empty()) {
        by_uid_[events_[i].uid].push_back(i);
      }
    }
    for (auto& [uid, group] : by_uid_) settle_revisions(group);
    if (repeated_ > 0)
      warn(fmt::format("{} events stand in the document twice; each is shown once", repeated_));
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (dropped_[i]) continue;
      add(i);
      if (!events_[i].unread.empty()) {
        warn(fmt::format("{}: its {} is not followed; see whether its other days are right",
                         where_is(events_[i]), events_[i].unread));
      }
    }
    tell_cuts();
    return std::move(table_);
  }

 private:
  void warn(std::string text) { table_.warnings.push_back(std::move(text)); }

  using Key = std::optional<std::pair<Instant, bool>>;
  Key key_of(const RawEvent& event) const {
    if (!event.instance) return std::nullopt;
    return std::pair(zones_.instant_of(*event.instance), event.instance->value.date);
  }

  static bool same_event(const RawEvent& a, const RawEvent& b) {
    return a.summary == b.summary && a.location == b.location && a.rule == b.rule &&
           same_time(a.start, b.start) && same_time(a.end, b.end) && a.length == b.length;
  }
  static bool same_time(const std::optional<ZonedTime>& a, const std::optional<ZonedTime>& b) {
    return a.has_value() == b.has_value() && (!a || (a->value == b->value && a->zone == b->zone));
  }

  // Leaves the highest of several revisions of one event. Where two have the same number, the UID
  // is no identity (there are calendars that write one UID into all their events), and all stay.
  void settle_revisions(std::vector<std::size_t>& group) {
    if (group.size() == 1) return;
    std::ranges::stable_sort(group, {}, [&](std::size_t i) {
      return std::pair(key_of(events_[i]), events_[i].sequence);
    });
    for (std::size_t first = 0; first < group.size();) {
      std::size_t end = first + 1;
      while (end < group.size() && key_of(events_[group[end]]) == key_of(events_[group[first]]))
        ++end;
      settle_one(std::span(group).subspan(first, end - first));
      first = end;
    }
    std::erase_if(group, [&](std::size_t i) { return dropped_[i]; });
  }

  void settle_one(std::span<const std::size_t> same) {
    for (std::size_t i = 1; i < same.size(); ++i) {
      if (!same_event(events_[same[i - 1]], events_[same[i]]) ||
          events_[same[i - 1]].sequence != events_[same[i]].sequence)
        continue;
      dropped_[same[i - 1]] = true;
      ++repeated_;
    }
    std::vector<std::size_t> left;
    std::ranges::copy_if(same, std::back_inserter(left), [&](auto i) { return !dropped_[i]; });
    const auto number = [&](std::size_t i) { return events_[i].sequence; };
    if (std::ranges::adjacent_find(left, {}, number) != left.end()) return;
    for (std::size_t i = 0; i + 1 < left.size(); ++i) dropped_[left[i]] = true;
  }

  void add(std::size_t i) {
    const RawEvent& event = events_[i];
    const EventZone& zone = zones_.of(*event.start);
    const Instant start = zone.resolve(event.start->value.local).instant;
    if (!is_in_range(start)) {
      table_.records.drop(where_is(event), "it is not between 1971 and 2200");
      return;
    }
    table_.records.keep();
    const Span span = span_of(event, start);
    if (event.repeats() && !event.instance) {
      add_repeats(i, zone, start, span);
    } else {
      add_showing(i, zone, event.start->value.local, span, id_of(i));
    }
  }

  Span span_of(const RawEvent& event, Instant start) {
    if (event.length && !event.end) return event.length;
    if (event.start->value.date) return whole_days(event);
    if (!event.end) return std::nullopt;
    const seconds time = zones_.instant_of(*event.end) - start;
    if (time > 0s) return Length{days(0), time};
    if (time < 0s)
      warn(fmt::format("{}: it ends before it begins; its end is left out", where_is(event)));
    return std::nullopt;
  }

  static Span whole_days(const RawEvent& event) {
    days count(1);
    if (event.end) count = floor<days>(event.end->value.local - event.start->value.local);
    return Length{std::max(count, days(1)), 0s};
  }

  // The UID of an event that is alone with it; of an instance of a repeat with its day.
  std::string id_of(std::size_t i) const {
    const RawEvent& event = events_[i];
    if (event.uid.empty()) return {};
    const auto& group = by_uid_.at(event.uid);
    if (event.instance) {
      const LocalTime local = zones_.of(*event.start).to_local(zones_.instant_of(*event.instance));
      return instance_id(event, event.instance->value.date ? event.instance->value.local : local);
    }
    return group.size() == 1 ? clean_line(event.uid, 200) : std::string();
  }

  static std::string instance_id(const RawEvent& event, LocalTime local) {
    return fmt::format("{}-{}", clean_line(event.uid, 200),
                       format_date(year_month_day(floor<days>(local))));
  }

  bool is_only_master(std::size_t i) const {
    const RawEvent& event = events_[i];
    return !event.uid.empty() && std::ranges::count_if(by_uid_.at(event.uid), [&](std::size_t k) {
                                   return !events_[k].instance;
                                 }) == 1;
  }

  Window window_of(Instant start) const {
    const Instant begin = floor<days>(now_.value_or(start));
    if (!now_ || start >= begin + kAfter) return {start, floor<days>(start) + kBefore + kAfter};
    return {begin - kBefore, begin + kAfter};
  }

  Instances exceptions(std::size_t i) const {
    Instances found;
    const auto take = [&](const ZonedTime& time) {
      if (time.value.date) {
        found.dates.insert(floor<days>(time.value.local));
      } else {
        found.moments.insert(zones_.instant_of(time));
      }
    };
    for (const ZonedTime& time : events_[i].except) take(time);
    if (!is_only_master(i)) return found;
    for (const std::size_t k : by_uid_.at(events_[i].uid)) {
      if (events_[k].instance) take(*events_[k].instance);
    }
    return found;
  }

  // A day without a time of it has the event's.
  LocalTime local_of(const Addition& addition, const RawEvent& event, const EventZone& zone) const {
    const ZonedTime& time = addition.start;
    if (!time.value.date) return zone.to_local(zones_.instant_of(time));
    return floor<days>(time.value.local) +
           (event.start->value.local - floor<days>(event.start->value.local));
  }

  // Of the additions that have another one than the event.
  std::map<LocalTime, Length> own_lengths(const RawEvent& event, const EventZone& zone) const {
    std::map<LocalTime, Length> lengths;
    for (const Addition& addition : event.also) {
      if (addition.length) lengths.emplace(local_of(addition, event, zone), *addition.length);
    }
    return lengths;
  }

  std::vector<LocalTime> times_of(const RawEvent& event, const EventZone& zone,
                                  const Window& window, const Span& span) {
    const days reach =
        std::min(kLongestReach, span ? ceil<days>(span->days + span->time) : days(0));
    const LocalTime from = zone.to_local(window.from) - reach;
    const LocalTime to = zone.to_local(window.to);
    std::vector<LocalTime> times;
    const auto take = [&](LocalTime local) {
      if (local >= from && local < to) times.push_back(local);
    };
    for (const Addition& addition : event.also) take(local_of(addition, event, zone));
    if (event.rule.empty()) {
      take(event.start->value.local);
    } else if (!add_rule(event, zone, from, to, times)) {
      return {};
    }
    std::ranges::sort(times);
    const auto repeated = std::ranges::unique(times);
    times.erase(repeated.begin(), repeated.end());
    return times;
  }

  bool add_rule(const RawEvent& event, const EventZone& zone, LocalTime from, LocalTime to,
                std::vector<LocalTime>& times) {
    const auto rule = parse_rule(event.rule);
    auto found = rule ? occurrences(*rule, event.start->value.local, last_of(*rule, zone), from, to,
                                    kMostOccurrences - repeats_ + 1, effort_)
                      : Result<std::vector<LocalTime>>(std::unexpected(rule.error()));
    if (!found) {
      warn(
          fmt::format("{}: it repeats {}; it is left out", where_is(event), found.error().message));
      return false;
    }
    if (effort_.spent() && tired_of_.empty()) tired_of_ = where_is(event);
    times.insert(times.end(), found->begin(), found->end());
    return true;
  }

  static std::optional<LocalTime> last_of(const Rule& rule, const EventZone& zone) {
    if (!rule.until) return std::nullopt;
    if (rule.until->date) return rule.until->local + days(1) - 1s;
    if (!rule.until->utc) return rule.until->local;
    return zone.to_local(Instant(rule.until->local.time_since_epoch()));
  }

  void add_repeats(std::size_t i, const EventZone& zone, Instant start, const Span& usual) {
    const RawEvent& event = events_[i];
    if (repeats_ >= kMostOccurrences) return cut_at(event);
    const Window window = window_of(start);
    const Instances except = exceptions(i);
    const bool named = is_only_master(i);
    std::size_t shown = 0;
    const auto lengths = own_lengths(event, zone);
    for (const LocalTime local : times_of(event, zone, window, usual)) {
      const auto own = lengths.find(local);
      const Span span = own == lengths.end() ? usual : own->second;
      if (is_over(zone, local, span, window.from)) continue;
      if (except.has(zone.resolve(local).instant, local)) continue;
      if (repeats_ >= kMostOccurrences) return cut_at(event);
      ++repeats_;
      ++shown;
      add_showing(i, zone, local, span, named ? instance_id(event, local) : std::string());
    }
    if (shown == 0) ++table_.past_repeats;
  }

  static bool is_over(const EventZone& zone, LocalTime local, const Span& span, Instant from) {
    const Instant start = zone.resolve(local).instant;
    return start < from && (!span || start + span->days + span->time <= from);
  }

  void cut_at(const RawEvent& event) {
    if (cut_at_.empty()) cut_at_ = where_is(event);
  }

  void add_showing(std::size_t i, const EventZone& zone, LocalTime local, const Span& span,
                   std::string id) {
    const RawEvent& event = events_[i];
    Showing showing{i, resolve(event, zone, local), std::nullopt, event.start->value.date,
                    std::move(id)};
    if (span) {
      const Instant from =
          span->days == days(0) ? showing.start : zone.resolve(local + span->days).instant;
      const Instant end = from + span->time;
      if (end > showing.start && is_in_range(end)) showing.end = end;
    }
    table_.showings.push_back(std::move(showing));
  }

  // With a warning where the clocks are changed just then.
  Instant resolve(const RawEvent& event, const EventZone& zone, LocalTime local) {
    const auto resolved = zone.resolve(local);
    if (resolved.fit != Zone::Fit::kUnique && zone.block == nullptr)
      (void)instant_of(local, zone.zone, where_is(event), table_.warnings);
    return resolved.instant;
  }

  void tell_cuts() {
    if (!cut_at_.empty()) {
      warn(
          fmt::format("what repeats does so more than {} times in the days that are read; the "
                      "rest is left out, from {} on",
                      kMostOccurrences, cut_at_));
    }
    if (!tired_of_.empty()) {
      warn(
          fmt::format("the rules by which events repeat take too long to work out; some are left "
                      "out, from {} on",
                      tired_of_));
    }
  }

  const std::vector<RawEvent>& events_;
  const Zones& zones_;
  std::optional<Instant> now_;
  Effort& effort_;
  Timetable table_;
  std::vector<bool> dropped_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_uid_;
  std::size_t repeated_ = 0;
  std::size_t repeats_ = 0;
  std::string cut_at_;
  std::string tired_of_;
};

}  // namespace

std::string where_is(const RawEvent& event) {
  const std::string title = event.confidential ? "" : clean_line(event.summary, 60);
  if (title.empty()) return fmt::format("line {}, event", event.line);
  return fmt::format("line {}, event \"{}\"", event.line, title);
}

Timetable timetable_of(const Calendar& calendar, const Zones& zones, std::optional<Instant> now,
                       Effort& effort) {
  return Builder(calendar, zones, now, effort).build();
}

}  // namespace roomsign::formats::ical
