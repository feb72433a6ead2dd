#include "daemon/schedule/merge.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

template <class T>
void fill(T& gap, const T& other) {
  if (gap == T()) gap = other;
}

void fill_event(Event& event, const Event& other) {
  fill(event.name, other.name);
  fill(event.short_name, other.short_name);
  fill(event.venue, other.venue);
  fill(event.url, other.url);
  fill(event.time_zone, other.time_zone);
  fill(event.language, other.language);
}

// How much a row says.
std::size_t richness(const Session& s) {
  std::size_t fields = 0;
  for (const auto* text : {&s.room, &s.label, &s.title, &s.subtitle, &s.track.name, &s.track.color,
                           &s.language, &s.note, &s.url}) {
    fields += text->empty() ? 0 : 1;
  }
  fields += s.end && !s.end_inferred ? 1 : 0;
  fields += s.kind != Kind::kTalk ? 1 : 0;
  for (const Speaker& speaker : s.speakers) fields += speaker.affiliation.empty() ? 1 : 2;
  for (const Talk& talk : s.talks) fields += 1 + talk.speakers.size();
  return fields;
}

// Without a room, these are meant for everybody.
bool is_for_everybody(const Session& s) {
  return is_pause(s.kind) || s.kind == Kind::kKeynote || s.kind == Kind::kOpening ||
         s.kind == Kind::kClosing;
}

void fill_end(Session& row, const Session& other) {
  const bool is_open = !row.end || row.end_inferred;
  const bool knows_better = other.end && (!row.end || !other.end_inferred);
  if (!is_open || !knows_better) return;
  row.end = other.end;
  row.end_inferred = other.end_inferred;
}

// The photographs of people whom both name.
void fill_photos(std::vector<Speaker>& people, const std::vector<Speaker>& others) {
  for (Speaker& person : people) {
    for (const Speaker& other : others) {
      if (person.photo.empty() && fold_name(person.name) == fold_name(other.name))
        person.photo = other.photo;
    }
  }
}

// One row of two that are equal, the earlier source's first.
Session united(const Session& first, const Session& second) {
  const bool second_is_richer = richness(second) > richness(first);
  Session row = second_is_richer ? second : first;
  const Session& other = second_is_richer ? first : second;
  const bool one_has_no_room = first.room.empty() != second.room.empty();
  row.id = first.id;
  row.plenary = row.plenary || other.plenary || (one_has_no_room && is_for_everybody(row));
  fill(row.room, other.room);
  fill_end(row, other);
  fill(row.kind, other.kind);
  fill(row.label, other.label);
  fill(row.title, other.title);
  fill(row.subtitle, other.subtitle);
  fill(row.speakers, other.speakers);
  fill_photos(row.speakers, other.speakers);
  fill(row.talks, other.talks);
  fill(row.track, other.track);
  fill(row.language, other.language);
  fill(row.status, other.status);  // whoever knows that it was called off, knows more
  fill(row.note, other.note);
  fill(row.url, other.url);
  row.do_not_record = row.do_not_record || other.do_not_record;
  return row;
}

std::string key_of(const Session& session) {
  return fmt::format("{} {} {}", session.start.time_since_epoch().count(), session.all_day,
                     fold_name(headline(session)));
}

// All rows so far, and where those of a key are.
class Rows {
 public:
  void add(const Schedule& schedule) {
    free_.assign(rows_.size(), true);  // one row of a source is equal to one of another
    std::vector<const Session*> left;
    for (const Session& session : schedule.sessions) {
      if (!unite(session, true)) left.push_back(&session);
    }
    std::vector<const Session*> added;
    for (const Session* session : left) {
      if (!unite(*session, false)) added.push_back(session);
    }
    for (const Session* session : added) append(*session);
  }

  std::vector<Session> take() { return std::move(rows_); }

 private:
  // Whether an earlier source has the row, in the same room or (not `same_room`) one without.
  bool unite(const Session& session, bool same_room) {
    const auto places = places_.find(key_of(session));
    if (places == places_.end()) return false;
    const std::string room = fold_name(session.room);
    for (const std::size_t i : places->second) {
      const std::string other = fold_name(rows_[i].room);
      const bool fits = same_room ? room == other : room.empty() != other.empty();
      if (!free_[i] || !fits) continue;
      rows_[i] = united(rows_[i], session);
      free_[i] = false;
      return true;
    }
    return false;
  }

  void append(Session session) {
    const std::string id = session.id;
    for (int n = 2; !ids_.insert(session.id).second; ++n) session.id = fmt::format("{}-{}", id, n);
    places_[key_of(session)].push_back(rows_.size());
    rows_.push_back(std::move(session));
  }

  std::vector<Session> rows_;
  std::vector<bool> free_;  // of earlier sources' rows
  std::unordered_map<std::string, std::vector<std::size_t>> places_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

Schedule merge(std::span<const Schedule> schedules) {
  if (schedules.size() == 1) return schedules.front();
  Schedule merged;
  Rows rows;
  for (const Schedule& schedule : schedules) {
    fill_event(merged.event, schedule.event);
    rows.add(schedule);
  }
  merged.sessions = rows.take();
  finish(merged);
  return merged;
}

}  // namespace roomsign::schedule
