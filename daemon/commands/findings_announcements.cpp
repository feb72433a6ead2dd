// What an operator should know about the document of announcements before relying on it.
#include <chrono>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/schedule/adjust.hpp"
#include "daemon/schedule/rooms.hpp"

namespace roomsign::commands {
namespace {

using schedule::Term;

constexpr std::chrono::hours kLong{24};

class Review {
 public:
  Review(const schedule::Programme& programme, Instant now) : programme_(programme), now_(now) {}

  void look(const schedule::Announcement& announcement) {
    const std::string what =
        fmt::format("the announcement \"{}\"", clean_line(announcement.text.front().second, 60));
    look(announcement.term, what);
    for (const auto& room : announcement.rooms) look_for_room(Severity::kWarning, room, what);
  }

  void look(const schedule::Delay& delay) {
    look(delay.term, "a delay");
    for (const auto& room : delay.rooms) look_for_room(Severity::kWarning, room, "a delay");
  }

  void look(const schedule::CalledOff& called_off) {
    look(called_off.term, "a cancellation");
    look_for_session(called_off.session, "a cancellation");
  }

  void look(const schedule::Move& move) {
    look(move.term, "a move");
    look_for_session(move.session, "a move");
    // The schedule need not know where it goes.
    if (!move.room.empty()) look_for_room(Severity::kNote, move.room, "a move");
  }

  void look(const schedule::RoomFull& full) {
    look(full.term, "a full room");
    look_for_room(Severity::kWarning, full.room, "a full room");
  }

  std::vector<Finding> findings;

 private:
  void add(Severity severity, const char* code, std::string text) {
    findings.push_back({severity, code, std::move(text), {}, "announcements"});
  }

  void look(const Term& term, const std::string& what) {
    if (term.until <= now_) add(Severity::kNote, "announcement-over", what + " is over");
    if (term.from != Instant{} && term.until - term.from > kLong) {
      add(Severity::kNote, "announcement-long",
          fmt::format("{} is up for {} h", what,
                      std::chrono::floor<std::chrono::hours>(term.until - term.from).count()));
    }
  }

  void look_for_room(Severity severity, const std::string& room, const std::string& what) {
    const auto& rooms = programme_.rooms();
    if (rooms.empty() || schedule::names_room(rooms, room)) return;
    const auto nearest = schedule::nearest_room(room, rooms);
    add(severity, "announcement-room",
        fmt::format("{} is about \"{}\", a room that the schedule does not name{}", what, room,
                    nearest ? fmt::format(" (did you mean \"{}\"?)", *nearest) : ""));
  }

  void look_for_session(const schedule::SessionRef& ref, const std::string& what) {
    const auto found = schedule::find_sessions(programme_.schedule(), ref);
    if (found.size() == 1) return;
    const auto& zone = programme_.zone();
    const std::string which =
        fmt::format("{}{}{}", format_instant(ref.start, zone.offset_at(ref.start)),
                    ref.room.empty() ? "" : fmt::format(" in \"{}\"", ref.room),
                    ref.name.empty() ? "" : fmt::format(", \"{}\"", clean_line(ref.name, 60)));
    if (found.empty()) {
      add(Severity::kWarning, "announcement-session",
          fmt::format("{} is about no session: none is announced for {}", what, which));
    } else {
      add(Severity::kWarning, "announcement-session",
          fmt::format("{} is about {} sessions that are announced for {}: name one", what,
                      found.size(), which));
    }
  }

  const schedule::Programme& programme_;
  Instant now_;
};

}  // namespace

std::vector<Finding> review_announcements(const formats::ParsedNotices& document,
                                          const schedule::Programme& programme,
                                          const schedule::RoomNames& names, Instant now) {
  Review review(programme, now);
  for (const auto& refused : document.refused) {
    review.findings.push_back(
        {Severity::kError, "announcement-refused", refused, {}, "announcements"});
  }
  for (const auto& warning : document.warnings) {
    review.findings.push_back(
        {Severity::kWarning, "announcement-read", warning, {}, "announcements"});
  }
  const auto notices = schedule::notices_for(document.notices, {}, names);
  const auto look_at = [&](const auto& several) {
    for (const auto& notice : several) review.look(notice);
  };
  look_at(notices.announcements);
  look_at(notices.delays);
  look_at(notices.called_off);
  look_at(notices.moves);
  look_at(notices.full);
  return std::move(review.findings);
}

}  // namespace roomsign::commands
