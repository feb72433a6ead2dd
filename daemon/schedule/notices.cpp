#include "daemon/schedule/notices.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>
#include <utility>

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

template <class Notice>
void append(std::vector<Notice>& all, const std::vector<Notice>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// Each delay with the instant by which it is put among others: its own beginning, or an earlier one
// of those that follow in its document, which count rather than it does.
std::vector<std::pair<Instant, Delay>> in_turn(const std::vector<Delay>& delays) {
  std::vector<std::pair<Instant, Delay>> turns;
  Instant from = Instant::max();
  for (const Delay& delay : delays | std::views::reverse) {
    from = std::min(from, delay.term.from);
    turns.emplace_back(from, delay);
  }
  std::ranges::reverse(turns);
  return turns;
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

Notices together(Notices a, const Notices& b) {
  append(a.announcements, b.announcements);
  append(a.called_off, b.called_off);
  append(a.moves, b.moves);
  append(a.full, b.full);
  auto turns = in_turn(a.delays);
  const auto others = in_turn(b.delays);
  turns.insert(turns.end(), others.begin(), others.end());
  std::ranges::stable_sort(turns, {}, &std::pair<Instant, Delay>::first);
  a.delays.clear();
  for (auto& turn : turns) a.delays.push_back(std::move(turn.second));
  return a;
}

std::optional<Instant> next_change(const Notices& notices, Instant now) {
  std::optional<Instant> soonest;
  for_each_term(notices, [&](const Term& term) {
    for (const Instant t : {term.from, term.until}) {
      if (t > now && (!soonest || t < *soonest)) soonest = t;
    }
  });
  return soonest;
}

}  // namespace roomsign::schedule
