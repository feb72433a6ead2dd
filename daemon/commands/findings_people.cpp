// Who would have to be in two rooms at once.
#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/commands/findings.hpp"
#include "daemon/schedule/wording.hpp"

namespace roomsign::commands {
namespace {

// A plenary that the source lists under several rooms, or its transmission to another.
bool is_same_everywhere(const schedule::Session& a, const schedule::Session& b) {
  return a.start == b.start && schedule::are_alike(headline(a), headline(b));
}

}  // namespace

void review_people(const schedule::Programme& programme, std::vector<Finding>& findings) {
  using schedule::Session;
  std::unordered_map<std::string, const Session*> busy;  // by name, with what lasts longest so far
  for (const Session& session : programme.schedule().sessions) {  // by start
    const bool counts = session.end && *session.end > session.start && !session.all_day &&
                        session.status == schedule::Status::kScheduled;
    if (!counts) continue;
    for (const auto& speaker : session.speakers) {
      if (schedule::is_placeholder(speaker.name)) continue;
      const Session*& before = busy[fold_name(speaker.name)];
      const bool clash = before != nullptr && before != &session && *before->end > session.start &&
                         fold_name(before->room) != fold_name(session.room) &&
                         !is_same_everywhere(*before, session);
      if (clash) {
        findings.push_back(
            {Severity::kWarning,
             "speaker-twice",
             fmt::format(R"({} speaks in "{}"{} while "{}"{} is not over)", speaker.name,
                         headline(session), session.room.empty() ? "" : " in " + session.room,
                         headline(*before), before->room.empty() ? "" : " in " + before->room),
             {&session, before},
             {}});
      }
      if (before == nullptr || *before->end < *session.end) before = &session;
    }
  }
}

}  // namespace roomsign::commands
