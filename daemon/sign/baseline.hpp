// Baseline: the schedule as it stood when the day began, for telling what changed since.
//
// A day begins with what was up the day before, or with the first schedule since the start: after a
// restart that is the cached one. What was told before a restart is told after it: once a schedule
// differs from it, the baseline is kept on disk, for its day. So an unchanged schedule writes
// nothing. One thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "daemon/base/time.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::sign {

class Baseline {
 public:
  using Day = std::chrono::local_days;

  // `file` empty: keeps nothing. `reader`: how schedules come about (sources, how they are read,
  // names of rooms); what was kept of another is none to compare with. `scribe`: as Cache has it.
  // `pass_over`: what was kept is not looked at.
  Baseline(const std::filesystem::path& file, std::string reader, Scribe* scribe = nullptr,
           bool pass_over = false);

  // What to compare `schedule` with, which is up on programme day `today`; never null. Itself while
  // nobody knows the day.
  std::shared_ptr<const schedule::Schedule> since(
      const std::shared_ptr<const schedule::Schedule>& schedule, std::optional<Day> today);

 private:
  void begin(Day day);
  void keep() const;

  fetch::Cache cache_;
  std::string reader_;
  bool pass_over_;
  std::optional<Day> day_;
  std::shared_ptr<const schedule::Schedule> first_;  // as the day began; before that the first ever
  std::shared_ptr<const schedule::Schedule> last_;
  bool kept_ = false;
};

}  // namespace roomsign::sign
