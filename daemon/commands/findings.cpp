#include "daemon/commands/findings.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace roomsign::commands {
namespace {

// Words before the first colon are where a reader found something: "row 7", "sessions[3].start".
constexpr std::size_t kLongestPlace = 60;

std::pair<std::string, std::string> place_and_text(const std::string& warning) {
  const auto colon = warning.find(": ");
  const bool is_place = colon != std::string::npos && colon > 0 && colon <= kLongestPlace &&
                        warning.substr(0, colon).find('"') == std::string::npos;
  if (!is_place) return {"", warning};
  return {warning.substr(0, colon), warning.substr(colon + 2)};
}

// How far apart the configured zone and the one that the document names are, at the first session
// at which they differ; none where they never do.
std::optional<std::chrono::seconds> zones_apart(const formats::Parsed& parsed) {
  const std::string& from = parsed.source.zone_from;
  const auto used = Zone::find(parsed.schedule.event.time_zone);
  const auto said = Zone::find(std::string_view(from).substr(from.rfind(' ') + 1));
  if (!used || !said) return std::nullopt;
  for (const auto& session : parsed.schedule.sessions) {
    const auto apart = said->offset_at(session.start) - used->offset_at(session.start);
    if (apart.count() != 0) return apart;
  }
  return std::nullopt;
}

std::optional<Finding> review_zone(const formats::Parsed& parsed) {
  const std::string& from = parsed.source.zone_from;
  const std::string& zone = parsed.schedule.event.time_zone;
  if (from == formats::kZoneGuessed) {
    return Finding{
        Severity::kWarning,
        "zone-guessed",
        fmt::format("the schedule names no time zone, and this machine's was taken ({}): "
                    "write the event's into the configuration (source.time_zone)",
                    zone),
        {},
        {}};
  }
  if (!from.starts_with(formats::kZoneOverruled)) return std::nullopt;
  const auto apart = zones_apart(parsed);
  if (!apart) return std::nullopt;
  return Finding{Severity::kWarning,
                 "zone-differs",
                 fmt::format("times are read in the configuration's zone {}, but {}, which is {:+} "
                             "min from it: which is right?",
                             zone, from.substr(formats::kZoneOverruled.size()),
                             std::chrono::duration_cast<std::chrono::minutes>(*apart).count()),
                 {},
                 {}};
}

std::string age_text(std::chrono::seconds age) {
  const auto days = std::chrono::duration_cast<std::chrono::days>(age).count();
  if (days > 730) return fmt::format("{} years", days / 365);
  return fmt::format("{} {}", days, days == 1 ? "day" : "days");
}

}  // namespace

std::string_view to_string(Severity severity) {
  constexpr std::array<std::string_view, 3> kWords{"note", "warning", "error"};
  return kWords.at(static_cast<std::size_t>(severity));
}

std::vector<Finding> review(const schedule::Programme& programme, const std::string& room) {
  std::vector<Finding> findings;
  review_rooms(programme, room, findings);
  review_times(programme, findings);
  review_days(programme, findings);
  review_words(programme, findings);
  review_people(programme, findings);
  if (room.empty() || programme.room_unknown()) return findings;

  std::unordered_set<const schedule::Session*> shown;
  for (const auto& slot : programme.slots()) shown.insert(slot.session);
  std::erase_if(findings, [&](const Finding& finding) {
    return !finding.sessions.empty() &&
           std::ranges::none_of(finding.sessions, [&](auto* s) { return shown.contains(s); });
  });
  return findings;
}

std::vector<Finding> review_source(const formats::Parsed& parsed, const std::string& name) {
  std::vector<Finding> findings;
  const auto in_source = [&](const std::string& place) {
    if (name.empty()) return place;
    return place.empty() ? name : fmt::format("{}, {}", name, place);
  };
  for (const auto& warning : parsed.warnings) {
    auto [place, text] = place_and_text(warning);
    findings.push_back({Severity::kWarning, "read", std::move(text), {}, in_source(place)});
  }
  if (auto finding = review_zone(parsed)) {
    finding->place = in_source("");
    findings.push_back(std::move(*finding));
  }
  return findings;
}

std::vector<Finding> review_age(const schedule::Programme& programme, Instant now) {
  std::optional<Instant> last;
  for (const auto& session : programme.schedule().sessions)
    last = std::max(last.value_or(session.start), schedule::over_at(session));
  if (!last || now - *last < std::chrono::days(1)) return {};
  return {{Severity::kNote,
           "over",
           fmt::format("all of it has been over for {}: is this the right year's schedule?",
                       age_text(now - *last)),
           {},
           {}}};
}

}  // namespace roomsign::commands
