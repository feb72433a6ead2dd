#include <algorithm>

#include "daemon/formats/ical/zones.hpp"

namespace roomsign::formats::ical {
namespace {

using namespace std::chrono;

constexpr std::size_t kMostChanges = 500;  // of one observance
constexpr local_days kFirst = local_days(year(1970) / 1 / 1);
constexpr local_days kEnd = local_days(year(2060) / 1 / 1);

// Yearly rules that began in 1601, as Outlook's do, are taken up in 1970: the same day each year.
LocalTime later_start(LocalTime start) {
  if (start >= kFirst) return start;
  const auto day = floor<days>(start);
  const year_month_day date(day);
  const year_month_day moved =
      year(1970) / date.month() / std::min(date.day(), std::chrono::day(28));
  return local_days(moved) + (start - day);
}

std::vector<LocalTime> onsets(const RawObservance& raw, Effort& effort) {
  std::vector<LocalTime> all = raw.also;
  all.push_back(raw.start);
  const auto rule = parse_rule(raw.rule);
  if (raw.rule.empty() || !rule || rule->text.find("FREQ=YEARLY") == std::string::npos) return all;
  std::optional<LocalTime> until;
  if (rule->until) until = rule->until->local + (rule->until->utc ? raw.from : seconds(0));
  const bool counted = rule->text.find("COUNT=") != std::string::npos;
  const LocalTime start = counted ? raw.start : later_start(raw.start);
  const auto found = occurrences(*rule, start, until, kFirst, kEnd, kMostChanges, effort);
  if (found) all.insert(all.end(), found->begin(), found->end());
  return all;
}

}  // namespace

BlockZone::BlockZone(const RawZone& raw, Effort& effort) {
  struct Onset {
    Change change;
    seconds from;
  };
  std::vector<Onset> all;
  for (const RawObservance& observance : raw.observances) {
    for (const LocalTime local : onsets(observance, effort)) {
      all.push_back(
          {{Instant(local.time_since_epoch() - observance.from), observance.to}, observance.from});
    }
  }
  std::ranges::stable_sort(all, {}, [](const Onset& onset) { return onset.change.at; });
  if (!all.empty()) before_ = all.front().from;
  changes_.reserve(all.size());
  for (const Onset& onset : all) changes_.push_back(onset.change);
}

seconds BlockZone::offset_at(Instant instant) const {
  const auto after = std::ranges::upper_bound(changes_, instant, {}, &Change::at);
  return after == changes_.begin() ? before_ : std::prev(after)->offset;
}

// Clocks are changed far more seldom than once a day, so the offsets a day before and a day after
// are all that there can be.
Zone::Resolved BlockZone::resolve(LocalTime local) const {
  const Instant as_utc(local.time_since_epoch());
  const seconds before = offset_at(as_utc - days(1));
  const seconds after = offset_at(as_utc + days(1));
  const Instant earlier = as_utc - std::max(before, after);
  const Instant later = as_utc - std::min(before, after);
  const bool earlier_fits = offset_at(earlier) == std::max(before, after);
  const bool later_fits = offset_at(later) == std::min(before, after);
  if (earlier_fits && later_fits && earlier != later) return {earlier, Zone::Fit::kOverlap};
  if (earlier_fits) return {earlier, Zone::Fit::kUnique};
  if (later_fits) return {later, Zone::Fit::kUnique};
  return {as_utc - before, Zone::Fit::kGap};
}

}  // namespace roomsign::formats::ical
