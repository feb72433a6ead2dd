#include "daemon/schedule/pairing.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <queue>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/text.hpp"
#include "daemon/schedule/wording.hpp"

namespace roomsign::schedule {
namespace {

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

// In one place at one time; above it nothing tells which is a new wording of which, and comparing
// each with each would take long.
constexpr std::size_t kMostRewordings = 4;

// Equal texts as equal numbers, so that each is folded and hashed once.
class Numbers {
 public:
  int operator()(std::string text) {
    return numbers_.try_emplace(std::move(text), static_cast<int>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, int> numbers_;
};

std::string people_of(const Session& session) {
  std::string names;
  for (const Speaker& speaker : session.speakers) names += fold_name(speaker.name) + '\n';
  return names;
}

// All that changes() looks at, so that equal sessions are equal texts.
std::string whole_of(const Session& session) {
  std::string text = fmt::format("{}\n{}\n{}\n", session.start.time_since_epoch().count(),
                                 session.end ? session.end->time_since_epoch().count() : -1,
                                 static_cast<int>(session.kind));
  text += fmt::format("{}{}{}{}\n", static_cast<int>(session.status), session.plenary,
                      session.all_day, session.do_not_record);
  for (const auto* line :
       {&session.room, &session.title, &session.label, &session.subtitle, &session.track.name,
        &session.track.color, &session.language, &session.note}) {
    text += *line + '\n';
  }
  const auto add_people = [&](const std::vector<Speaker>& speakers) {
    for (const auto& speaker : speakers) text += speaker.name + '\t' + speaker.affiliation + '\n';
  };
  add_people(session.speakers);
  for (const Talk& talk : session.talks) {
    text += '\v' + talk.title + '\n';
    add_people(talk.speakers);
  }
  return text;
}

// One version of the schedule.
struct Side {
  struct Facts {
    int whole = 0;
    int title = 0;
    int people = 0;
    int room = 0;
    Instant start{};
  };

  Side(const Schedule& schedule, Numbers& numbers) : sessions(schedule.sessions) {
    partner.resize(sessions.size(), kNobody);
    for (const Session& session : sessions) {
      facts.push_back({numbers(whole_of(session)), numbers(fold_name(headline(session))),
                       numbers(people_of(session)), numbers(fold_name(session.room)),
                       session.start});
      ids.insert(session.id);
    }
  }

  // Whether finish() may have made this id unique, or another one from it: "hall-2" beside "hall".
  bool is_repeated(const std::string& id) const {
    if (ids.contains(id + "-2")) return true;
    const auto dash = id.rfind('-');
    if (dash == std::string::npos || dash + 1 == id.size()) return false;
    const bool is_number = id.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    return is_number && ids.contains(std::string_view(id).substr(0, dash));
  }

  std::span<const Session> sessions;
  std::vector<Facts> facts;          // by session
  std::vector<std::size_t> partner;  // by session, in the other side
  std::unordered_set<std::string_view> ids;
};

class Pairing {
 public:
  Pairing(const Schedule& before, const Schedule& after)
      : before_(before, numbers_), after_(after, numbers_) {}

  std::vector<Pair> run() {
    pair_by_key([](const Facts& f) { return std::tuple(f.whole); });
    const auto same_ids = pairs_by_id();
    for (const auto& [a, b] : same_ids) {
      if (reads_alike(a, b)) pair(a, b);
    }
    pair_by_key([](const Facts& f) { return std::tuple(f.room, f.start, f.title, f.people); });
    pair_by_key([](const Facts& f) { return std::tuple(f.room, f.start, f.title); });
    pair_by_key([](const Facts& f) { return std::tuple(f.title, f.people, f.room); });
    pair_by_key([](const Facts& f) { return std::tuple(f.title, f.people); });
    pair_by_key([](const Facts& f) { return std::tuple(f.title, f.room); });
    pair_by_key([](const Facts& f) { return std::tuple(f.title); });
    pair_reworded();
    for (const auto& [a, b] : same_ids) pair(a, b);
    return pairs();
  }

 private:
  using Facts = Side::Facts;

  void pair(std::size_t a, std::size_t b) {
    if (before_.partner[a] != kNobody || after_.partner[b] != kNobody) return;
    before_.partner[a] = b;
    after_.partner[b] = a;
  }

  // An id that a title gives in both versions was made by finish(); one that it gives in neither
  // or only in one, because the title changed, came with the document.
  std::vector<std::pair<std::size_t, std::size_t>> pairs_by_id() const {
    std::unordered_map<std::string_view, std::size_t> by_id;
    for (std::size_t b = 0; b < after_.sessions.size(); ++b) by_id[after_.sessions[b].id] = b;
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t a = 0; a < before_.sessions.size(); ++a) {
      const Session& session = before_.sessions[a];
      const auto same = by_id.find(session.id);
      if (same == by_id.end()) continue;
      if (has_made_up_id(session) && has_made_up_id(after_.sessions[same->second])) continue;
      if (before_.is_repeated(session.id) || after_.is_repeated(session.id)) continue;
      found.emplace_back(a, same->second);
    }
    return found;
  }

  bool same_people(std::size_t a, std::size_t b) const {
    return !before_.sessions[a].speakers.empty() &&
           before_.facts[a].people == after_.facts[b].people;
  }

  bool reads_alike(std::size_t a, std::size_t b) const {
    return before_.facts[a].title == after_.facts[b].title || same_people(a, b) ||
           are_alike(headline(before_.sessions[a]), headline(after_.sessions[b]));
  }

  template <class KeyOf>
  void pair_by_key(KeyOf key_of) {
    each_group(key_of, [this](const auto& a, const auto& b) { pair_nearest(a, b); });
  }

  // Calls visit(indices before, indices after), each in order of time, for each key that sessions
  // without a partner have on both sides.
  template <class KeyOf, class Visit>
  void each_group(KeyOf key_of, Visit visit) {
    using Key = decltype(key_of(std::declval<Facts>()));
    std::vector<std::pair<Key, std::size_t>> keys[2];
    for (const auto& [side, list] : {std::pair(&before_, &keys[0]), std::pair(&after_, &keys[1])}) {
      for (std::size_t i = 0; i < side->facts.size(); ++i) {
        if (side->partner[i] == kNobody) list->emplace_back(key_of(side->facts[i]), i);
      }
      std::ranges::sort(*list);
    }
    std::vector<std::size_t> groups[2];
    std::size_t at[2] = {0, 0};
    while (at[0] < keys[0].size() && at[1] < keys[1].size()) {
      const Key key = std::min(keys[0][at[0]].first, keys[1][at[1]].first);
      for (const int side : {0, 1}) {
        groups[side].clear();
        for (; at[side] < keys[side].size() && keys[side][at[side]].first == key; ++at[side])
          groups[side].push_back(keys[side][at[side]].second);
      }
      if (!groups[0].empty() && !groups[1].empty()) visit(groups[0], groups[1]);
    }
  }

  // As many before as after: in order. Else the nearest first: of neighbours in time, one from each
  // side, those with the least between them, until one side has none left.
  void pair_nearest(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    if (a.size() == b.size()) {
      for (std::size_t i = 0; i < a.size(); ++i) pair(a[i], b[i]);
      return;
    }
    std::vector<Point> points;
    for (const auto i : a) points.push_back({before_.facts[i].start, false, i});
    for (const auto i : b) points.push_back({after_.facts[i].start, true, i});
    std::ranges::sort(points);
    pair_neighbours(points);
  }

  struct Point {
    Instant start{};
    bool is_after = false;
    std::size_t session = 0;
    auto operator<=>(const Point&) const = default;
  };

  void pair_neighbours(const std::vector<Point>& points) {
    using Gap = std::tuple<std::chrono::seconds, std::size_t, std::size_t>;  // left, right
    std::priority_queue<Gap, std::vector<Gap>, std::greater<>> gaps;
    std::vector<std::size_t> left(points.size());  // the neighbours that are left
    std::vector<std::size_t> right(points.size());
    std::vector<bool> taken(points.size());
    const auto meet = [&](std::size_t i, std::size_t j) {
      if (points[i].is_after != points[j].is_after)
        gaps.emplace(points[j].start - points[i].start, i, j);
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
      left[i] = i == 0 ? kNobody : i - 1;
      right[i] = i + 1 == points.size() ? kNobody : i + 1;
      if (i > 0) meet(i - 1, i);
    }
    while (!gaps.empty()) {
      const auto [gap, i, j] = gaps.top();
      gaps.pop();
      if (taken[i] || taken[j]) continue;
      taken[i] = taken[j] = true;
      pair(points[points[i].is_after ? j : i].session, points[points[i].is_after ? i : j].session);
      if (left[i] != kNobody) right[left[i]] = right[j];
      if (right[j] != kNobody) left[right[j]] = left[i];
      if (left[i] != kNobody && right[j] != kNobody) meet(left[i], right[j]);
    }
  }

  void pair_reworded() {
    const auto place = [](const Facts& f) { return std::tuple(f.room, f.start); };
    each_group(place, [this](const auto& a, const auto& b) {
      if (a.size() > kMostRewordings || b.size() > kMostRewordings) return;
      for (const auto test : {&Pairing::same_people, &Pairing::reads_alike, &Pairing::is_filled_in,
                              &Pairing::are_same_pause}) {
        for (const auto i : a) {
          for (const auto j : b) {
            const bool both_free = before_.partner[i] == kNobody && after_.partner[j] == kNobody;
            if (both_free && (this->*test)(i, j)) pair(i, j);
          }
        }
      }
    });
  }

  bool is_filled_in(std::size_t a, std::size_t b) const {
    return is_placeholder(headline(before_.sessions[a])) ||
           is_placeholder(headline(after_.sessions[b]));
  }

  bool are_same_pause(std::size_t a, std::size_t b) const {
    return is_pause(before_.sessions[a].kind) &&
           before_.sessions[a].kind == after_.sessions[b].kind;
  }

  std::vector<Pair> pairs() const {
    std::vector<Pair> pairs;
    for (std::size_t a = 0; a < before_.sessions.size(); ++a) {
      if (before_.partner[a] == kNobody) pairs.push_back({&before_.sessions[a], nullptr});
    }
    for (std::size_t b = 0; b < after_.sessions.size(); ++b) {
      const auto a = after_.partner[b];
      pairs.push_back({a == kNobody ? nullptr : &before_.sessions[a], &after_.sessions[b]});
    }
    return pairs;
  }

  Numbers numbers_;
  Side before_;
  Side after_;
};

}  // namespace

std::vector<Pair> pair_sessions(const Schedule& before, const Schedule& after) {
  return Pairing(before, after).run();
}

}  // namespace roomsign::schedule
