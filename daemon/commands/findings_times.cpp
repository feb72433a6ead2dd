// Lengths, overlaps and gaps.
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/findings.hpp"

namespace roomsign::commands {
namespace {

using schedule::Programme;
using schedule::Session;
using namespace std::chrono_literals;

constexpr auto kLong = 8h;       // for what one sits through
constexpr auto kVeryLong = 13h;  // for anything within a day
constexpr auto kGap = 1h;

std::string duration(std::chrono::seconds length) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
  if (minutes < 120) return fmt::format("{} min", minutes);
  return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60)
                           : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

class Times {
 public:
  Times(const Programme& programme, std::vector<Finding>& findings)
      : programme_(programme), findings_(findings) {}

  void run() {
    for (const Session& session : programme_.schedule().sessions) {
      if (session.all_day || session.status != schedule::Status::kScheduled) continue;
      if (session.end) check_length(session);
      check_overlap(session);
    }
    for (const auto& slot : programme_.slots()) check_slot(slot);
  }

 private:
  template <class... Args>
  void add(Severity severity, const char* code, std::vector<const Session*> sessions,
           fmt::format_string<Args...> text, Args&&... args) {
    findings_.push_back(
        {severity, code, fmt::format(text, std::forward<Args>(args)...), std::move(sessions), {}});
  }

  std::string time(Instant instant) const {
    return format_instant(instant, programme_.zone().offset_at(instant)).substr(11, 5);
  }

  void check_length(const Session& session) {
    const auto length = *session.end - session.start;
    const auto title = headline(session);
    if (length == 0s) {
      add(Severity::kWarning, "no-length", {&session},
          "\"{}\" ends when it begins: the sign never shows it as running", title);
    } else if (length < 0s) {
      add(Severity::kWarning, "ends-before-start", {&session},
          "\"{}\" ends {} before it begins: the sign never shows it as running", title,
          duration(-length));
    } else if (length > kVeryLong) {
      add(Severity::kWarning, "very-long", {&session},
          "\"{}\" lasts {}: is its end on the right day?", title, duration(length));
    } else if (length > kLong && !is_pause(session.kind)) {
      add(Severity::kNote, "long", {&session}, "\"{}\" lasts {}", title, duration(length));
    }
  }

  // Sessions come by start. What ran longest so far in the same room, or in every room, is what the
  // next one may run into; a session for every room may run into any.
  void check_overlap(const Session& session) {
    const bool everywhere = session.room.empty() || session.plenary;
    const std::string room = everywhere ? std::string() : fold_name(session.room);
    const Session*& mine = latest_[room];
    report_overlap(session, mine);
    const Session* other = everywhere ? latest_in_a_room_ : find_latest("");
    if (other != mine) report_overlap(session, other);
    if (!session.end || *session.end <= session.start) return;
    if (mine == nullptr || *mine->end <= *session.end) mine = &session;
    if (everywhere) return;
    if (latest_in_a_room_ == nullptr || *latest_in_a_room_->end <= *session.end)
      latest_in_a_room_ = &session;
  }

  const Session* find_latest(const std::string& room) const {
    const auto found = latest_.find(room);
    return found == latest_.end() ? nullptr : found->second;
  }

  void report_overlap(const Session& session, const Session* before) {
    if (before == nullptr || *before->end <= session.start) return;
    // The same session twice is another finding.
    if (session.start == before->start && headline(session) == headline(*before)) return;
    const bool harmless = is_pause(session.kind) || is_pause(before->kind);
    const auto severity = harmless ? Severity::kNote : Severity::kWarning;
    if (session.start == before->start) {
      add(severity, "overlap", {&session, before}, R"("{}" begins together with "{}"{})",
          headline(session), headline(*before), where(session, *before));
    } else {
      add(severity, "overlap", {&session, before},
          R"("{}" begins before "{}" is over ({} to {}){})", headline(session), headline(*before),
          time(before->start), time(*before->end), where(session, *before));
    }
  }

  // Where the rooms do not speak for themselves.
  static std::string where(const Session& session, const Session& before) {
    if (fold_name(session.room) == fold_name(before.room)) return "";
    return before.room.empty() ? ", which is for every room" : " in " + before.room;
  }

  void check_slot(const schedule::Slot& slot) {
    if (!slot.takes_place()) return;
    if (!slot.end_known) {
      add(Severity::kNote, "no-end", {slot.session},
          "\"{}\" has no end, and nothing follows: the sign takes it down after {}",
          headline(*slot.session), duration(slot.end - slot.start));
    }
    if (programme_.several_rooms()) return;  // a gap in which room?
    if (before_ && before_->day == slot.day && slot.start - over_ >= kGap) {
      add(Severity::kNote, "gap", {slot.session, before_->session},
          R"(nothing for {} before "{}"; "{}" ends at {})", duration(slot.start - over_),
          headline(*slot.session), headline(*before_->session), time(over_));
    }
    if (!before_ || before_->day != slot.day || slot.end >= over_) {
      over_ = slot.end;
      before_ = &slot;
    }
  }

  const Programme& programme_;
  std::vector<Finding>& findings_;
  std::unordered_map<std::string, const Session*> latest_;  // by room; "": in every room
  const Session* latest_in_a_room_ = nullptr;
  const schedule::Slot* before_ = nullptr;  // the one that lasts longest so far
  Instant over_{};
};

}  // namespace

void review_times(const Programme& programme, std::vector<Finding>& findings) {
  Times(programme, findings).run();
}

}  // namespace roomsign::commands
