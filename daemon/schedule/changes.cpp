#include "daemon/schedule/changes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "daemon/base/text.hpp"
#include "daemon/schedule/pairing.hpp"

namespace roomsign::schedule {
namespace {

bool takes_place(const Session& session) { return session.status == Status::kScheduled; }

bool same_room(const Session& a, const Session& b) {
  return a.room == b.room || fold_name(a.room) == fold_name(b.room);
}

std::vector<std::string> names_of(const std::vector<Speaker>& speakers) {
  std::vector<std::string> names;
  names.reserve(speakers.size());
  for (const Speaker& speaker : speakers) names.push_back(speaker.name);
  return names;
}

bool show_same(const Speaker& a, const Speaker& b) {
  return a.name == b.name && a.affiliation == b.affiliation;
}

bool show_same(const std::vector<Speaker>& a, const std::vector<Speaker>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return show_same(x, y); });
}

bool show_same(const std::vector<Talk>& a, const std::vector<Talk>& b) {
  return std::ranges::equal(a, b, [](const Talk& x, const Talk& y) {
    return x.title == y.title && show_same(x.speakers, y.speakers);
  });
}

// What kDetails is about, in words.
std::vector<std::string_view> details(const Session& a, const Session& b) {
  std::vector<std::string_view> differ;
  const auto look = [&](std::string_view name, bool same) {
    if (!same) differ.push_back(name);
  };
  look("the room's spelling", a.room == b.room || !same_room(a, b));
  look("who sees it", a.plenary == b.plenary);
  look("lasting all day", a.all_day == b.all_day);
  look("label", a.label == b.label);
  look("kind", a.kind == b.kind);
  look("subtitle", a.subtitle == b.subtitle);
  look("parts", show_same(a.talks, b.talks));
  look("track", a.track.name == b.track.name);
  look("language", a.language == b.language);
  look("recording", a.do_not_record == b.do_not_record);
  look("note", a.note == b.note);
  // From one reason for not taking place to another.
  look("status", a.status == b.status || takes_place(a) || takes_place(b));
  return differ;
}

std::optional<std::chrono::seconds> length(const Session& session) {
  if (!session.end) return std::nullopt;
  return *session.end - session.start;
}

std::vector<Aspect> aspects_of(const Pair& pair) {
  if (pair.before == nullptr) return {Aspect::kAdded};
  if (pair.after == nullptr) return {Aspect::kRemoved};
  const Session& a = *pair.before;
  const Session& b = *pair.after;
  std::vector<Aspect> aspects;
  const auto add = [&](Aspect aspect, bool differs) {
    if (differs) aspects.push_back(aspect);
  };
  add(Aspect::kStart, a.start != b.start);
  add(Aspect::kEnd, length(a) != length(b));
  add(Aspect::kRoom, !same_room(a, b));
  add(Aspect::kTitle, headline(a) != headline(b) || a.title != b.title);
  add(Aspect::kSpeakers, !show_same(a.speakers, b.speakers));
  add(Aspect::kCancelled, takes_place(a) && !takes_place(b));
  add(Aspect::kReinstated, !takes_place(a) && takes_place(b));
  add(Aspect::kDetails, !details(a, b).empty());
  return aspects;
}

// Where sessions begin or no longer begin, so that the inferred end of another one follows.
class Movements {
 public:
  void add(const Change& change) {
    const bool moves = std::ranges::any_of(change.aspects, [](Aspect aspect) {
      return aspect != Aspect::kEnd && aspect != Aspect::kTitle && aspect != Aspect::kSpeakers &&
             aspect != Aspect::kDetails;
    });
    if (!moves) return;
    for (const Session* session : {change.before, change.after}) {
      if (session != nullptr) starts_.emplace(session->start, fold_name(session->room));
    }
  }

  // Whether the ends of both sides are explained by one of these.
  bool explain(const Session& before, const Session& after) const {
    if (before.end == after.end) return false;
    if ((before.end && !before.end_inferred) || (after.end && !after.end_inferred)) return false;
    return explain(before) || explain(after);
  }

 private:
  bool explain(const Session& session) const {
    if (!session.end) return false;
    const std::string room = fold_name(session.room);
    if (!room.empty())
      return starts_.contains({*session.end, room}) || starts_.contains({*session.end, ""});
    const auto first = starts_.lower_bound({*session.end, ""});
    return first != starts_.end() && first->first == *session.end;
  }

  std::set<std::pair<Instant, std::string>> starts_;  // and the room
};

// ---- In words ----

constexpr std::array<std::string_view, 10> kAspects{
    "added", "removed",  "start",     "end",        "room",
    "title", "speakers", "cancelled", "reinstated", "details"};  // by Aspect

class Sentence {
 public:
  Sentence(const Change& change, const Zone& zone, bool clock_24h)
      : change_(change), zone_(zone), clock_24h_(clock_24h) {}

  std::string text() const {
    const Session& session = change_.session();
    return fmt::format("{} \"{}\" {}", session.all_day ? "all day" : time(session.start),
                       headline(session), predicate());
  }

 private:
  std::string time(Instant instant) const {
    const auto local = zone_.to_local(instant);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss clock(local - day);
    const auto hour = clock.hours().count();
    if (clock_24h_) return fmt::format("{}:{:02}", hour, clock.minutes().count());
    return fmt::format("{}:{:02} {}", hour % 12 == 0 ? 12 : hour % 12, clock.minutes().count(),
                       hour < 12 ? "AM" : "PM");
  }

  std::chrono::local_days day(Instant instant) const {
    return std::chrono::floor<std::chrono::days>(zone_.to_local(instant));
  }

  // With its day, where that is not the one `of`.
  std::string time_and_day(Instant instant, Instant of) const {
    if (day(instant) == day(of)) return time(instant);
    return fmt::format("{} {}", format_date(std::chrono::year_month_day(day(instant))),
                       time(instant));
  }

  std::string predicate() const {
    if (change_.before == nullptr) {
      const auto& room = change_.after->room;
      return fmt::format("is new{}", room.empty() ? "" : " in " + room);
    }
    if (change_.after == nullptr) {
      const auto& room = change_.before->room;
      return fmt::format("is gone{}", room.empty() ? "" : " from " + room);
    }
    return fmt::format("{}", fmt::join(clauses(*change_.before, *change_.after), "; "));
  }

  std::vector<std::string> clauses(const Session& a, const Session& b) const {
    std::vector<std::string> clauses;
    if (change_.has(Aspect::kStart) || change_.has(Aspect::kRoom)) clauses.push_back(move(a, b));
    if (change_.has(Aspect::kEnd) && !change_.has(Aspect::kStart)) clauses.push_back(end(a, b));
    if (change_.has(Aspect::kTitle))
      clauses.push_back(fmt::format("is now called \"{}\"", headline(b)));
    if (change_.has(Aspect::kSpeakers)) clauses.push_back(speakers(a, b));
    if (change_.has(Aspect::kCancelled))
      clauses.emplace_back(b.status == Status::kMoved ? "is marked as moved" : "is cancelled");
    if (change_.has(Aspect::kReinstated)) clauses.emplace_back("takes place after all");
    if (change_.has(Aspect::kDetails))
      clauses.push_back(fmt::format("differs in {}", fmt::join(details(a, b), ", ")));
    return clauses;
  }

  static std::string place(const Session& session) {
    return session.room.empty() ? "every room" : session.room;
  }

  std::string move(const Session& a, const Session& b) const {
    std::string text = "moved";
    if (change_.has(Aspect::kStart)) text += " to " + time_and_day(b.start, a.start);
    if (change_.has(Aspect::kStart) && change_.has(Aspect::kEnd))
      text += b.end ? ", until " + time_and_day(*b.end, b.start) : ", without an end";
    if (change_.has(Aspect::kRoom)) {
      text += fmt::format("{} from {} to {}", change_.has(Aspect::kStart) ? " and" : "", place(a),
                          place(b));
    }
    return text;
  }

  std::string end(const Session& a, const Session& b) const {
    if (!b.end) return "no longer says when it ends";
    const std::string now = "now ends at " + time_and_day(*b.end, b.start);
    return a.end ? fmt::format("{}, not {}", now, time_and_day(*a.end, b.start)) : now;
  }

  static std::string speakers(const Session& a, const Session& b) {
    const auto before = names_of(a.speakers);
    const auto after = names_of(b.speakers);
    if (before == after) return "has another affiliation";
    if (after.empty()) return fmt::format("is no longer by {}", fmt::join(before, ", "));
    const std::string now = fmt::format("is now by {}", fmt::join(after, ", "));
    return before.empty() ? now : fmt::format("{}, not {}", now, fmt::join(before, ", "));
  }

  const Change& change_;
  const Zone& zone_;
  bool clock_24h_;
};

}  // namespace

std::string_view to_string(Aspect aspect) { return kAspects.at(static_cast<std::size_t>(aspect)); }

bool Change::has(Aspect aspect) const {
  return std::ranges::find(aspects, aspect) != aspects.end();
}

std::vector<Change> changes(const Schedule& before, const Schedule& after) {
  std::vector<Change> changes;
  Movements movements;
  for (const Pair& pair : pair_sessions(before, after)) {
    Change change{pair.before, pair.after, aspects_of(pair)};
    if (change.aspects.empty()) continue;
    movements.add(change);
    changes.push_back(std::move(change));
  }
  for (Change& change : changes) {
    if (change.has(Aspect::kEnd) && movements.explain(*change.before, *change.after))
      std::erase(change.aspects, Aspect::kEnd);
  }
  std::erase_if(changes, [](const Change& change) { return change.aspects.empty(); });
  std::ranges::stable_sort(changes, {}, [](const Change& change) {
    return std::tie(change.session().start, change.session().room);
  });
  return changes;
}

std::string describe(const Change& change, const Zone& zone, bool clock_24h) {
  return Sentence(change, zone, clock_24h).text();
}

}  // namespace roomsign::schedule
