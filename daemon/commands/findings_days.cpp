// Days that lie apart from the rest, and hours at which nobody meets.
#include <algorithm>
#include <chrono>
#include <map>
#include <string>

#include <fmt/format.h>

#include "daemon/commands/findings.hpp"

namespace roomsign::commands {
namespace {

using schedule::Programme;
using schedule::Session;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;

constexpr days kApart{14};  // between two days of one event, at the most
constexpr auto kNightEnds = 6h;
constexpr auto kAlone = 3h;

// Neighbouring days, none of them further than kApart from the next.
struct Cluster {
  local_days first{};
  local_days last{};
  std::vector<const Session*> sessions;
};

std::vector<Cluster> clusters(const Programme& programme) {
  std::vector<Cluster> clusters;
  for (const Session& session : programme.schedule().sessions) {  // by start
    const auto day = programme.day_of(session.start);
    if (clusters.empty() || day - clusters.back().last > kApart) clusters.push_back({day, day, {}});
    clusters.back().last = day;
    clusters.back().sessions.push_back(&session);
  }
  return clusters;
}

// The same days of another year.
bool is_other_year(const Cluster& cluster, const Cluster& rest) {
  using std::chrono::year_month_day;
  const year_month_day there(cluster.first);
  const year_month_day here(rest.first);
  const year_month_day moved(here.year() / there.month() / there.day());
  if (there.year() == here.year() || !moved.ok()) return false;
  return local_days(moved) >= rest.first - days(1) && local_days(moved) <= rest.last + days(1);
}

// An event of two weekends is no mistake; a few sessions in another month are.
void check_lonely(const Programme& programme, std::vector<Finding>& findings) {
  const auto all = clusters(programme);
  if (all.size() < 2) return;
  const auto& rest = *std::ranges::max_element(
      all, {}, [](const Cluster& cluster) { return cluster.sessions.size(); });
  for (const Cluster& cluster : all) {
    if (&cluster == &rest || cluster.sessions.size() * 5 > rest.sessions.size()) continue;
    const bool earlier = cluster.last < rest.first;
    const auto apart = earlier ? rest.first - cluster.last : cluster.first - rest.last;
    for (const Session* session : cluster.sessions) {
      findings.push_back({Severity::kWarning,
                          "far-day",
                          fmt::format("\"{}\" is {} days {} all others{}", headline(*session),
                                      apart.count(), earlier ? "before" : "after",
                                      is_other_year(cluster, rest) ? ": is the year right?" : ""),
                          {session},
                          {}});
    }
  }
}

bool is_at_night(const Programme& programme, const Session& session) {
  const auto local = programme.zone().to_local(session.start);
  return local - std::chrono::floor<days>(local) < kNightEnds;
}

// One at night, long after all others, among many by day: AM for PM. Many: the wrong zone. Between:
// people who stay up.
void check_nights(const Programme& programme, std::vector<Finding>& findings) {
  std::vector<const Session*> at_night;
  std::vector<const Session*> alone;
  std::size_t all = 0;
  Instant over = Instant::min();  // all that began before
  for (const Session& session : programme.schedule().sessions) {
    if (session.all_day) continue;
    ++all;
    if (is_at_night(programme, session)) {
      at_night.push_back(&session);
      if (session.start - kAlone >= over) alone.push_back(&session);
    }
    over = std::max(over, schedule::over_at(session));
  }
  if (at_night.size() * 3 > all) {
    findings.push_back({Severity::kWarning,
                        "zone-odd",
                        fmt::format("{} of {} sessions begin between midnight and 6:00: is {} the "
                                    "right time zone?",
                                    at_night.size(), all, programme.zone().name()),
                        {},
                        {}});
  } else if (at_night.size() * 20 <= std::max<std::size_t>(all, 20)) {
    for (const Session* session : alone) {
      if (session->kind == schedule::Kind::kSocial) continue;
      findings.push_back({Severity::kWarning,
                          "at-night",
                          fmt::format("\"{}\" begins at night: is it AM for PM, or the wrong day?",
                                      headline(*session)),
                          {session},
                          {}});
    }
  }
}

}  // namespace

void review_days(const Programme& programme, std::vector<Finding>& findings) {
  check_lonely(programme, findings);
  check_nights(programme, findings);
}

}  // namespace roomsign::commands
