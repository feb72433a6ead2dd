// What is on, worked out slowly: every question is answered by walking over every session, with no
// order, no search and no memory between questions. A second opinion on agenda_at(), not a part of
// the program.
#pragma once

#include <cctype>
#include <chrono>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "daemon/schedule/agenda.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {

struct SlowAgenda {
  schedule::State state = schedule::State::kEmpty;
  std::vector<std::string> running;  // ids, the hero first
  std::vector<std::string> missed;   // ids
  std::string next;
  bool near = false;
  std::vector<std::string> later;
  std::chrono::local_days day{};
  std::vector<std::string> whole_day;
  bool operator==(const SlowAgenda&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const SlowAgenda& agenda) {
  out << "state " << static_cast<int>(agenda.state) << ", running";
  for (const auto& id : agenda.running) out << ' ' << id;
  out << ", missed";
  for (const auto& id : agenda.missed) out << ' ' << id;
  out << ", next " << agenda.next << (agenda.near ? " (near), later" : ", later");
  for (const auto& id : agenda.later) out << ' ' << id;
  out << ", day " << agenda.day.time_since_epoch().count();
  for (const auto& id : agenda.whole_day) out << ' ' << id;
  return out;
}

class SlowModel {
  using Session = schedule::Session;
  using Day = std::chrono::local_days;

 public:
  explicit SlowModel(const Cast& cast) : cast_(cast) {
    for (const Session& session : cast.schedule->sessions) {
      if (session.all_day) continue;
      if (session.plenary || cast.room.empty() || session.room.empty() ||
          same_name(session.room, cast.room)) {
        mine_.push_back(session);
      }
    }
  }

  // Every instant at which anything may begin to be different.
  std::vector<Instant> boundaries() const {
    std::vector<Instant> all;
    for (const Session& session : mine_) {
      all.push_back(session.start);
      all.push_back(end_of(session));
      all.push_back(session.start - cast_.rules.soon);
      const Day day = day_of(session.start);
      for (int i = -1; i <= 2; ++i) all.push_back(day_start(day + std::chrono::days(i)));
    }
    if (mine_.empty()) return all;
    for (const Session& session : cast_.schedule->sessions)  // until when it is over elsewhere
      all.push_back(session.end.value_or(session.start + cast_.rules.default_length));
    return all;
  }

  SlowAgenda at(Instant now) const {
    SlowAgenda agenda;
    const Day today = day_of(now);
    agenda.day = today;
    if (mine_.empty()) return agenda;

    std::vector<const Session*> running;
    for (const Session& s : mine_) {
      if (s.start > now || now >= end_of(s)) continue;
      scheduled(s) ? running.push_back(&s) : agenda.missed.push_back(s.id);
    }
    const Session* next = nullptr;
    bool some_today = false;
    bool began_today = false;
    bool rest_today = false;
    for (const Session& s : mine_) {
      if (day_of(s.start) != today) continue;
      some_today = true;
      if (s.start <= now) {
        began_today = began_today || scheduled(s);
        continue;
      }
      rest_today = true;
      agenda.later.push_back(s.id);
      if (scheduled(s) && (next == nullptr || s.start < next->start)) next = &s;
    }
    agenda.near = next != nullptr && now + cast_.rules.soon >= next->start;

    if (!running.empty()) {
      bool only_pauses = true;
      for (const Session* s : running) only_pauses = only_pauses && is_pause(s->kind);
      agenda.state = only_pauses ? schedule::State::kBreak : schedule::State::kNow;
      while (!running.empty()) agenda.running.push_back(take_most_important(running)->id);
    } else if (next != nullptr) {
      const bool between = began_today;
      agenda.state = agenda.near || between ? schedule::State::kSoon : schedule::State::kAgenda;
    } else if (rest_today && !began_today) {
      agenda.state = schedule::State::kAgenda;
    } else {
      std::optional<Day> another;
      std::optional<Day> last;
      for (const Session& s : mine_) {
        const Day day = day_of(s.start);
        if (day > today && (!another || day < *another)) another = day;
        if (!last || day > *last) last = day;
      }
      if (!another) {
        agenda.state = schedule::State::kProgrammeOver;
        for (const Session& s : cast_.schedule->sessions) {
          if (s.all_day || !scheduled(s)) continue;
          if (now < s.end.value_or(s.start + cast_.rules.default_length))
            agenda.state = schedule::State::kRoomOver;
        }
        agenda.day = *last;
      } else {
        agenda.state = some_today ? schedule::State::kDayOver : schedule::State::kNextDay;
        agenda.day = *another;
        for (const bool any : {false, true}) {
          for (const Session& s : mine_) {
            if (day_of(s.start) <= today || !(any || scheduled(s))) continue;
            if (next == nullptr) next = &s;
          }
        }
      }
    }
    if (next != nullptr && agenda.state == schedule::State::kDayOver)
      agenda.day = day_of(next->start);
    if (next != nullptr) agenda.next = next->id;
    for (const Session& s : mine_) {
      if (day_of(s.start) == agenda.day) agenda.whole_day.push_back(s.id);
    }
    return agenda;
  }

 private:
  static bool scheduled(const Session& s) { return s.status == schedule::Status::kScheduled; }

  static bool same_name(const std::string& a, const std::string& b) {
    const auto plain = [](const std::string& name) {
      std::string letters;
      for (const unsigned char c : name) {
        if (std::isalnum(c) != 0) letters += static_cast<char>(std::tolower(c));
      }
      return letters;
    };
    return plain(a) == plain(b);
  }

  // Started last first; talks before pauses; else as the schedule has them.
  static const Session* take_most_important(std::vector<const Session*>& running) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < running.size(); ++i) {
      const bool pause = is_pause(running[i]->kind);
      const bool best_pause = is_pause(running[best]->kind);
      if ((best_pause && !pause) ||
          (pause == best_pause && running[i]->start > running[best]->start)) {
        best = i;
      }
    }
    const Session* session = running[best];
    running.erase(running.begin() + static_cast<std::ptrdiff_t>(best));
    return session;
  }

  Instant day_start(Day day) const {
    return cast_.zone.resolve(LocalTime(day) + cast_.rules.day_change).instant;
  }

  Day day_of(Instant t) const {
    Day day = std::chrono::floor<std::chrono::days>(LocalTime(t.time_since_epoch()));
    day -= std::chrono::days(3);
    while (day_start(day + std::chrono::days(1)) <= t) day += std::chrono::days(1);
    return day;
  }

  Instant end_of(const Session& session) const {
    if (session.end) return *session.end;
    std::optional<Instant> end;
    for (const Session& other : mine_) {
      const bool here = session.plenary || other.plenary || session.room.empty() ||
                        other.room.empty() || same_name(session.room, other.room);
      if (!here || !scheduled(other) || other.start <= session.start) continue;
      if (day_of(other.start) != day_of(session.start)) continue;
      if (!end || other.start < *end) end = other.start;
    }
    return end.value_or(session.start + cast_.rules.default_length);
  }

  const Cast& cast_;
  std::vector<Session> mine_;
};

}  // namespace roomsign::test
