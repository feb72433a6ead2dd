#include "daemon/schedule/night.hpp"

#include <algorithm>

namespace roomsign::schedule {

Night night_at(const Programme& programme, Instant now, const NightRules& rules) {
  const auto& slots = programme.slots();
  const auto next = std::ranges::upper_bound(slots, now, {}, &Slot::start);
  if (next == slots.begin()) return {};
  const auto last = std::prev(next);
  const bool more_today = next != slots.end() && next->day == last->day;
  const Instant end = programme.latest_end(static_cast<std::size_t>(last - slots.begin()));
  if (more_today || now < std::max(end, last->start) + rules.after) return {};
  if (next == slots.end()) return {.dark = true, .until = std::nullopt};
  const Instant wanted = next->start - rules.before;
  if (now >= wanted) return {};
  return {.dark = true, .until = wanted};
}

}  // namespace roomsign::schedule
