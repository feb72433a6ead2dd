#include "daemon/schedule/programme.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <optional>
#include <ranges>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "daemon/base/natural_order.hpp"
#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

// The rooms of a schedule as small numbers, so that each name is folded once.
class RoomNumbers {
 public:
  explicit RoomNumbers(const Schedule& schedule) {
    for (const Session& session : schedule.sessions) add(session.room);
    number_naturally();
  }

  // kEveryRoom where there is no name, none where no session has it.
  std::optional<int> find(std::string_view room) const {
    if (room.empty()) return kEveryRoom;
    const auto found = by_name_.find(fold_name(room));
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
  }

  // Of a session's own room.
  int of(const Session& session) const {
    return session.room.empty() ? kEveryRoom : *by_spelling_.at(session.room);
  }

  std::vector<std::string> take_names() { return std::move(names_); }

 private:
  void add(const std::string& room) {
    if (room.empty()) return;
    const auto [spelling, is_new] = by_spelling_.try_emplace(room, nullptr);
    if (!is_new) return;
    const auto [name, is_new_room] =
        by_name_.try_emplace(fold_name(room), static_cast<int>(names_.size()));
    spelling->second = &name->second;
    if (is_new_room) names_.push_back(room);
  }

  void number_naturally() {
    const auto numbered = std::views::iota(0, static_cast<int>(names_.size()));
    std::vector<int> order(numbered.begin(), numbered.end());
    std::ranges::sort(order, natural_less, [&](int i) { return std::string_view(names_[i]); });
    std::vector<int> numbers(order.size());
    std::vector<std::string> sorted;
    for (const int i : order) {
      numbers[i] = static_cast<int>(sorted.size());
      sorted.push_back(std::move(names_[i]));
    }
    names_ = std::move(sorted);
    for (auto& [name, number] : by_name_) number = numbers[number];
  }

  std::vector<std::string> names_;                           // as first spelled
  std::unordered_map<std::string, int> by_name_;             // folded
  std::unordered_map<std::string, const int*> by_spelling_;  // into by_name_
};

bool share_a_room(int a, int b) { return a == b || a == kEveryRoom || b == kEveryRoom; }

// The start of the session that ends slots[i], where one does.
std::optional<Instant> ended_by_next(const std::vector<Slot>& slots, std::size_t i) {
  for (std::size_t j = i + 1; j < slots.size() && slots[j].day == slots[i].day; ++j) {
    if (slots[j].start > slots[i].start && slots[j].takes_place() &&
        share_a_room(slots[i].room, slots[j].room)) {
      return slots[j].start;
    }
  }
  return std::nullopt;
}

}  // namespace

Programme::Programme(std::shared_ptr<const Schedule> schedule, std::string_view room, Zone zone,
                     const Rules& rules)
    : Programme(std::move(schedule),
                room.empty() ? std::vector<std::string>() : std::vector{std::string(room)},
                std::move(zone), rules) {}

Programme::Programme(std::shared_ptr<const Schedule> schedule,
                     const std::vector<std::string>& rooms, Zone zone, const Rules& rules)
    : schedule_(std::move(schedule)), zone_(std::move(zone)), rules_(rules) {
  for (const std::string& room : rooms) wanted_.push_back(fold_name(room));
  assert(std::ranges::is_sorted(schedule_->sessions, {}, &Session::start));
  RoomNumbers numbers(*schedule_);
  std::unordered_set<int> wanted;
  for (const std::string& room : rooms) {
    if (const auto number = numbers.find(room)) wanted.insert(*number);
  }
  std::unordered_set<int> mine;  // of the slots
  for (const Session& session : schedule_->sessions) {
    const int number = numbers.of(session);
    const bool named = number != kEveryRoom;
    const bool here = rooms.empty() || !named || wanted.contains(number);
    if (!here && !session.plenary) continue;
    if (named && here && mine.insert(number).second) room_name_ = session.room;
    if (session.all_day) {
      const auto first = std::chrono::floor<std::chrono::days>(zone_.to_local(session.start));
      const auto last = std::chrono::ceil<std::chrono::days>(zone_.to_local(over_at(session)));
      all_day_.push_back({&session, first, std::max(last, first + std::chrono::days(1))});
      continue;
    }
    slots_.push_back({.session = &session,
                      .room = session.plenary ? kEveryRoom : number,
                      .start = session.start,
                      .day = day_of(session.start),
                      .elsewhere = !here});
  }
  rooms_ = numbers.take_names();
  several_rooms_ = mine.size() > 1;
  if (several_rooms_) room_name_.clear();
  own_room_ = wanted_.size() == 1 ? wanted_.front() : fold_name(room_name_);
  room_unknown_ = !rooms.empty() && mine.empty();

  for (std::size_t i = 0; i < slots_.size(); ++i) {
    Slot& slot = slots_[i];
    const auto end = slot.session->end ? slot.session->end : ended_by_next(slots_, i);
    slot.end = end.value_or(slot.start + rules_.default_length);
    slot.end_known = end.has_value();
  }
  note_latest_ends();
  note_event_end();
}

void Programme::note_event_end() {
  for (const Session& session : schedule_->sessions) {
    if (session.all_day || session.status != Status::kScheduled) continue;
    const Instant end = session.end.value_or(session.start + rules_.default_length);
    event_ends_ = std::max(event_ends_, end);
  }
}

void Programme::note_latest_ends() {
  latest_end_.clear();
  latest_end_.reserve(slots_.size());
  for (const Slot& slot : slots_) {
    latest_end_.push_back(latest_end_.empty() ? slot.end : std::max(latest_end_.back(), slot.end));
  }
}

Programme Programme::with_slots(std::vector<Slot> slots, std::shared_ptr<const void> kept) const {
  Programme other = *this;
  other.slots_ = std::move(slots);
  if (!std::ranges::is_sorted(other.slots_, {}, &Slot::start)) {
    std::ranges::stable_sort(other.slots_, {}, &Slot::start);
  }
  const auto& announced = schedule_->sessions;
  for (Slot& slot : other.slots_) {
    const std::greater_equal<> at_or_after;
    const bool own = at_or_after(slot.session, announced.data()) &&
                     !at_or_after(slot.session, announced.data() + announced.size());
    if (!own) slot.room = other.number_of(*slot.session);
  }
  other.kept_.push_back(std::move(kept));
  other.note_latest_ends();
  return other;
}

int Programme::number_of(const Session& session) {
  if (session.plenary || session.room.empty()) return kEveryRoom;
  const std::string name = fold_name(session.room);
  const auto found = std::ranges::find(rooms_, name, fold_name);
  if (found != rooms_.end()) return static_cast<int>(found - rooms_.begin());
  rooms_.push_back(session.room);  // last, so that the others keep their numbers
  return static_cast<int>(rooms_.size()) - 1;
}

bool Programme::is_here(std::string_view room) const {
  if (room.empty() || (wanted_.empty() && several_rooms_)) return true;
  const std::string name = fold_name(room);
  return wanted_.empty() ? name == own_room_ : std::ranges::find(wanted_, name) != wanted_.end();
}

std::string Programme::room_key(const Slot& slot) const {
  return slot.session->room.empty() ? own_room_ : fold_name(slot.session->room);
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

std::vector<std::chrono::local_days> Programme::days() const {
  std::vector<std::chrono::local_days> days;
  for (const Slot& slot : slots_) {
    if (days.empty() || days.back() != slot.day) days.push_back(slot.day);
  }
  return days;
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
