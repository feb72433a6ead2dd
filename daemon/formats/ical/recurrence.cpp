#include "daemon/formats/ical/recurrence.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/formats/ical/content_lines.hpp"
#include "daemon/formats/ical/ical_library.hpp"

namespace roomsign::formats::ical {
namespace {

using namespace std::chrono;

constexpr std::size_t kLongestRule = 1000;

std::string upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

std::unexpected<Error> bad_rule(std::string why) { return failure("bad-rule", std::move(why)); }

// More than one time a day: "FREQ=DAILY;BYHOUR=9,15".
bool is_finer_than_daily(std::string_view name, std::string_view value) {
  if (name == "FREQ") return value == "SECONDLY" || value == "MINUTELY" || value == "HOURLY";
  const bool within_a_day = name == "BYHOUR" || name == "BYMINUTE" || name == "BYSECOND";
  return within_a_day && value.find(',') != std::string_view::npos;
}

icaltimetype library_time(LocalTime local) {
  const auto day = floor<days>(local);
  const year_month_day date(day);
  const hh_mm_ss time(local - day);
  icaltimetype value = library().null_time();
  value.year = static_cast<int>(date.year());
  value.month = static_cast<int>(static_cast<unsigned>(date.month()));
  value.day = static_cast<int>(static_cast<unsigned>(date.day()));
  value.hour = static_cast<int>(time.hours().count());
  value.minute = static_cast<int>(time.minutes().count());
  value.second = static_cast<int>(time.seconds().count());
  return value;
}

LocalTime civil_time(const icaltimetype& value) {
  const year_month_day date(year(value.year), month(static_cast<unsigned>(value.month)),
                            day(static_cast<unsigned>(value.day)));
  return local_days(date) + hours(value.hour) + minutes(value.minute) + seconds(value.second);
}

// "the sixth Monday of a month": libical would look for it for a second.
bool has_impossible_day(const icalrecurrencetype& rule) {
  const bool of_a_month = rule.freq == ICAL_MONTHLY_RECURRENCE || rule.by_month[0] < 13;
  for (const short day : rule.by_day) {
    if (day == ICAL_RECURRENCE_ARRAY_MAX) break;
    const int position = std::abs(library().day_position(day));
    if (rule.freq == ICAL_WEEKLY_RECURRENCE || rule.freq == ICAL_DAILY_RECURRENCE) {
      if (position != 0) return true;
    } else if (position > (of_a_month ? 5 : 53)) {
      return true;
    }
  }
  return false;
}

// Microseconds that libical takes to step into a period, to step over one in vain, and to give up
// looking for a day that there never is; how long a period is. Measured, rounded up.
struct Pace {
  std::int64_t step;
  std::int64_t in_vain;
  std::int64_t never;
  days period;
};

Pace pace_of(const icalrecurrencetype& rule) {
  switch (rule.freq) {
    case ICAL_WEEKLY_RECURRENCE:
      return {1, 4, 200'000, days(7)};
    case ICAL_MONTHLY_RECURRENCE:
      return {12, 120, 900'000, days(30)};
    case ICAL_YEARLY_RECURRENCE:
      return {17, 160, 150'000, days(365)};
    default:
      return {1, 4, 600'000, days(1)};
  }
}

// One recurrence of libical.
class Iterator {
 public:
  Iterator(const icalrecurrencetype& rule, LocalTime start, Effort& effort)
      : rule_(rule), pace_(pace_of(rule)), last_(start), effort_(effort) {
    iterator_.reset(library().iterate(rule, library_time(start)));
    if (!iterator_) effort_.left -= pace_.never;
  }

  std::optional<LocalTime> next() {
    if (!iterator_) return std::nullopt;
    const icaltimetype value = library().next(iterator_.get());
    if (library().is_null_time(value) != 0) {
      // It counted to the end, or looked in vain.
      if (rule_.count == 0) effort_.left -= pace_.never;
      return std::nullopt;
    }
    const LocalTime time = civil_time(value);
    charge(time);
    last_ = time;
    return time;
  }

 private:
  // For the way from the last one to `time`, and for the periods in vain on it.
  void charge(LocalTime time) {
    const auto periods = floor<days>(time - last_) / pace_.period;
    const auto in_vain = std::max<std::int64_t>(0, periods - std::max<int>(1, rule_.interval));
    effort_.left -= 3 + (periods > 0 ? pace_.step : 0) + in_vain * pace_.in_vain;
  }

  struct Free {
    void operator()(icalrecur_iterator* iterator) const { library().free(iterator); }
  };
  const icalrecurrencetype& rule_;
  Pace pace_;
  LocalTime last_;
  Effort& effort_;
  std::unique_ptr<icalrecur_iterator, Free> iterator_;
};

Result<icalrecurrencetype> library_rule(const Rule& rule) {
  if (auto there = load_library(); !there) return std::unexpected(there.error());
  library().set_errors_are_fatal(0);
  const icalrecurrencetype parsed = library().rule_from(rule.text.c_str());
  if (parsed.freq == ICAL_NO_RECURRENCE)
    return bad_rule(fmt::format("by a rule that cannot be read: {}", clean_line(rule.text, 60)));
  if (has_impossible_day(parsed)) {
    return bad_rule(fmt::format("on a day that there never is: {}", clean_line(rule.text, 60)));
  }
  return parsed;
}

}  // namespace

Result<Rule> parse_rule(std::string_view text) {
  if (text.size() > kLongestRule) return bad_rule("by a rule of more than 1000 letters");
  Rule rule;
  const std::string whole = upper_case(trim(text));
  for (const std::string_view part : split(whole, ';')) {
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view name = trim(part.substr(0, equals));
    const std::string_view value = part.substr(std::min(equals + 1, part.size()));
    if (is_finer_than_daily(name, value)) {
      return bad_rule(fmt::format("several times a day ({}={}); days are the finest that is read",
                                  name, clean_line(value, 20)));
    }
    if (name == "RSCALE") return bad_rule("by another calendar than the Gregorian");
    if (name == "UNTIL") {
      rule.until = time_value(value);
      if (!rule.until) {
        return bad_rule(fmt::format("until \"{}\", which is no time", clean_line(value, 40)));
      }
      continue;
    }
    if (!rule.text.empty()) rule.text += ';';
    rule.text += part;
  }
  if (rule.text.find("FREQ=") == std::string::npos) return bad_rule("by a rule without FREQ");
  return rule;
}

Result<std::vector<LocalTime>> occurrences(const Rule& rule, LocalTime start,
                                           std::optional<LocalTime> until, LocalTime from,
                                           LocalTime to, std::size_t most, Effort& effort) {
  std::vector<LocalTime> found;
  if (effort.spent() || (until && *until < from)) return found;
  const auto parsed = library_rule(rule);
  if (!parsed) return std::unexpected(parsed.error());
  Iterator iterator(*parsed, start, effort);
  while (found.size() < most && !effort.spent()) {
    const auto next = iterator.next();
    if (!next || *next >= to || (until && *next > *until)) break;
    if (*next >= from) found.push_back(*next);
  }
  return found;
}

}  // namespace roomsign::formats::ical
