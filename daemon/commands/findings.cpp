#include "daemon/commands/findings.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::commands {
namespace {

using schedule::Programme;
using schedule::Slot;
using namespace std::chrono_literals;

class Review {
 public:
  explicit Review(const Programme& programme) : programme_(programme) {}

  std::vector<Finding> run(const std::string& room) {
    check_room(room);
    for (const auto& slot : programme_.slots()) check_slot(slot);
    return std::move(findings_);
  }

 private:
  template <class... Args>
  void add(Severity severity, fmt::format_string<Args...> text, Args&&... args) {
    findings_.push_back({severity, fmt::format(text, std::forward<Args>(args)...)});
  }

  std::string name(const Slot& slot) const {
    const auto local = format_instant(slot.start, programme_.zone().offset_at(slot.start));
    return fmt::format("{} {} \"{}\"", local.substr(0, 10), local.substr(11, 5),
                       schedule::headline(*slot.session));
  }

  void check_room(const std::string& room) {
    if (!programme_.room_unknown()) return;
    const auto known = schedule::rooms(programme_.schedule());
    add(Severity::kError, "no session is in a room called \"{}\"; the schedule's rooms: {}", room,
        known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", ")));
  }

  // Slots come by start: each room's latest so far is the one that the next may run into.
  void check_slot(const Slot& slot) {
    if (slot.end <= slot.start) {
      add(Severity::kWarning, "{} has no length and is never shown as running", name(slot));
      return;
    }
    if (!slot.end_known)
      add(Severity::kNote, "{} has no end; the sign takes it down after {} min", name(slot),
          (slot.end - slot.start) / 1min);
    auto& latest = latest_[fold_name(slot.session->room)];
    if (latest != nullptr && latest->day == slot.day) {
      if (latest->end > slot.start)
        add(Severity::kWarning, "{} begins before {} is over", name(slot), name(*latest));
      if (slot.start - latest->end >= 1h)
        add(Severity::kNote, "nothing for {} min before {}", (slot.start - latest->end) / 1min,
            name(slot));
    }
    if (latest == nullptr || latest->end <= slot.end) latest = &slot;
  }

  const Programme& programme_;
  std::vector<Finding> findings_;
  std::map<std::string, const Slot*> latest_;
};

}  // namespace

std::vector<Finding> review(const Programme& programme, const std::string& room) {
  return Review(programme).run(room);
}

}  // namespace roomsign::commands
