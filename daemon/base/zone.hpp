// Zone: an IANA time zone, the one bridge between Instants and civil time.
//
// A small value: copies share the zone database's entry, which lives as long as the program and is
// read from the system's tzdata. Any thread. std::chrono has the database from GCC 13 on; before
// that this file's source stands on the `date` library. No other file knows which.
//
// Civil times that do not exist or exist twice are resolved the same way everywhere:
//   Zone la = *Zone::find("America/Los_Angeles");
//   la.resolve(2025-03-09 02:30) == {10:30Z (reads 03:30 PDT), kGap}      shifted forward
//   la.resolve(2025-11-02 01:30) == {08:30Z (01:30 PDT), kOverlap}        the earlier of the two
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"

namespace roomsign {

class Zone {
 public:
  enum class Fit { kUnique, kGap, kOverlap };
  struct Resolved {
    Instant instant;
    Fit fit = Fit::kUnique;
  };

  Zone();  // UTC

  // An IANA name, old links included ("US/Pacific"). Errors: "unknown-zone", with the name.
  static Result<Zone> find(std::string_view name);

  // The machine's own zone, or UTC where it has none.
  static Zone system();

  const std::string& name() const { return name_; }
  std::chrono::seconds offset_at(Instant instant) const;
  LocalTime to_local(Instant instant) const {
    return LocalTime(instant.time_since_epoch() + offset_at(instant));
  }
  Resolved resolve(LocalTime local) const;

  bool operator==(const Zone& other) const { return name_ == other.name_; }

 private:
  Zone(const void* entry, std::string name) : entry_(entry), name_(std::move(name)) {}

  const void* entry_ = nullptr;  // the database's entry; null: UTC
  std::string name_;
};

// "2025-12-07 07:15", as clocks show it there.
std::string wall_time(Instant instant, const Zone& zone);

}  // namespace roomsign
