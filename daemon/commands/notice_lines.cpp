#include "daemon/commands/notice_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/time.hpp"

namespace roomsign::commands {
namespace {

std::string in_rooms(const std::vector<std::string>& rooms) {
  if (rooms.empty()) return "in all rooms";
  return fmt::format("in {}", fmt::join(rooms, ", "));
}

std::string words_of(const schedule::SessionRef& session, const Zone& zone) {
  std::string words = "what begins at " + wall_time(session.start, zone);
  if (!session.room.empty()) words += " in " + session.room;
  if (!session.name.empty()) words += fmt::format(" (\"{}\")", session.name);
  return words;
}

}  // namespace

std::vector<NoticeLine> notice_lines(const schedule::Notices& notices, const Zone& zone) {
  std::vector<NoticeLine> lines;
  for (const auto& each : notices.announcements) {
    lines.push_back({"announcement",
                     fmt::format("{} {}: \"{}\"", schedule::to_string(each.level),
                                 in_rooms(each.rooms), schedule::in_language(each.text, "en")),
                     each.term});
  }
  for (const auto& each : notices.delays) {
    const bool late = each.by.count() > 0;
    lines.push_back({late ? "delay" : "on-time",
                     late ? fmt::format("{} min late {}", each.by.count(), in_rooms(each.rooms))
                          : "on time " + in_rooms(each.rooms),
                     each.term});
  }
  for (const auto& each : notices.called_off) {
    lines.push_back({"cancelled", words_of(each.session, zone) + " is cancelled", each.term});
  }
  for (const auto& each : notices.moves) {
    std::string words = words_of(each.session, zone) + " moves to";
    if (!each.room.empty()) words += " " + each.room;
    if (each.start) words += " " + wall_time(*each.start, zone);
    lines.push_back({"moved", words, each.term});
  }
  for (const auto& each : notices.full) {
    lines.push_back({"full",
                     each.room + " is full" +
                         (each.alternative.empty() ? "" : ", overflow in " + each.alternative),
                     each.term});
  }
  return lines;
}

}  // namespace roomsign::commands
