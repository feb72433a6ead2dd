#include "daemon/sign/gate.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/schedule/rooms.hpp"

namespace roomsign::sign {
namespace {

using schedule::Schedule;
using schedule::Session;

bool is_to_come(const Session& session, Instant now) {
  return session.end.value_or(session.start) > now;
}

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

bool is_in(const Session& session, const std::vector<std::string>& rooms) {
  return !session.room.empty() && schedule::names_room(rooms, session.room);
}

}  // namespace

std::optional<Error> drastic_change(const Schedule& before, const Schedule& after,
                                    const std::vector<std::string>& rooms, Instant now) {
  const std::size_t had = count_to_come(before, now);
  if (had == 0) return std::nullopt;
  const std::size_t has = count_to_come(after, now);
  if (has == 0) return Error{"lost-all", fmt::format("none of {} sessions to come is left", had)};
  if (!shares_a_date(before, after, now))
    return Error{"other-dates", fmt::format("all {} sessions to come are on other dates", had)};
  if (had > kFewSessions && has * 2 <= had)
    return Error{"lost-half", fmt::format("{} of {} sessions to come are left", has, had)};
  const auto in_our_rooms = [&](const Session& session) { return is_in(session, rooms); };
  const bool had_ours = std::ranges::any_of(before.sessions, [&](const Session& session) {
    return in_our_rooms(session) && is_to_come(session, now);
  });
  if (had_ours && std::ranges::none_of(after.sessions, in_our_rooms)) {
    return Error{
        "lost-room",
        fmt::format("room \"{}\" is gone; there are: {}", clean_line(rooms.front()),
                    clean_line(fmt::format("{}", fmt::join(schedule::rooms(after), ", ")), 300))};
  }
  return std::nullopt;
}

Result<void> Gate::pass(const Schedule& before, const Schedule& after,
                        const std::vector<std::string>& rooms, Instant now) {
  auto change = drastic_change(before, after, rooms, now);
  if (!change) {
    held_.reset();
    return {};
  }
  const bool seen = held_ && held_->schedule == after && held_->since <= now;
  if (seen && now - held_->since >= kHold) {
    held_.reset();
    return {};
  }
  if (!seen) held_ = {after, now};
  return failure(std::move(change->code),
                 fmt::format("{}; held back, and taken if it says the same in {} min",
                             change->message, kHold.count()));
}

}  // namespace roomsign::sign
