#include "daemon/sign/gate.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/base/zone.hpp"
#include "daemon/schedule/rooms.hpp"

namespace roomsign::sign {
namespace {

using schedule::Schedule;
using schedule::Session;

bool is_to_come(const Session& session, Instant now) { return schedule::over_at(session) > now; }

std::size_t count_to_come(const Schedule& schedule, Instant now) {
  return static_cast<std::size_t>(std::ranges::count_if(
      schedule.sessions, [&](const Session& s) { return is_to_come(s, now); }));
}

// Days by UTC would do as well, as long as both schedules are asked in the same way; but a zone
// that was mended must not look like other dates. So a date and its neighbours are one.
using Day = std::chrono::sys_days;

bool shares_a_date(const Schedule& before, const Schedule& after, Instant now) {
  std::set<Day> days;
  for (const Session& session : before.sessions) {
    if (is_to_come(session, now)) days.insert(std::chrono::floor<std::chrono::days>(session.start));
  }
  return std::ranges::any_of(after.sessions, [&](const Session& session) {
    const Day day = std::chrono::floor<std::chrono::days>(session.start);
    const auto near = days.lower_bound(day - std::chrono::days(1));
    return near != days.end() && *near <= day + std::chrono::days(1);
  });
}

// So many sessions were to come, and so many are left of them, or in their place.
struct Count {
  std::size_t had;
  std::size_t left;
  std::string_view where;  // " in ...", or empty
};

std::optional<Error> lost_all(const Count& count) {
  if (count.left > 0) return std::nullopt;
  return Error{"lost-all",
               fmt::format("none of {} sessions to come{} is left", count.had, count.where)};
}

std::optional<Error> lost_half(const Count& count) {
  if (count.had <= kFewSessions || count.left * 2 > count.had) return std::nullopt;
  return Error{"lost-half", fmt::format("{} of {} sessions to come{} are left", count.left,
                                        count.had, count.where)};
}

// Whether a session is in one of the sign's rooms. Folds each spelling once.
class OurRooms {
 public:
  explicit OurRooms(const std::vector<std::string>& rooms) {
    for (const std::string& room : rooms) folded_.insert(fold_name(room));
  }
  bool operator()(const Session& session) {
    if (session.room.empty()) return false;
    const auto [spelling, is_new] = known_.try_emplace(session.room, false);
    if (is_new) spelling->second = folded_.contains(fold_name(session.room));
    return spelling->second;
  }

 private:
  std::unordered_set<std::string> folded_;
  std::unordered_map<std::string, bool> known_;
};

struct ToCome {
  std::vector<const Session*> ours;
  std::vector<const Session*> elsewhere;
};

ToCome to_come(const Schedule& schedule, OurRooms& is_ours, Instant now) {
  ToCome sessions;
  for (const Session& session : schedule.sessions) {
    if (!is_to_come(session, now)) continue;
    (is_ours(session) ? sessions.ours : sessions.elsewhere).push_back(&session);
  }
  return sessions;
}

// How many sessions there are of each headline.
class Headlines {
 public:
  void add(const std::vector<const Session*>& sessions, int times) {
    for (const Session* session : sessions) counts_[headline(*session)] += times;
  }
  // Whether there was one left, which is taken.
  bool take(const Session& session) {
    const auto found = counts_.find(headline(session));
    if (found == counts_.end() || found->second <= 0) return false;
    --found->second;
    return true;
  }

 private:
  std::unordered_map<std::string, int> counts_;
};

// How many sessions left our rooms and are elsewhere now: by an id of the source's own, else by
// their headline, as far as there are more of it elsewhere than there were. Each room has a break:
// the others' are not ours that moved.
std::size_t count_moved_away(const ToCome& before, const ToCome& after) {
  std::unordered_set<std::string_view> ids;
  for (const Session* session : after.elsewhere) ids.insert(session->id);
  Headlines stayed;
  stayed.add(after.ours, 1);
  Headlines arrived;
  arrived.add(after.elsewhere, 1);
  arrived.add(before.elsewhere, -1);
  auto unknown = before.ours;
  std::erase_if(unknown, [&](const Session* session) {
    const bool moved = ids.contains(session->id) && !schedule::has_made_up_id(*session);
    if (moved) arrived.take(*session);
    return moved;
  });
  const auto by_id = before.ours.size() - unknown.size();
  return by_id + static_cast<std::size_t>(std::ranges::count_if(unknown, [&](const Session* s) {
           return !stayed.take(*s) && arrived.take(*s);
         }));
}

std::optional<Error> lost_in_rooms(const Schedule& before, const Schedule& after,
                                   const std::vector<std::string>& rooms, Instant now) {
  OurRooms is_ours(rooms);
  const ToCome had = to_come(before, is_ours, now);
  if (had.ours.empty()) return std::nullopt;
  if (std::ranges::none_of(after.sessions, std::ref(is_ours))) {
    return Error{
        "lost-room",
        fmt::format("room \"{}\" is gone; there are: {}", clean_line(rooms.front()),
                    clean_line(fmt::format("{}", fmt::join(schedule::rooms(after), ", ")), 300))};
  }
  const ToCome has = to_come(after, is_ours, now);
  const Count count{had.ours.size(), has.ours.size() + count_moved_away(had, has),
                    " in the sign's rooms"};
  if (auto lost = lost_all(count)) return lost;
  return lost_half(count);
}

// As the event's clocks show it, and whose they are.
std::string moment(Instant instant, const std::string& time_zone) {
  const auto zone = Zone::find(time_zone).value_or(Zone());
  return fmt::format("{} ({})", wall_time(instant, zone), zone.name());
}

}  // namespace

std::optional<Error> drastic_change(const Schedule& before, const Schedule& after,
                                    const std::vector<std::string>& rooms, Instant now) {
  const Count all{count_to_come(before, now), count_to_come(after, now), ""};
  if (all.had == 0) return std::nullopt;
  if (auto lost = lost_all(all)) return lost;
  if (!shares_a_date(before, after, now))
    return Error{"other-dates", fmt::format("all {} sessions to come are on other dates", all.had)};
  if (auto lost = lost_half(all)) return lost;
  return lost_in_rooms(before, after, rooms, now);
}

std::expected<void, fetch::Refusal> Gate::pass(const Schedule& before, const Schedule& after,
                                               const std::string& address,
                                               const std::vector<std::string>& rooms, Instant now,
                                               std::optional<Instant> from) {
  auto change = drastic_change(before, after, rooms, from.value_or(now));
  if (!change) {
    held_.erase(address);
    return {};
  }
  const auto [held, is_new] = held_.try_emplace(address, after, now);
  if (!is_new && (held->second.schedule != after || held->second.since > now))
    held->second = {after, now};
  const Instant until = held->second.since + kHold;
  if (now >= until) {
    held_.erase(held);
    return {};
  }
  change->message +=
      fmt::format("; held back, and taken by the first poll after {} if it still says the same",
                  moment(until, after.event.time_zone));
  return std::unexpected(fetch::Refusal(*std::move(change), until - now));
}

}  // namespace roomsign::sign
