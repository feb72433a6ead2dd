// The zones of a calendar's times, in the order in which they can be trusted.
//
// Z is UTC. A TZID that is or ends with an IANA name is the system's zone, whatever VTIMEZONE the
// document holds for it (there are exports whose blocks are half an hour wrong); so is a Windows
// name, also without a block. Only other names are what their VTIMEZONE says. Times without a zone
// are in the event's own, which is the configuration's; else the one that most times name; else
// X-WR-TIMEZONE; else this machine's.
//
// X-WR-TIMEZONE:UTC is no place (Sched writes it for San Francisco): it counts only where this
// machine has no better either, and is called a guess.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/formats/ical/calendar.hpp"
#include "daemon/formats/ical/recurrence.hpp"

namespace roomsign::formats::ical {

// A zone as a VTIMEZONE describes it, from 1970 to 2059. Times that do not exist or exist twice are
// resolved as Zone does.
class BlockZone {
 public:
  BlockZone(const RawZone& raw, Effort& effort);

  std::chrono::seconds offset_at(Instant instant) const;
  Zone::Resolved resolve(LocalTime local) const;

 private:
  struct Change {
    Instant at;
    std::chrono::seconds offset;  // from then on
  };
  std::vector<Change> changes_;
  std::chrono::seconds before_{};  // the first of them
};

// A system's zone, or a document's own.
struct EventZone {
  Zone zone;
  std::shared_ptr<const BlockZone> block;  // where it is set, it is the zone

  Zone::Resolved resolve(LocalTime local) const;
  LocalTime to_local(Instant instant) const;
};

class Zones {
 public:
  // Warns of names that are not known.
  Zones(const Calendar& calendar, const Hints& hints, Effort& effort,
        std::vector<std::string>& warnings);

  const Zone& display() const { return display_; }
  const std::string& from() const { return from_; }  // for Provenance::zone_from

  const EventZone& of(const ZonedTime& time) const;
  Instant instant_of(const ZonedTime& time) const {
    return of(time).resolve(time.value.local).instant;
  }

 private:
  void choose_display(const Calendar& calendar, const Hints& hints,
                      std::vector<std::string>& warnings);

  EventZone utc_;
  Zone display_;
  std::string from_;
  std::vector<EventZone> zones_;  // by the numbers of Calendar::zone_names
};

// The system's zone that a TZID means, by itself.
std::optional<Zone> zone_named(std::string_view tzid);

}  // namespace roomsign::formats::ical
