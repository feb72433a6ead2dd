#include "daemon/schedule/programme.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

// Rooms as small numbers, so that names are folded once each.
class RoomNumbers {
 public:
  static constexpr int kEveryRoom = 0;  // of a session without a room

  int operator()(std::string_view room) {
    if (room.empty()) return kEveryRoom;
    const auto [spelling, is_new] = by_spelling_.try_emplace(std::string(room), 0);
    if (is_new) {
      const int next = static_cast<int>(by_name_.size()) + 1;
      spelling->second = by_name_.try_emplace(fold_name(room), next).first->second;
    }
    return spelling->second;
  }

 private:
  std::unordered_map<std::string, int> by_spelling_;
  std::unordered_map<std::string, int> by_name_;
};

bool share_a_room(int a, int b) {
  return a == b || a == RoomNumbers::kEveryRoom || b == RoomNumbers::kEveryRoom;
}

// The start of the session that ends slots[i], where one does.
std::optional<Instant> ended_by_next(const std::vector<Slot>& slots, const std::vector<int>& rooms,
                                     std::size_t i) {
  for (std::size_t j = i + 1; j < slots.size() && slots[j].day == slots[i].day; ++j) {
    if (slots[j].start > slots[i].start && slots[j].takes_place() &&
        share_a_room(rooms[i], rooms[j])) {
      return slots[j].start;
    }
  }
  return std::nullopt;
}

}  // namespace

Programme::Programme(std::shared_ptr<const Schedule> schedule, std::string_view room, Zone zone,
                     const Rules& rules)
    : schedule_(std::move(schedule)), zone_(std::move(zone)), rules_(rules) {
  assert(std::ranges::is_sorted(schedule_->sessions, {}, &Session::start));
  RoomNumbers number_of;
  const int wanted = number_of(room);
  std::vector<int> room_numbers;  // by slot
  std::unordered_set<int> all;    // of the schedule
  std::unordered_set<int> mine;   // of the slots
  for (const Session& session : schedule_->sessions) {
    const int number = number_of(session.room);
    const bool named = number != RoomNumbers::kEveryRoom;
    if (named && all.insert(number).second) rooms_.push_back(session.room);
    const bool here = share_a_room(number, wanted);
    if (!here && !session.plenary) continue;
    if (named && here && mine.insert(number).second) room_name_ = session.room;
    if (session.all_day) {
      const auto first = std::chrono::floor<std::chrono::days>(zone_.to_local(session.start));
      const auto last =
          std::chrono::ceil<std::chrono::days>(zone_.to_local(session.end.value_or(session.start)));
      all_day_.push_back({&session, first, std::max(last, first + std::chrono::days(1))});
      continue;
    }
    slots_.push_back({.session = &session,
                      .start = session.start,
                      .day = day_of(session.start),
                      .elsewhere = !here});
    room_numbers.push_back(session.plenary ? RoomNumbers::kEveryRoom : number);
  }
  several_rooms_ = mine.size() > 1;
  if (several_rooms_) room_name_.clear();
  room_unknown_ = !room.empty() && mine.empty();

  latest_end_.reserve(slots_.size());
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    Slot& slot = slots_[i];
    const auto end = slot.session->end ? slot.session->end : ended_by_next(slots_, room_numbers, i);
    slot.end = end.value_or(slot.start + rules_.default_length);
    slot.end_known = end.has_value();
    latest_end_.push_back(i == 0 ? slot.end : std::max(latest_end_.back(), slot.end));
  }
}

Instant Programme::day_begins(std::chrono::local_days day) const {
  return zone_.resolve(day + rules_.day_change).instant;
}

std::chrono::local_days Programme::day_of(Instant instant) const {
  const auto day =
      std::chrono::floor<std::chrono::days>(zone_.to_local(instant) - rules_.day_change);
  // The wall clock alone may be an hour off where it is set at the day's change.
  if (instant < day_begins(day)) return day - std::chrono::days(1);
  const auto following = day + std::chrono::days(1);
  return instant < day_begins(following) ? day : following;
}

std::span<const Slot> Programme::slots_of(std::chrono::local_days day) const {
  const auto range = std::ranges::equal_range(slots_, day, {}, &Slot::day);
  return {range.begin(), range.end()};
}

std::vector<const Session*> Programme::all_day_on(std::chrono::local_days day) const {
  std::vector<const Session*> found;
  for (const auto& [session, first, last] : all_day_) {
    const bool takes_place = session->status == Status::kScheduled;
    if (takes_place && first <= day && day < last) found.push_back(session);
  }
  return found;
}

}  // namespace roomsign::schedule
