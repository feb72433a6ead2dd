// A room that nobody knows, and rooms that are probably one.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/schedule/rooms.hpp"

namespace roomsign::commands {
namespace {

using schedule::Programme;
using schedule::Session;

constexpr std::size_t kMostNamed = 24;      // rooms in one sentence
constexpr std::size_t kMostCompared = 400;  // rooms with each other
constexpr std::size_t kShortestSlip = 4;    // letters: below it one letter makes another word

std::vector<std::string> words(const std::string& name) {
  std::vector<std::string> words;
  for (const auto part : split(name, ' ')) {
    if (auto folded = fold_name(part); !folded.empty()) words.push_back(std::move(folded));
  }
  return words;
}

bool has_digit(const std::string& word) {
  return word.find_first_of("0123456789") != std::string::npos;
}

// "Auditorium 1" and "Auditorum 1", but not "Hall A" and "Hall B", "Room 101" and "Room 102".
bool is_slip(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() != b.size()) return false;
  std::size_t slips = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (std::min(a[i].size(), b[i].size()) < kShortestSlip || has_digit(a[i]) || has_digit(b[i]))
      return false;
    if (edit_distance(a[i], b[i], 1) > 1) return false;
    ++slips;
  }
  return slips == 1;
}

std::string list_of(std::vector<std::string> names) {
  const std::size_t more = names.size() > kMostNamed ? names.size() - kMostNamed : 0;
  names.resize(names.size() - more);
  return fmt::format("{}{}", fmt::join(names, ", "),
                     more == 0 ? "" : fmt::format(" and {} more", more));
}

}  // namespace

void review_room(const Programme& programme, const std::string& room,
                 std::vector<Finding>& findings) {
  const auto& rooms = programme.rooms();
  if (room.empty() || schedule::names_room(rooms, room)) return;
  std::string text = fmt::format("no session is in a room called \"{}\"", room);
  if (rooms.empty()) {
    text += "; the schedule names no rooms at all: leave the room out of the configuration";
  } else {
    const auto meant = schedule::nearest_room(room, rooms);
    text += meant ? fmt::format("; is it \"{}\"?", *meant) : ".";
    text += fmt::format(" The schedule's rooms: {}", list_of(rooms));
  }
  findings.push_back({Severity::kError, "unknown-room", std::move(text), {}, {}});
}

namespace {

using Spellings = std::map<std::string, const Session*>;  // and the first session of each

// Spellings that the sign takes for one room.
void check_spellings(const std::map<std::string, Spellings>& rooms,
                     std::vector<Finding>& findings) {
  for (const auto& [folded, spellings] : rooms) {
    if (spellings.size() < 2) continue;
    std::vector<std::string> names;
    std::vector<const Session*> sessions;
    for (const auto& [name, session] : spellings) {
      names.push_back(fmt::format("\"{}\"", name));
      sessions.push_back(session);
    }
    findings.push_back({Severity::kNote,
                        "room-spelling",
                        fmt::format("one room is spelled in {} ways: {}", spellings.size(),
                                    list_of(std::move(names))),
                        std::move(sessions),
                        {}});
  }
}

// Rooms that the sign takes for two.
void check_slips(const std::map<std::string, Spellings>& rooms, std::vector<Finding>& findings) {
  if (rooms.size() > kMostCompared) return;
  std::vector<std::pair<std::vector<std::string>, const Spellings::value_type*>> all;
  for (const auto& [folded, spellings] : rooms)
    all.emplace_back(words(spellings.begin()->first), &*spellings.begin());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (!is_slip(all[i].first, all[j].first)) continue;
      findings.push_back({Severity::kWarning,
                          "room-alike",
                          fmt::format(R"("{}" and "{}" are two rooms to the sign: is one a slip?)",
                                      all[i].second->first, all[j].second->first),
                          {all[i].second->second, all[j].second->second},
                          {}});
    }
  }
}

}  // namespace

void review_rooms(const Programme& programme, const std::string& room,
                  std::vector<Finding>& findings) {
  review_room(programme, room, findings);
  std::map<std::string, Spellings> rooms;
  std::vector<const Session*> roomless;
  for (const Session& session : programme.schedule().sessions) {
    if (!session.room.empty()) rooms[fold_name(session.room)].try_emplace(session.room, &session);
    if (session.room.empty() && !session.all_day && !is_pause(session.kind))
      roomless.push_back(&session);
  }
  check_spellings(rooms, findings);
  check_slips(rooms, findings);
  if (!rooms.empty() && !roomless.empty()) {
    const auto count = roomless.size();
    findings.push_back(
        {Severity::kNote,
         "no-room",
         count == 1 ? fmt::format("\"{}\" names no room, and so is on every room's sign",
                                  headline(*roomless.front()))
                    : fmt::format("{} sessions name no room, and so are on every room's sign, "
                                  "\"{}\" first",
                                  count, headline(*roomless.front())),
         std::move(roomless),
         {}});
  }
}

}  // namespace roomsign::commands
