#include "daemon/formats/html/item_times.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/html/tables.hpp"

namespace roomsign::formats::html {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

bool is_timed(const TimeItem& item) {
  return item.time.kind == TimeCell::Kind::kTime || item.start.has_value();
}

LocalTime written(const OffsetInstant& time) {
  return LocalTime(time.instant.time_since_epoch() + time.offset.value_or(std::chrono::seconds(0)));
}

// Warnings that many items may share: the first in words, the others counted.
struct Tally {
  std::size_t count = 0;
  std::string first;

  void add(std::string text) {
    if (count++ == 0) first = std::move(text);
  }
  void tell(std::vector<std::string>& warnings) const {
    if (count == 1) warnings.push_back(first);
    if (count > 1) warnings.push_back(fmt::format("{} (and {} more such)", first, count - 1));
  }
};

class Reader {
 public:
  Reader(const std::vector<TimeItem>& items, const ItemTimesOptions& options)
      : items_(items), options_(options) {}

  ItemTimes read() {
    std::vector<TimeCell> cells;
    for (const TimeItem& item : items_) cells.push_back(item.time);
    mode_ = hour_mode(cells);
    check_configured_day();
    for (std::size_t i = 0; i < items_.size(); ++i) read_item(i);
    for (const Tally* tally : {&differing_, &stale_, &undecided_, &dropped_ends_})
      tally->tell(out_.warnings);
    return std::move(out_);
  }

 private:
  // Data of which no day is near the configured one is of another time.
  void check_configured_day() {
    if (!options_.configured) return;
    const local_days wanted(*options_.configured);
    std::optional<local_days> first;
    std::optional<local_days> last;
    for (const TimeItem& item : items_) {
      if (!item.start) continue;
      const auto day = std::chrono::floor<days>(stated(*item.start));
      first = std::min(first.value_or(day), day);
      last = std::max(last.value_or(day), day);
    }
    if (first && (wanted < *first - days(1) || wanted > *last + days(1))) fixed_day_ = wanted;
  }

  LocalTime stated(const OffsetInstant& time) const {
    return time.offset ? options_.zone.to_local(time.instant) : written(time);
  }

  std::optional<local_days> day_above(const TimeItem& item) const {
    if (!item.day.empty()) {
      if (const auto day = day_of_heading(item.day, year_for(item))) return day;
    }
    return fixed_day_;
  }

  // A day without a year is of the year of the page's day, else of the data's.
  std::optional<std::chrono::year_month_day> year_for(const TimeItem& item) const {
    if (options_.first_day || !item.start) return options_.first_day;
    return std::chrono::year_month_day(std::chrono::floor<days>(stated(*item.start)));
  }

  std::optional<local_days> day_of(const TimeItem& item) {
    if (const auto day = day_above(item)) return day;
    if (item.start) return std::chrono::floor<days>(stated(*item.start));
    if (!options_.first_day) return std::nullopt;
    out_.used_first_day = true;
    return local_days(*options_.first_day);
  }

  std::string name(std::size_t i) const { return fmt::format("{} {}", options_.what, i + 1); }

  void read_item(std::size_t i) {
    const TimeItem& item = items_[i];
    if (!is_timed(item)) {
      undecided_.add(fmt::format("{}: no time yet; left out", name(i)));
      if (!out_.rows.empty()) out_.rows.back().undecided_follows = true;
      return;
    }
    const auto day = day_of(item);
    if (!day) return;
    if (i == 0 || item.group != items_[i - 1].group) above_.reset();
    Row row;
    row.number = i + 1;
    if (item.time.kind == TimeCell::Kind::kTime) {
      read_printed(i, *day, row);
      if (item.start) apply_data(i, *day, row);
    } else {
      row.start = on_day(i, stated(*item.start), day_above(item));
      if (item.end) row.end = row.start + (item.end->instant - item.start->instant);
    }
    if (row.end && *row.end <= row.start) row.end.reset();
    out_.rows.push_back(std::move(row));
  }

  void read_printed(std::size_t i, local_days day, Row& row) {
    const TimeItem& item = items_[i];
    Around around{.mode = mode_, .above = above_, .below = {}};
    const bool followed = i + 1 < items_.size() && items_[i + 1].group == item.group &&
                          items_[i + 1].time.kind == TimeCell::Kind::kTime;
    if (followed) around.below = items_[i + 1].time.start;
    const TimesOfDay times = resolve(item.time, around);
    if (times.repaired) {
      out_.warnings.push_back(fmt::format("{}: {} read as {}", name(i), clean_line(item.text, 40),
                                          to_string(times.start, mode_)));
    }
    if (times.end_dropped) {
      dropped_ends_.add(fmt::format("{}: \"{}\" ends before it starts; its end is not used",
                                    name(i), clean_line(item.text, 40)));
    }
    above_ = times.start;
    row.start = day + times.start;
    if (times.end) row.end = day + *times.end;
  }

  void apply_data(std::size_t i, local_days day, Row& row) {
    const TimeItem& item = items_[i];
    const auto printed = std::chrono::duration_cast<minutes>(row.start - day) % days(1);
    const auto time_of_day = [](LocalTime time) {
      return std::chrono::duration_cast<minutes>(time - std::chrono::floor<days>(time));
    };
    const bool agree =
        time_of_day(written(*item.start)) == printed || time_of_day(stated(*item.start)) == printed;
    if (!agree) {
      differing_.add(fmt::format("{}: shows {} but its data says {}, which is used", name(i),
                                 clean_line(item.text, 40),
                                 to_string(time_of_day(stated(*item.start)), mode_)));
      row.start = on_day(i, stated(*item.start), day_above(item));
      row.end.reset();
    }
    const bool data_ends = item.end && item.end->instant > item.start->instant;
    if (!row.end && data_ends) row.end = row.start + (item.end->instant - item.start->instant);
  }

  // `time` on the day that stands above, if the data's own is another.
  LocalTime on_day(std::size_t i, LocalTime time, std::optional<local_days> above) {
    const auto own = std::chrono::floor<days>(time);
    if (!above || std::chrono::abs(own - *above) <= days(1)) return time;
    stale_.add(fmt::format("{}: its data is of {}, another day; only the time of day is used",
                           name(i), format_date(std::chrono::year_month_day(own))));
    return *above + (time - own);
  }

  const std::vector<TimeItem>& items_;
  const ItemTimesOptions& options_;
  HourMode mode_ = HourMode::kTwentyFour;
  std::optional<minutes> above_;
  std::optional<local_days> fixed_day_;
  Tally differing_;
  Tally stale_;
  Tally undecided_;
  Tally dropped_ends_;
  ItemTimes out_;
};

}  // namespace

ItemTimes times_of(const std::vector<TimeItem>& items, const ItemTimesOptions& options) {
  return Reader(items, options).read();
}

std::optional<std::chrono::seconds> printed_offset(const std::vector<TimeItem>& items) {
  std::vector<TimeCell> cells;
  for (const TimeItem& item : items) cells.push_back(item.time);
  const HourMode mode = hour_mode(cells);
  std::optional<std::chrono::seconds> offset;
  std::size_t both = 0;
  for (const TimeItem& item : items) {
    if (item.time.kind != TimeCell::Kind::kTime || !item.start || !item.start->offset) continue;
    const auto start = resolve(item.time, {.mode = mode, .above = {}, .below = {}}).start;
    const auto utc = item.start->instant - std::chrono::floor<days>(item.start->instant);
    std::chrono::seconds difference = start - utc;
    if (difference > std::chrono::hours(14)) difference -= days(1);
    if (difference <= -std::chrono::hours(11)) difference += days(1);
    if (difference % minutes(15) != minutes(0) || (offset && *offset != difference))
      return std::nullopt;
    offset = difference;
    ++both;
  }
  return both >= 2 ? offset : std::nullopt;
}

}  // namespace roomsign::formats::html
