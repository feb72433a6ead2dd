#include "daemon/schedule/adjust.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "daemon/base/text.hpp"

namespace roomsign::schedule {
namespace {

using std::chrono::seconds;

bool names(const SessionRef& ref, const Session& session) {
  if (session.all_day || session.start != ref.start) return false;
  if (!ref.room.empty() && fold_name(ref.room) != fold_name(session.room)) return false;
  return ref.name.empty() || ref.name == session.id ||
         fold_name(ref.name) == fold_name(headline(session));
}

// A programme's slots under change, and what they come to point at.
class Revision {
  struct Owned {
    std::deque<Session> sessions;
    std::deque<Amendment> amendments;
  };

 public:
  explicit Revision(const Programme& programme)
      : programme_(programme), slots_(programme.slots()), owned_(std::make_shared<Owned>()) {}

  const Programme& programme() const { return programme_; }
  std::vector<Slot>& slots() { return slots_; }

  // Of the programme's own slots those that take place and are meant.
  std::vector<std::size_t> find(const SessionRef& ref) const {
    const auto& slots = programme_.slots();
    std::vector<std::size_t> found;
    for (auto i = first_at(ref.start); i < slots.size() && slots[i].start == ref.start; ++i) {
      if (slots[i].takes_place() && names(ref, *slots[i].session)) found.push_back(i);
    }
    return found;
  }

  // The slot of a session of the schedule; null: it is not for this sign.
  Slot* find(const Session& session) {
    const auto& slots = programme_.slots();
    for (auto i = first_at(session.start); i < slots.size() && slots[i].start == session.start;
         ++i) {
      if (slots[i].session == &session) return &slots_[i];
    }
    return nullptr;
  }

  // Its session, to be written to.
  Session& rewrite(Slot& slot) {
    slot.session = &owned_->sessions.emplace_back(*slot.session);
    return owned_->sessions.back();
  }

  Amendment& amend(Slot& slot) {
    slot.amended = &owned_->amendments.emplace_back(slot.amended ? *slot.amended : Amendment{});
    return owned_->amendments.back();
  }

  void begin_at(Slot& slot, Instant start) {
    slot.end += start - slot.start;
    slot.start = start;
    slot.day = day_of(start);
  }

  // A session that is not among the programme's slots: a copy, in the slot it was announced for.
  Slot& add(const Session& session) {
    const auto length = programme_.rules().default_length;
    Slot slot{.session = &owned_->sessions.emplace_back(session),
              .start = session.start,
              .end = session.end.value_or(session.start + length),
              .end_known = session.end.has_value(),
              .day = day_of(session.start),
              .elsewhere = false};
    return slots_.emplace_back(slot);
  }

  void sort() { std::ranges::stable_sort(slots_, {}, &Slot::start); }

  Programme finish() && { return programme_.with_slots(std::move(slots_), std::move(owned_)); }

 private:
  // Most are on the day that was asked for last, and a zone takes its time.
  std::chrono::local_days day_of(Instant t) {
    if (t < day_begins_ || t >= day_ends_) {
      day_ = programme_.day_of(t);
      day_begins_ = programme_.day_begins(day_);
      day_ends_ = programme_.day_begins(day_ + std::chrono::days(1));
    }
    return day_;
  }

  std::size_t first_at(Instant start) const {
    const auto& slots = programme_.slots();
    return static_cast<std::size_t>(std::ranges::lower_bound(slots, start, {}, &Slot::start) -
                                    slots.begin());
  }

  const Programme& programme_;
  std::vector<Slot> slots_;
  std::shared_ptr<Owned> owned_;
  std::chrono::local_days day_{};
  Instant day_begins_{};
  Instant day_ends_{};
};

// ---- Sessions ----

void call_off(Revision& revision, const CalledOff& notice) {
  for (const std::size_t i : revision.find(notice.session)) {
    Session& session = revision.rewrite(revision.slots()[i]);
    session.status = Status::kCancelled;
    session.note = notice.note;
  }
}

// A session that stays on this sign, or comes to it.
void arrive(Revision& revision, Slot& slot, const Move& move) {
  Amendment& amendment = revision.amend(slot);
  if (!move.room.empty() && fold_name(move.room) != fold_name(slot.session->room)) {
    Session& session = revision.rewrite(slot);
    amendment.moved_from = std::exchange(session.room, move.room);
    slot.elsewhere = !revision.programme().is_here(move.room);
  }
  if (move.start && *move.start != slot.start) {
    amendment.was = slot.start;
    revision.begin_at(slot, *move.start);
  }
}

void leave(Revision& revision, Slot& slot, const Move& move) {
  Amendment& amendment = revision.amend(slot);
  amendment.moved_to = move.room;
  if (move.start && *move.start != slot.start) amendment.moved_at = move.start;
  revision.rewrite(slot).status = Status::kMoved;
}

void move(Revision& revision, const Move& notice) {
  const Programme& programme = revision.programme();
  for (const std::size_t i : revision.find(notice.session)) {
    Slot& slot = revision.slots()[i];
    const bool stays = programme.is_here(notice.room) || slot.session->plenary;
    stays ? arrive(revision, slot, notice) : leave(revision, slot, notice);
  }
  if (notice.room.empty() || !programme.is_here(notice.room)) return;
  for (const Session* session : find_sessions(programme.schedule(), notice.session)) {
    const bool takes_place = session->status == Status::kScheduled;
    if (!takes_place || session->plenary || programme.is_here(session->room)) continue;
    arrive(revision, revision.add(*session), notice);
  }
}

// ---- Delays ----

// One room's day, walked through in order of start: what is left of its delay.
class LateRoom {
 public:
  LateRoom(const Delay* delay, seconds shortest_break)
      : delay_(delay), left_(delay == nullptr ? seconds{} : delay->by), shortest_(shortest_break) {}

  void shift(Revision& revision, Slot& slot) {
    if (left_.count() == 0 || slot.end + left_ <= delay_->term.from) return;  // long over
    const Instant start = slot.start;
    const Instant end = slot.end;
    if (!busy_until_) {
      begin(revision, slot);
    } else {
      absorb(start - *busy_until_);  // in the gap before
      put_off(revision, slot);
    }
    busy_until_ = std::max(busy_until_.value_or(end), end);
  }

 private:
  // The first one takes the whole delay. A break that runs already goes on for so much longer.
  void begin(Revision& revision, Slot& slot) {
    if (slot.session->kind == Kind::kBreak && slot.start <= delay_->term.from) {
      slot.end += left_;
    } else {
      put_off(revision, slot);
    }
  }

  void put_off(Revision& revision, Slot& slot) {
    const bool is_break = slot.session->kind == Kind::kBreak;
    const bool separates = !busy_until_ || slot.start >= *busy_until_;
    slot.late = left_;
    revision.begin_at(slot, slot.start + left_);
    if (is_break && separates) slot.end -= absorb(slot.end - slot.start);
  }

  // How much of the delay a free time takes.
  seconds absorb(seconds free) {
    const seconds taken = std::clamp(free - shortest_, seconds{}, left_);
    left_ -= taken;
    return taken;
  }

  const Delay* delay_;
  seconds left_;
  seconds shortest_;
  std::optional<Instant> busy_until_;  // as announced; none: nothing was put off yet
};

class Delays {
 public:
  Delays(Revision& revision, std::vector<const Delay*> in_force)
      : revision_(revision), delays_(std::move(in_force)) {}

  void apply() {
    std::set<std::chrono::local_days> days;
    for (const Delay* delay : delays_) days.insert(day_of(*delay));
    for (const auto day : days) apply_on(day);
  }

 private:
  std::chrono::local_days day_of(const Delay& delay) const {
    return revision_.programme().day_of(delay.term.from);
  }

  void apply_on(std::chrono::local_days day) {
    std::unordered_map<std::string, LateRoom> rooms;
    std::unordered_map<std::string_view, LateRoom*> by_spelling;
    auto slots = std::ranges::equal_range(revision_.slots(), day, {}, &Slot::day);
    for (Slot& slot : slots) {
      if (!slot.takes_place()) continue;
      LateRoom*& room = by_spelling[slot.session->room];
      if (room == nullptr) room = &room_at(rooms, revision_.programme().room_key(slot), day);
      room->shift(revision_, slot);
    }
  }

  LateRoom& room_at(std::unordered_map<std::string, LateRoom>& rooms, const std::string& key,
                    std::chrono::local_days day) {
    const Delay* counts = nullptr;
    for (const Delay* delay : delays_) {
      if (day_of(*delay) == day && is_for(*delay, key)) counts = delay;
    }
    const seconds shortest = revision_.programme().rules().shortest_break;
    return rooms.try_emplace(key, counts, shortest).first->second;
  }

  static bool is_for(const Delay& delay, const std::string& key) {
    return delay.rooms.empty() || std::ranges::any_of(delay.rooms, [&](const std::string& room) {
             return fold_name(room) == key;
           });
  }

  Revision& revision_;
  std::vector<const Delay*> delays_;
};

// ---- Full rooms ----

// Of two slots of a room, whether somebody who finds it full at `t` rather means the first.
bool is_meant_before(const Slot& a, const Slot& b, Instant t) {
  if (a.runs_at(t) != b.runs_at(t)) return a.runs_at(t);
  if (!a.runs_at(t)) return a.start < b.start;
  const bool pause = is_pause(a.session->kind);
  if (pause != is_pause(b.session->kind)) return !pause;
  return a.start > b.start;
}

void fill(Revision& revision, const RoomFull& notice) {
  const Instant t = notice.term.from;
  const auto day = revision.programme().day_of(t);
  const std::string room = fold_name(notice.room);
  Slot* meant = nullptr;
  for (Slot& slot : revision.slots()) {
    const bool may_be =
        slot.takes_place() && (slot.runs_at(t) || (slot.start > t && slot.day == day));
    if (!may_be || revision.programme().room_key(slot) != room) continue;
    if (meant == nullptr || is_meant_before(slot, *meant, t)) meant = &slot;
  }
  if (meant == nullptr) return;
  Amendment& amendment = revision.amend(*meant);
  amendment.full = true;
  amendment.alternative = notice.alternative;
}

template <class Notice>
std::vector<const Notice*> in_force(const std::vector<Notice>& notices, Instant now) {
  std::vector<const Notice*> found;
  for (const Notice& notice : notices) {
    if (notice.term.holds(now)) found.push_back(&notice);
  }
  return found;
}

// ---- Versions ----

// Whether something that takes place has the time and room of a session that is gone.
bool is_taken(const Programme& programme, const Slot& gone) {
  const std::string room = programme.room_key(gone);
  return std::ranges::any_of(programme.slots_of(gone.day), [&](const Slot& slot) {
    const bool meets = slot.start <= gone.start ? gone.start < slot.end : slot.start < gone.end;
    return slot.takes_place() && (meets || slot.start == gone.start) &&
           programme.room_key(slot) == room;
  });
}

class Versions {
 public:
  explicit Versions(const Programme& programme) : programme_(programme), revision_(programme) {}

  void tell(const Change& change) {
    if (change.after == nullptr) {
      if (was_here(*change.before)) tell_gone(*change.before);
    } else if (change.before != nullptr) {
      tell_moved(change);
    }
  }

  std::optional<Programme> finish() && {
    const std::size_t before = programme_.slots().size() + gone_;
    if (!told_ || 2 * gone_ > before) return std::nullopt;
    return std::move(revision_).finish();
  }

 private:
  bool was_here(const Session& session) const {
    return session.status == Status::kScheduled && !session.all_day &&
           (session.plenary || programme_.is_here(session.room));
  }

  void tell_gone(const Session& session) {
    ++gone_;
    Slot& slot = revision_.add(session);
    if (is_taken(programme_, slot)) {
      revision_.slots().pop_back();
      return;
    }
    revision_.rewrite(slot).status = Status::kCancelled;
    told_ = true;
  }

  void tell_moved(const Change& change) {
    const Session& before = *change.before;
    const Session& after = *change.after;
    const bool in_time = change.has(Aspect::kStart);
    const bool in_room = change.has(Aspect::kRoom) && !before.room.empty() && !after.room.empty();
    if (after.status != Status::kScheduled || (!in_time && !in_room)) return;
    if (Slot* slot = revision_.find(after)) {
      Amendment& amendment = revision_.amend(*slot);
      if (in_time) amendment.was = before.start;
      if (in_room) amendment.moved_from = before.room;
      told_ = true;
    } else if (in_room && was_here(before)) {
      Slot& old = revision_.add(before);
      revision_.rewrite(old).status = Status::kMoved;
      Amendment& amendment = revision_.amend(old);
      amendment.moved_to = after.room;
      if (in_time) amendment.moved_at = after.start;
      told_ = true;
    }
  }

  const Programme& programme_;
  Revision revision_;
  std::size_t gone_ = 0;
  bool told_ = false;
};

}  // namespace

std::optional<Programme> adjust(const Programme& programme, const Notices& notices, Instant now) {
  const auto called_off = in_force(notices.called_off, now);
  const auto moves = in_force(notices.moves, now);
  const auto full = in_force(notices.full, now);
  const auto delays = in_force(notices.delays, now);
  if (called_off.empty() && moves.empty() && full.empty() && delays.empty()) return std::nullopt;

  Revision revision(programme);
  for (const auto* notice : called_off) call_off(revision, *notice);
  for (const auto* notice : moves) move(revision, *notice);
  if (!moves.empty()) revision.sort();
  Delays(revision, delays).apply();
  for (const auto* notice : full) fill(revision, *notice);
  return std::move(revision).finish();
}

std::optional<Programme> amend(const Programme& programme, const std::vector<Change>& changes) {
  Versions versions(programme);
  for (const Change& change : changes) versions.tell(change);
  return std::move(versions).finish();
}

std::vector<const Session*> find_sessions(const Schedule& schedule, const SessionRef& ref) {
  std::vector<const Session*> found;
  for (const Session& session :
       std::ranges::equal_range(schedule.sessions, ref.start, {}, &Session::start)) {
    if (names(ref, session)) found.push_back(&session);
  }
  return found;
}

}  // namespace roomsign::schedule
