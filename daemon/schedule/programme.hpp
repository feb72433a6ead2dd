// Programme: one room's share of a schedule, prepared once so that each beat is cheap.
//
// Holds the room's sessions in order of start with the end that the sign goes by: the session's
// own; else the start of the next later session in its room on the same day; else start +
// `default_length`. A session without a room, or a plenary one, is in every room. Sessions with
// end <= start keep their place in lists but are never running. Cancelled and moved sessions are in
// lists but never running and never next, and end nothing. What lasts all day is no slot: see
// all_day_on().
// Shares the schedule; immutable; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/zone.hpp"
#include "daemon/schedule/schedule.hpp"

namespace roomsign::schedule {

// The thresholds of "which state"; all are configuration.
struct Rules {
  std::chrono::minutes soon{30};            // a next session within this is the hero
  std::chrono::minutes countdown{60};       // "in N min" up to here, the time beyond
  std::chrono::minutes default_length{60};  // of a session that nothing ends
  std::chrono::minutes day_change{4 * 60};  // local time at which a programme day begins
  std::chrono::minutes shortest_break{5};   // that is left of a break when a room runs late
  bool operator==(const Rules&) const = default;
};

inline constexpr int kEveryRoom = -1;

// What became of a session since it was announced, beside what its Status says.
struct Amendment {
  std::optional<Instant> was;       // it was to begin then; a delay is no part of this
  std::string moved_from;           // the room in which it was to take place
  std::string moved_to;             // kMoved: the room to go to, where that is known
  std::optional<Instant> moved_at;  // kMoved: when it takes place there, where that is another time
  bool full = false;                // nobody gets in any more
  std::string alternative;          // where one gets in instead; may be empty
  bool operator==(const Amendment&) const = default;
};

struct Slot {
  const Session* session = nullptr;  // owned by the schedule, or by the programme where it differs
  int room = kEveryRoom;             // in Programme::rooms(); a plenary is for every room
  Instant start{};
  Instant end{};                       // exclusive; what the sign goes by
  bool end_known = true;               // false: `end` is a fallback, and the sign must not print it
  std::chrono::local_days day{};       // programme day
  bool elsewhere = false;              // a plenary that takes place in another room than this one
  std::chrono::seconds late{};         // `start` is so much later than announced
  const Amendment* amended = nullptr;  // null: as announced; owned by the programme

  bool takes_place() const { return session->status == Status::kScheduled; }
  bool runs_at(Instant now) const { return takes_place() && start <= now && now < end; }
};

class Programme {
  struct AllDay {
    const Session* session = nullptr;
    std::chrono::local_days first{};
    std::chrono::local_days last{};  // exclusive
  };

 public:
  // `schedule` is finish()ed. `rooms` empty: all sessions (a source with a single room, or none).
  // Else the sessions whose room is one of `rooms` by fold_name(), plenary ones and those without a
  // room.
  Programme(std::shared_ptr<const Schedule> schedule, const std::vector<std::string>& rooms,
            Zone zone, const Rules& rules);

  // Of one room; empty: all sessions.
  Programme(std::shared_ptr<const Schedule> schedule, std::string_view room, Zone zone,
            const Rules& rules);

  // This programme with other slots, in any order. What they point at is the schedule's, or kept
  // alive by `kept`; the room of a session that is not the schedule's gets its number here.
  Programme with_slots(std::vector<Slot> slots, std::shared_ptr<const void> kept) const;

  const Schedule& schedule() const { return *schedule_; }
  const Zone& zone() const { return zone_; }
  const Rules& rules() const { return rules_; }
  const std::vector<Slot>& slots() const { return slots_; }  // by start

  // The latest end among slots()[0..i]: bounds how far back a running session can lie.
  Instant latest_end(std::size_t i) const { return latest_end_[i]; }

  // When the last session of the whole schedule is over, in whatever room, as announced.
  Instant event_ends() const { return event_ends_; }

  // A programme day lasts from its day_change to the next day's, both resolved in the zone: days
  // follow each other without gap or overlap even where the clock is set at that very hour.
  Instant day_begins(std::chrono::local_days day) const;
  std::chrono::local_days day_of(Instant instant) const;
  std::vector<std::chrono::local_days> days() const;  // that have slots, in order
  std::span<const Slot> slots_of(std::chrono::local_days day) const;

  // What lasts all of `day`, by start; cancelled ones left out.
  std::vector<const Session*> all_day_on(std::chrono::local_days day) const;

  // Whether what takes place in `room` is for this sign; an empty name is every room's. A sign that
  // was given no room is for all where the schedule has several, else for the one that it has.
  bool is_here(std::string_view room) const;

  // fold_name() of the room in which a slot takes place; empty: nobody knows.
  std::string room_key(const Slot& slot) const;

  // The room as its sessions write it; empty where they name none, or several.
  const std::string& room_name() const { return room_name_; }
  bool several_rooms() const { return several_rooms_; }

  // True where rooms were given and no session names any (what is left is for every room).
  bool room_unknown() const { return room_unknown_; }

  // All rooms of the schedule, each once as first spelled, in the order in which people look for
  // them.
  const std::vector<std::string>& rooms() const { return rooms_; }

 private:
  void note_latest_ends();
  void note_event_end();
  int number_of(const Session& session);  // of its room, which is new where a notice names it first

  std::shared_ptr<const Schedule> schedule_;
  std::vector<std::shared_ptr<const void>> kept_;  // what slots point at beside the schedule
  std::vector<std::string> wanted_;                // fold_name() of the sign's rooms; empty: all
  Zone zone_;
  Rules rules_;
  std::vector<Slot> slots_;
  std::vector<AllDay> all_day_;
  std::vector<Instant> latest_end_;
  Instant event_ends_{};
  std::vector<std::string> rooms_;
  std::string room_name_;
  std::string own_room_;  // fold_name() of the only one; empty: there is none, or several
  bool several_rooms_ = false;
  bool room_unknown_ = false;
};

}  // namespace roomsign::schedule
