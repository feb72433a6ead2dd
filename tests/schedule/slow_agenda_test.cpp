#include "tests/schedule/slow_agenda.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "daemon/schedule/agenda.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sanitizers.hpp"

namespace roomsign::test {
namespace {

using schedule::Agenda;
using schedule::Slot;

SlowAgenda in_ids(const Agenda& agenda) {
  SlowAgenda ids;
  ids.state = agenda.state;
  if (agenda.hero != nullptr) ids.running.push_back(agenda.hero->session->id);
  for (const Slot* slot : agenda.also_now) ids.running.push_back(slot->session->id);
  for (const Slot* slot : agenda.missed) ids.missed.push_back(slot->session->id);
  if (agenda.next != nullptr) ids.next = agenda.next->session->id;
  ids.day = agenda.day;
  ids.near = agenda.next_is_near;
  for (const Slot& slot : agenda.later) ids.later.push_back(slot.session->id);
  for (const Slot& slot : agenda.day_slots) ids.whole_day.push_back(slot.session->id);
  return ids;
}

std::vector<Instant> sorted_once(std::vector<Instant> instants) {
  std::ranges::sort(instants);
  const auto rest = std::ranges::unique(instants);
  instants.erase(rest.begin(), rest.end());
  return instants;
}

// The first boundary after `now` at which the slow model says something else.
std::optional<Instant> slow_change(const std::map<Instant, SlowAgenda>& at_boundaries, Instant now,
                                   const SlowAgenda& agenda) {
  for (auto i = at_boundaries.upper_bound(now); i != at_boundaries.end(); ++i) {
    if (i->second != agenda) return i->first;
  }
  return std::nullopt;
}

using Tally = std::array<int, 9>;  // by State: how often it was compared

// One cast schedule at every boundary, a second before and a second after. False where they differ.
bool agree(const Cast& cast, Tally& tally) {
  const auto programme = cast.programme();
  const SlowModel model(cast);
  const auto boundaries = sorted_once(model.boundaries());
  std::map<Instant, SlowAgenda> at_boundaries;
  for (const Instant t : boundaries) at_boundaries.emplace(t, model.at(t));

  std::vector<Instant> instants;
  for (const Instant t : boundaries) {
    for (const int offset : {-1, 0, 1}) instants.push_back(t + std::chrono::seconds(offset));
  }
  for (const Instant now : sorted_once(std::move(instants))) {
    const auto known = at_boundaries.find(now);
    const SlowAgenda slow = known != at_boundaries.end() ? known->second : model.at(now);
    const Agenda agenda = agenda_at(programme, now);
    ++tally.at(static_cast<std::size_t>(slow.state));
    const auto change = slow_change(at_boundaries, now, slow);
    if (in_ids(agenda) == slow && agenda.next_change == change) continue;
    INFO(cast.zone.name() << ", room \"" << cast.room << "\", now " << format_instant(now));
    INFO("next change " << (change ? format_instant(*change) : "never") << ", not "
                        << (agenda.next_change ? format_instant(*agenda.next_change) : "never"));
    CHECK(in_ids(agenda) == slow);
    CHECK(agenda.next_change == change);
    return false;
  }
  return true;
}

TEST_CASE("A slow model agrees at every boundary of thousands of schedules, and a second around") {
  Dice dice(20251206);
  Tally tally{};
  const int schedules = test::rounds(4000);
  for (int i = 0; i < schedules; ++i) {
    INFO("schedule " << i);
    if (!agree(cast(dice), tally)) return;
  }
  constexpr std::size_t kEmpty = 8;  // has no boundary
  for (std::size_t state = 0; state < kEmpty; ++state) {
    INFO("state " << state);
    CHECK(tally.at(state) > schedules / 4);
  }
}

}  // namespace
}  // namespace roomsign::test
