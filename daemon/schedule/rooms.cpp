#include "daemon/schedule/rooms.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_set>

#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

constexpr std::size_t kLongestName = 200;  // the distance of longer ones costs more than it helps

bool holds(const std::string& text, const std::string& part) {
  return part.size() >= 2 && text.find(part) != std::string::npos;
}

// How far apart two folded names are; none: too far for a suggestion.
std::optional<std::size_t> apart(const std::string& wanted, const std::string& room) {
  if (wanted.size() > kLongestName || room.size() > kLongestName) return std::nullopt;
  if (holds(room, wanted) || holds(wanted, room)) return 0;
  const auto most = 1 + std::min(wanted.size(), room.size()) / 4;
  const auto distance = edit_distance(wanted, room, most);
  return distance <= most ? std::optional(distance) : std::nullopt;
}

}  // namespace

std::optional<std::string> repeated_name(const RoomAliases& aliases) {
  std::unordered_map<std::string, std::size_t> owners;
  for (std::size_t i = 0; i < aliases.size(); ++i) {
    const auto is_taken = [&](const std::string& name) {
      return owners.try_emplace(fold_name(name), i).first->second != i;
    };
    if (is_taken(aliases[i].first)) return aliases[i].first;
    const auto taken = std::ranges::find_if(aliases[i].second, is_taken);
    if (taken != aliases[i].second.end()) return *taken;
  }
  return std::nullopt;
}

RoomNames::RoomNames(const RoomAliases& aliases) {
  for (const auto& [room, others] : aliases) {
    by_fold_.try_emplace(fold_name(room), room);
    for (const std::string& other : others) by_fold_.try_emplace(fold_name(other), room);
  }
  by_fold_.erase("");  // of a name without a letter
}

std::string RoomNames::operator()(std::string_view name) const {
  if (by_fold_.empty()) return std::string(name);
  const auto found = by_fold_.find(fold_name(name));
  return found == by_fold_.end() ? std::string(name) : found->second;
}

void RoomNames::apply(Schedule& schedule) const {
  if (by_fold_.empty()) return;
  std::unordered_map<std::string, std::string> known;  // each spelling is folded once
  for (Session& session : schedule.sessions) {
    if (session.room.empty()) continue;
    const auto [spelling, is_new] = known.try_emplace(session.room);
    if (is_new) spelling->second = (*this)(session.room);
    session.room = spelling->second;
  }
  finish(schedule);
}

bool names_room(const std::vector<std::string>& rooms, std::string_view wanted) {
  const std::string folded = fold_name(wanted);
  return std::ranges::find(rooms, folded, fold_name) != rooms.end();
}

std::optional<std::string> nearest_room(std::string_view wanted,
                                        const std::vector<std::string>& rooms) {
  const std::string folded = fold_name(wanted);
  std::optional<std::string> nearest;
  std::optional<std::size_t> least;
  for (const std::string& room : rooms) {
    const auto distance = apart(folded, fold_name(room));
    if (!distance || (least && *distance > *least)) continue;
    const bool tie = least == distance;
    least = distance;
    nearest = tie ? std::nullopt : std::optional(room);
  }
  return nearest;
}

}  // namespace roomsign::schedule
