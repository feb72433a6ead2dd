#include "daemon/schedule/agenda.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace roomsign::schedule {
namespace {

bool is_pause(const Slot* slot) { return schedule::is_pause(slot->session->kind); }

const Slot* first_that_takes_place(std::span<const Slot> slots) {
  const auto found = std::ranges::find_if(slots, &Slot::takes_place);
  return found == slots.end() ? nullptr : &*found;
}

// Whose time it is at `now`, in order of start. `begun`: how many slots start at `now` or before.
std::vector<const Slot*> due_at(const Programme& programme, Instant now, std::size_t begun) {
  std::vector<const Slot*> due;
  for (std::size_t i = begun; i > 0 && programme.latest_end(i - 1) > now; --i) {
    const Slot& slot = programme.slots()[i - 1];
    if (now < slot.end) due.push_back(&slot);
  }
  std::ranges::reverse(due);
  return due;
}

// The hero first.
void sort_by_heroism(std::vector<const Slot*>& running) {
  std::ranges::sort(running, [](const Slot* a, const Slot* b) {
    if (is_pause(a) != is_pause(b)) return is_pause(b);
    if (a->start != b->start) return a->start > b->start;
    return a < b;  // the schedule's order
  });
}

// The state where nothing is running. May turn `day` and `next` to another day.
State quiet_state(Agenda& agenda, const Programme& programme, Instant now, std::size_t begun) {
  const auto today = programme.slots_of(agenda.today);
  const auto before = today.first(today.size() - agenda.later.size());
  const bool has_begun = first_that_takes_place(before) != nullptr;
  if (agenda.next != nullptr) {
    return agenda.next_is_near || has_begun ? State::kSoon : State::kAgenda;
  }
  if (!agenda.later.empty() && !has_begun) return State::kAgenda;

  const auto& slots = programme.slots();
  const std::size_t rest = begun + agenda.later.size();  // the first slot of another day
  if (rest == slots.size()) {
    agenda.day = slots.back().day;
    return now < programme.event_ends() ? State::kRoomOver : State::kProgrammeOver;
  }
  agenda.day = slots[rest].day;
  agenda.next = first_that_takes_place(std::span(slots).subspan(rest));
  if (agenda.next == nullptr) agenda.next = &slots[rest];
  if (today.empty()) return State::kNextDay;
  agenda.day = agenda.next->day;
  return State::kDayOver;
}

std::optional<Instant> next_change(const Agenda& agenda, const Programme& programme, Instant now) {
  std::optional<Instant> soonest;
  const auto may_change_at = [&](Instant t) {
    if (t > now && (!soonest || t < *soonest)) soonest = t;
  };
  if (agenda.hero != nullptr) may_change_at(agenda.hero->end);
  for (const Slot* slot : agenda.also_now) may_change_at(slot->end);
  for (const Slot* slot : agenda.missed) may_change_at(slot->end);
  if (!agenda.later.empty()) may_change_at(agenda.later.front().start);
  switch (agenda.state) {
    case State::kNow:
    case State::kBreak:
    case State::kSoon:
    case State::kAgenda:
      if (agenda.next != nullptr) may_change_at(agenda.next->start - programme.rules().soon);
      [[fallthrough]];
    case State::kDayOver:
      may_change_at(programme.day_begins(agenda.today + std::chrono::days(1)));
      break;
    case State::kNextDay:
      may_change_at(programme.day_begins(agenda.day));
      break;
    case State::kRoomOver:
      may_change_at(programme.event_ends());
      break;
    case State::kProgrammeOver:
    case State::kEmpty:
      break;
  }
  return soonest;
}

}  // namespace

Agenda agenda_at(const Programme& programme, Instant now) {
  Agenda agenda;
  agenda.today = agenda.day = programme.day_of(now);
  const auto& slots = programme.slots();
  if (slots.empty()) return agenda;

  const auto begun = static_cast<std::size_t>(
      std::ranges::upper_bound(slots, now, {}, &Slot::start) - slots.begin());
  const auto day_end = static_cast<std::size_t>(
      std::ranges::upper_bound(slots, agenda.today, {}, &Slot::day) - slots.begin());
  agenda.later = std::span(slots).subspan(begun, day_end - begun);
  agenda.next = first_that_takes_place(agenda.later);
  agenda.next_is_near =
      agenda.next != nullptr && agenda.next->start - now <= programme.rules().soon;

  auto running = due_at(programme, now, begun);
  const auto called_off =
      std::ranges::stable_partition(running, [](const Slot* slot) { return slot->takes_place(); });
  agenda.missed.assign(called_off.begin(), called_off.end());
  running.erase(called_off.begin(), called_off.end());
  sort_by_heroism(running);
  if (running.empty()) {
    agenda.state = quiet_state(agenda, programme, now, begun);
  } else {
    agenda.hero = running.front();
    running.erase(running.begin());
    agenda.also_now = std::move(running);
    agenda.state = is_pause(agenda.hero) ? State::kBreak : State::kNow;
  }
  agenda.day_slots = programme.slots_of(agenda.day);
  agenda.next_change = next_change(agenda, programme, now);
  return agenda;
}

}  // namespace roomsign::schedule
