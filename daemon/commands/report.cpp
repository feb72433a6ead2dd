#include "daemon/commands/report.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "daemon/base/text.hpp"

namespace roomsign::commands {

int exit_status(const Report& report) {
  const auto has = [&](Severity severity) {
    return std::ranges::any_of(report.findings,
                               [&](const Finding& f) { return f.severity == severity; });
  };
  if (has(Severity::kError)) return 1;
  return has(Severity::kWarning) ? 3 : 0;
}

Census census(const schedule::Programme& programme) {
  Census census;
  const auto& sessions = programme.schedule().sessions;
  std::set<std::chrono::local_days> days;
  for (const auto& session : sessions) days.insert(programme.day_of(session.start));
  census.days.assign(days.begin(), days.end());

  std::unordered_map<std::string, std::size_t> rows;  // by the room's folded name
  for (const auto& session : sessions) {
    const auto [row, is_new] = rows.try_emplace(fold_name(session.room), census.rooms.size());
    if (is_new) census.rooms.push_back({session.room, 0, std::vector<std::size_t>(days.size())});
    const auto day = std::ranges::lower_bound(census.days, programme.day_of(session.start));
    auto& counts = census.rooms[row->second];
    ++counts.sessions;
    ++counts.by_day[static_cast<std::size_t>(day - census.days.begin())];
  }
  return census;
}

}  // namespace roomsign::commands
