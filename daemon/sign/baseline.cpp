#include "daemon/sign/baseline.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"
#include "daemon/base/version.hpp"
#include "daemon/formats/native.hpp"

namespace roomsign::sign {
namespace {

constexpr std::string_view kUrl = "baseline";  // it comes from no address

// The day is kept as the midnight at which it would begin in Greenwich.
Instant to_instant(Baseline::Day day) { return Instant(day.time_since_epoch()); }

std::shared_ptr<const schedule::Schedule> kept_of(const fetch::Cache& cache,
                                                  const std::string& reader, Baseline::Day day) {
  const auto entry = cache.load_or_warn();
  if (!entry || entry->fetched != to_instant(day) || entry->reader != reader) return nullptr;
  auto parsed = formats::parse_native(entry->content, {});
  if (!parsed) return nullptr;
  return std::make_shared<const schedule::Schedule>(std::move(parsed->schedule));
}

}  // namespace

Baseline::Baseline(const std::filesystem::path& file, std::string reader, Scribe* scribe,
                   bool pass_over)
    : cache_(file, scribe),
      reader_(fmt::format("{} {}", kVersion, reader)),
      pass_over_(pass_over) {}

std::shared_ptr<const schedule::Schedule> Baseline::since(
    const std::shared_ptr<const schedule::Schedule>& schedule, std::optional<Day> today) {
  if (!first_) first_ = schedule;
  if (!last_) last_ = schedule;
  if (!today) return schedule;
  if (day_ != today) begin(*today);
  last_ = schedule;
  if (!kept_ && first_ != schedule && *first_ != *schedule) {
    keep();
    kept_ = true;
  }
  return first_;
}

void Baseline::begin(Day day) {
  if (day_) first_ = last_;
  kept_ = false;
  if (auto kept = pass_over_ ? nullptr : kept_of(cache_, reader_, day)) {
    first_ = std::move(kept);
    kept_ = true;
  }
  day_ = day;
}

void Baseline::keep() const {
  const auto stored = cache_.store(
      {.url = std::string(kUrl),
       .reader = reader_,
       .etag = {},
       .last_modified = {},
       .fetched = to_instant(*day_),
       .content = formats::print_native({.schedule = *first_, .warnings = {}, .source = {}})});
  if (!stored) log_warning("{}", stored.error().message);
}

}  // namespace roomsign::sign
