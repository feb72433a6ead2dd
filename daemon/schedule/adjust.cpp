#include "daemon/schedule/adjust.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <map>
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

  // The slot of a session of the schedule; null: it is not for this sign. Holds until add().
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

void leave(Revision& revision, Slot& slot, std::string_view room, std::optional<Instant> start) {
  Amendment& amendment = revision.amend(slot);
  amendment.moved_to = room;
  if (start != slot.start) amendment.moved_at = start;
  revision.rewrite(slot).status = Status::kMoved;
}

void call_off(Revision& revision, Slot& slot, const std::string& note) {
  Session& session = revision.rewrite(slot);
  session.status = Status::kCancelled;
  session.note = note;
}

// What becomes of a session of the schedule by all that is said of it: of each kind the last word.
struct Fate {
  std::string_view room;             // where it takes place now; empty: where it was
  std::optional<Instant> start;      // when; none: as announced
  std::optional<Instant> moved;      // since when the one or the other is said
  const CalledOff* called_off = {};  // null: it takes place
};

// A session that stays on this sign, or comes to it.
void arrive(Revision& revision, const Session& session, const Fate& fate, bool in_other_room) {
  Slot* const own = revision.find(session);
  Slot& slot = own != nullptr ? *own : revision.add(session);
  Amendment& amendment = revision.amend(slot);
  if (in_other_room) {
    amendment.moved_from = std::exchange(revision.rewrite(slot).room, fate.room);
    slot.elsewhere = !revision.programme().is_here(fate.room);
  }
  if (!fate.start || *fate.start == slot.start) return;
  amendment.was = slot.start;
  const auto day = slot.day;
  revision.begin_at(slot, *fate.start);
  if (own == nullptr || slot.day == day) return;
  leave(revision, revision.add(session), fate.room, fate.start);  // who comes that day learns of it
}

void apply(Revision& revision, const Session& session, const Fate& fate) {
  const Programme& programme = revision.programme();
  const bool in_other_room = !fate.room.empty() && fold_name(fate.room) != fold_name(session.room);
  const bool comes = in_other_room && programme.is_here(fate.room);
  Slot* const slot = revision.find(session);
  if (slot == nullptr && !comes) return;
  if (fate.called_off != nullptr) {  // also at the door that it was to move to
    call_off(revision, slot != nullptr ? *slot : revision.add(session), fate.called_off->note);
  } else if (in_other_room && !comes && !session.plenary) {
    leave(revision, *slot, fate.room, fate.start);
  } else {
    arrive(revision, session, fate, in_other_room);
  }
}

// In the schedule's order.
std::map<const Session*, Fate> fates_of(const Schedule& schedule, std::vector<const Move*> moves,
                                        const std::vector<const CalledOff*>& called_off) {
  std::map<const Session*, Fate> fates;
  std::ranges::stable_sort(moves, {}, [](const Move* move) { return move->term.from; });
  for (const Move* move : moves) {
    for (const Session* session : find_sessions(schedule, move->session)) {
      Fate& fate = fates[session];
      if (!move->room.empty()) fate.room = move->room;
      if (move->start) fate.start = move->start;
      fate.moved = move->term.from;
    }
  }
  for (const CalledOff* notice : called_off) {
    for (const Session* session : find_sessions(schedule, notice->session)) {
      Fate& fate = fates[session];
      const bool moved_since = fate.moved && *fate.moved > notice->term.from;
      if (!moved_since) fate.called_off = notice;
    }
  }
  std::erase_if(fates, [](const auto& of) { return of.first->status != Status::kScheduled; });
  return fates;
}

// ---- Delays ----

// One room's day, walked through in order of start: what is left of its delay.
class LateRoom {
 public:
  LateRoom(const Delay& delay, seconds shortest_break)
      : announced_(delay.term.from), left_(delay.by), shortest_(shortest_break) {}

  void shift(Revision& revision, Slot& slot) {
    if (left_.count() == 0 || slot.end + left_ <= announced_) return;  // long over
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
    if (slot.session->kind == Kind::kBreak && slot.start <= announced_) {
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

  Instant announced_;
  seconds left_;
  seconds shortest_;
  std::optional<Instant> busy_until_;  // as announced; none: nothing was put off yet
};

// What lasts over others of its room, as a desk's hours do: they keep their time, and nobody waits
// for their end.
bool is_frame(const std::vector<Slot*>& slots, const Slot& slot) {
  if (slot.session->kind == Kind::kBreak || !slot.end_known) return false;
  const auto rest = std::ranges::lower_bound(slots, slot.start, {}, &Slot::start);
  return std::any_of(rest, slots.end(), [&](const Slot* other) {
    const bool shorter = other->end - other->start < slot.end - slot.start;
    return shorter && other->start < other->end && other->end <= slot.end;
  });
}

std::vector<Slot*> without_frames(const std::vector<Slot*>& slots) {
  std::vector<Slot*> others;
  std::ranges::copy_if(slots, std::back_inserter(others),
                       [&](const Slot* slot) { return !is_frame(slots, *slot); });
  return others;
}

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
    for (auto& [key, slots] : slots_by_room(day)) {
      const Delay* const delay = delay_of(key, day);
      if (delay == nullptr) continue;
      LateRoom room(*delay, revision_.programme().rules().shortest_break);
      for (Slot* slot : without_frames(slots)) room.shift(revision_, *slot);
    }
  }

  std::unordered_map<std::string, std::vector<Slot*>> slots_by_room(std::chrono::local_days day) {
    std::unordered_map<std::string, std::vector<Slot*>> rooms;
    std::unordered_map<std::string_view, std::vector<Slot*>*> by_spelling;
    for (Slot& slot : std::ranges::equal_range(revision_.slots(), day, {}, &Slot::day)) {
      if (!slot.takes_place()) continue;
      auto*& room = by_spelling[slot.session->room];
      if (room == nullptr) room = &rooms[revision_.programme().room_key(slot)];
      room->push_back(&slot);
    }
    return rooms;
  }

  // Null: that room is not late.
  const Delay* delay_of(const std::string& key, std::chrono::local_days day) const {
    const Delay* counts = nullptr;
    for (const Delay* delay : delays_) {
      if (day_of(*delay) == day && is_for(*delay, key)) counts = delay;
    }
    return counts != nullptr && counts->by.count() > 0 ? counts : nullptr;
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
  const bool pause = is_pause(a.session->kind);
  if (pause != is_pause(b.session->kind)) return !pause;
  if (a.runs_at(t) != b.runs_at(t)) return a.runs_at(t);
  return a.runs_at(t) ? a.start > b.start : a.start < b.start;
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
      const bool other_day = programme_.day_of(before.start) != slot->day;
      if (other_day && was_here(before)) tell_left(before, after, in_room);
    } else if (in_room && was_here(before)) {
      tell_left(before, after, in_room);
    }
  }

  void tell_left(const Session& before, const Session& after, bool in_room) {
    leave(revision_, revision_.add(before), in_room ? after.room : std::string(), after.start);
    told_ = true;
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
  for (const auto& [session, fate] : fates_of(programme.schedule(), moves, called_off))
    apply(revision, *session, fate);
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
