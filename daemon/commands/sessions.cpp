#include "daemon/commands/sessions.hpp"

#include <cstddef>
#include <map>
#include <utility>

#include "daemon/base/json_writer.hpp"
#include "daemon/schedule/adjust.hpp"

namespace roomsign::commands {
namespace {

using schedule::Notices;
using schedule::Programme;
using schedule::Session;
using schedule::Slot;

// The sessions of a day by their place in the schedule, to be told what is said of them.
class Day {
 public:
  Day(const Programme& announced, Instant now) : programme_(announced), now_(now) {
    for (const Slot& slot : announced.slots_of(announced.day_of(now))) {
      if (!slot.takes_place()) continue;
      index_[slot.session] = sessions_.size();
      sessions_.push_back({.slot = &slot, .over = slot.end <= now});
    }
  }

  // What runs late is not over yet.
  void put_off(const Programme& standing) {
    for (const Slot& slot : standing.slots_of(standing.day_of(now_))) {
      const auto found = index_.find(slot.session);
      if (found != index_.end()) sessions_[found->second].over = slot.end <= now_;
    }
  }

  void tell(const Notices& up) {
    for_each_meant(up.called_off,
                   [](DaySession& session, const auto&) { session.cancelled = true; });
    for_each_meant(up.moves, [](DaySession& session, const auto& move) {
      session.room = move.room;
      session.start = move.start;
    });
  }

  void tell_said(const Notices& said) {
    const auto note = [](DaySession& session, const auto& notice) {
      session.to_lift.push_back(notice.term.id);
    };
    for_each_meant(said.called_off, note);
    for_each_meant(said.moves, note);
  }

  std::vector<DaySession> finish() && { return std::move(sessions_); }

 private:
  template <class Notice, class Visit>
  void for_each_meant(const std::vector<Notice>& notices, Visit visit) {
    for (const Notice& notice : notices) {
      if (!notice.term.holds(now_)) continue;
      for (const Session* session :
           schedule::find_sessions(programme_.schedule(), notice.session)) {
        const auto found = index_.find(session);
        if (found != index_.end()) visit(sessions_[found->second], notice);
      }
    }
  }

  const Programme& programme_;
  Instant now_;
  std::vector<DaySession> sessions_;
  std::map<const Session*, std::size_t> index_;
};

}  // namespace

std::vector<DaySession> day_sessions(const Programme& announced, const Programme& standing,
                                     const Notices& up, const Notices& said, Instant now) {
  Day day(announced, now);
  day.put_off(standing);
  day.tell(up);
  day.tell_said(said);
  return std::move(day).finish();
}

std::string sessions_json(const Programme* announced, const std::vector<DaySession>& sessions) {
  const auto written = [&](Instant instant) {
    return format_instant(instant, announced->zone().offset_at(instant));
  };
  JsonWriter json;
  json.open('{').key("sessions").open('[');
  for (const auto& each : sessions) {
    const Session& session = *each.slot->session;
    json.open('{').key("session").open('{').member("start", written(session.start));
    json.put("room", session.room).member("name", schedule::headline(session)).close();
    if (each.slot->end_known) json.member("end", written(each.slot->end));
    json.put_flag("over", each.over).put_flag("cancelled", each.cancelled);
    if (!each.room.empty() || each.start) {
      json.key("to").open('{').put("room", each.room);
      if (each.start) json.member("start", written(*each.start));
      json.close();
    }
    json.put("said", each.to_lift).close();
  }
  json.close().key("rooms").value(announced ? announced->rooms() : std::vector<std::string>());
  return json.close().text();
}

}  // namespace roomsign::commands
