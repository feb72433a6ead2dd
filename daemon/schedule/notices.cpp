#include "daemon/schedule/notices.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

constexpr std::array<std::string_view, 4> kLevels{"info", "warning", "emergency",
                                                  "drill"};  // by Level

// "de" of "de-AT".
std::string primary(std::string_view tag) {
  return to_lower(tag.substr(0, tag.find_first_of("-_")));
}

void rename(std::vector<std::string>& rooms, const RoomNames& names) {
  for (std::string& room : rooms) room = names(room);
}

void rename(std::string& room, const RoomNames& names) {
  if (!room.empty()) room = names(room);
}

}  // namespace

std::string_view to_string(Level level) { return kLevels.at(static_cast<std::size_t>(level)); }

std::optional<Level> level_from(std::string_view word) {
  const auto found = std::ranges::find(kLevels, word);
  if (found == kLevels.end()) return std::nullopt;
  return static_cast<Level>(found - kLevels.begin());
}

std::string_view in_language(const Texts& texts, std::string_view language) {
  for (const std::string& wanted : {primary(language), std::string(), std::string("en")}) {
    for (const auto& [tag, text] : texts) {
      if (primary(tag) == wanted) return text;
    }
  }
  return texts.empty() ? std::string_view() : texts.front().second;
}

Notices notices_for(Notices notices, std::string_view room, const RoomNames& names) {
  for (auto& announcement : notices.announcements) rename(announcement.rooms, names);
  for (auto& delay : notices.delays) rename(delay.rooms, names);
  for (auto& called_off : notices.called_off) rename(called_off.session.room, names);
  for (auto& move : notices.moves) {
    rename(move.session.room, names);
    rename(move.room, names);
  }
  for (auto& full : notices.full) rename(full.room, names);
  if (room.empty()) return notices;
  const std::string here = names(room);
  std::erase_if(notices.announcements, [&](const Announcement& announcement) {
    return !announcement.rooms.empty() && !names_room(announcement.rooms, here);
  });
  return notices;
}

std::optional<Instant> next_change(const Notices& notices, Instant now) {
  std::optional<Instant> soonest;
  const auto look = [&](const auto& several) {
    for (const auto& notice : several) {
      for (const Instant t : {notice.term.from, notice.term.until}) {
        if (t > now && (!soonest || t < *soonest)) soonest = t;
      }
    }
  };
  look(notices.announcements);
  look(notices.delays);
  look(notices.called_off);
  look(notices.moves);
  look(notices.full);
  return soonest;
}

}  // namespace roomsign::schedule
