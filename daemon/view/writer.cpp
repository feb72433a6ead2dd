#include "daemon/view/writer.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "daemon/view/session_words.hpp"

namespace roomsign::view {

using render::Entry;
using render::Scene;
using render::Screen;
using schedule::Agenda;
using schedule::Slot;
using schedule::State;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr std::size_t kMostOfAllDay = 3;

// An address as people read it: "https://mlforsystems.org/?x" -> "mlforsystems.org".
std::string short_address(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

}  // namespace

// ---- Every picture ----

Screen Writer::frame() const {
  Screen screen;
  screen.right_to_left = words_.right_to_left;
  screen.room = options_.room.empty() ? programme_.room_name() : options_.room;
  screen.event = options_.title.empty() ? programme_.schedule().event.name : options_.title;
  if (options_.lobby && screen.room.empty()) screen.room = std::exchange(screen.event, {});
  return screen;
}

void Writer::write_clock(Screen& screen, Instant now) const {
  const LocalTime local = programme_.zone().to_local(now);
  auto [time, suffix] = time_words(words_, local, clock_24h_);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  screen.clock = {.time = std::move(time),
                  .suffix = std::move(suffix),
                  .date = date_text(words_, day, Place::kStandsAlone)};
}

void Writer::write_age(Screen& screen, Instant now) const {
  if (!source_.checked || minute_of(now) - *source_.checked < options_.stale_after) return;
  const Zone& zone = programme_.zone();
  const LocalTime checked = zone.to_local(*source_.checked);
  const auto day_of = [](LocalTime t) { return std::chrono::floor<std::chrono::days>(t); };
  const bool today = day_of(checked) == day_of(zone.to_local(now));
  screen.foot_right = fill(words_.as_of, today ? time_text(words_, checked, clock_24h_)
                                               : moment_text(words_, checked, clock_24h_));
}

// What lasts all day long; then the address, where the picture has the time for it.
void Writer::write_foot(Screen& screen, std::chrono::local_days day) const {
  std::vector<std::string> words;
  for (const auto* session : programme_.all_day_on(day)) {
    if (words.size() == kMostOfAllDay) break;
    words.push_back(join({headline(*session, words_), session->room}, ", "));
  }
  if (screen.scene != Scene::kSession) {
    words.push_back(short_address(programme_.schedule().event.url));
  }
  screen.foot_left = directed(join(words));
}

Screen Writer::trusted(const Agenda& agenda, Instant now) const {
  Screen screen = frame();
  write_clock(screen, now);
  write_age(screen, now);
  write_state(screen, agenda, now);
  if (screen.scene != Scene::kWaiting) {
    write_foot(screen, screen.scene == Scene::kMessage ? agenda.today : agenda.day);
  }
  return screen;
}

void Writer::write_state(Screen& screen, const Agenda& agenda, Instant now) const {
  const bool is_over = agenda.state == State::kDayOver || agenda.state == State::kRoomOver ||
                       agenda.state == State::kProgrammeOver;
  const bool has_a_day = !is_over && agenda.state != State::kEmpty;
  if (is_over && !agenda.missed.empty()) return write_missed(screen, agenda);
  if (options_.lobby && has_a_day) return write_lobby(screen, agenda, now);
  switch (agenda.state) {
    case State::kNow:
      return write_running(screen, agenda, now);
    case State::kBreak:
      return agenda.next_is_near ? write_break(screen, agenda, now)
                                 : write_running(screen, agenda, now);
    case State::kSoon:
      return write_soon(screen, agenda, now);
    case State::kAgenda:
    case State::kNextDay:
      return write_agenda(screen, agenda, now);
    case State::kDayOver:
      return write_day_over(screen, agenda, now);
    case State::kRoomOver:
      return write_room_over(screen, agenda);
    case State::kProgrammeOver:
      return write_programme_over(screen, agenda);
    case State::kEmpty:
      return write_nothing(screen);
  }
}

Screen Writer::without_now() const {
  Screen screen = frame();
  if (programme_.slots().empty()) {
    write_nothing(screen);
  } else {
    write_all_days(screen);
  }
  return screen;
}

void Writer::write_all_days(Screen& screen) const {
  screen.scene = Scene::kAgenda;
  screen.headline = words_.programme;
  screen.foot_left = short_address(programme_.schedule().event.url);
  const Slot* before = nullptr;
  for (const Slot& slot : programme_.slots()) {
    const bool new_day = before == nullptr || slot.day != before->day;
    if (screen.list.size() + (new_day ? 2 : 1) > kLongestList) break;
    if (new_day) {
      Entry& day = screen.list.emplace_back();
      day.title = date_text(words_, slot.day, Place::kStandsAlone);
      day.heading = true;
    }
    screen.list.push_back(entry(slot));
    before = &slot;
  }
}

// ---- The states ----

void Writer::write_running(Screen& screen, const Agenda& agenda, Instant now) const {
  const Slot& hero = *agenda.hero;
  write_hero(screen, hero);
  std::string name = chip(*hero.session, words_);
  if (!screen.parts.empty()) {
    // What is said is in the parts; the session's own name steps back.
    name = join({name, std::exchange(screen.title, {})});
  }
  screen.eyebrow = join({with_place(name, hero), late(hero), changed(hero)});
  screen.track = track_color(*hero.session);
  write_progress(screen, hero, now);
  write_also_now(screen, agenda);
  write_list(screen, words_.up_next, agenda.later);
}

void Writer::write_break(Screen& screen, const Agenda& agenda, Instant now) const {
  const Slot& pause = *agenda.hero;
  const Slot& next = *agenda.next;
  write_hero(screen, next);
  screen.aside = directed(
      join({placed(headline(*pause.session, words_), pause), until(pause), changed(pause)}));
  screen.eyebrow = join({with_place(next_in(agenda, now), next), late(next), changed(next)});
  write_progress(screen, pause, now);
  write_also_now(screen, agenda);
  write_list(screen, words_.later, agenda.later, agenda.next);
}

void Writer::write_soon(Screen& screen, const Agenda& agenda, Instant now) const {
  const Slot& next = *agenda.next;
  write_hero(screen, next);
  screen.eyebrow = join({with_place(next_in(agenda, now), next), late(next), changed(next)});
  const bool has_end = next.end_known && next.end > next.start;
  screen.progress.was = was(next);
  screen.progress.range = has_end ? range(next) : time(next.start);
  write_also_now(screen, agenda);
  write_list(screen, words_.later, agenda.later, agenda.next);
}

void Writer::write_agenda(Screen& screen, const Agenda& agenda, Instant now) const {
  screen.scene = Scene::kAgenda;
  write_day_ahead(screen, agenda, now);
  write_list(screen, {}, agenda.day_slots);
}

// The headline of a day that has not begun.
void Writer::write_day_ahead(Screen& screen, const Agenda& agenda, Instant now) const {
  if (agenda.state != State::kNextDay && agenda.next != nullptr) {
    screen.headline = fill(words_.today_starts_at, time(agenda.next->start));
    const minutes wait = minutes_until(agenda.next->start, now);
    if (wait <= programme_.rules().countdown) {
      screen.headline_aside = fill(words_.starts_in, duration_text(words_, wait));
    }
  } else {
    screen.headline = fill(words_.programme_of, date_text(words_, agenda.day, Place::kRunningText));
  }
}

// A session whose time it is, and that does not take place here: who stands here comes for it.
void Writer::write_missed(Screen& screen, const Agenda& agenda) const {
  const Slot& slot = *agenda.missed.front();
  const bool has_moved = slot.session->status == schedule::Status::kMoved;
  write_hero(screen, slot);
  screen.scene = Scene::kMessage;
  screen.headline = has_moved ? moved(slot) : std::string(words_.cancelled);
  screen.eyebrow = slot.end_known && slot.end > slot.start ? range(slot) : time(slot.start);
  screen.lines = called_off(agenda);
  screen.lines.front() = slot.session->note;
  if (slot.session->note.empty()) screen.lines.erase(screen.lines.begin());
}

void Writer::write_day_over(Screen& screen, const Agenda& agenda, Instant now) const {
  write_hero(screen, *agenda.next);
  screen.scene = Scene::kMessage;
  screen.headline = words_.day_over;
  // By the calendar, as the date beside the clock: after midnight, the day to come is no tomorrow.
  const auto date = std::chrono::floor<std::chrono::days>(programme_.zone().to_local(now));
  const bool tomorrow = agenda.day == date + std::chrono::days(1);
  const std::string day =
      tomorrow ? std::string(words_.tomorrow) : date_text(words_, agenda.day, Place::kStandsAlone);
  screen.eyebrow =
      with_place(join({day, time(agenda.next->start), status(*agenda.next)}), *agenda.next);
  screen.lines = called_off(agenda);
}

void Writer::write_room_over(Screen& screen, const Agenda& agenda) const {
  screen.scene = Scene::kMessage;
  screen.headline = words_.room_over;
  screen.lines = called_off(agenda);
}

void Writer::write_programme_over(Screen& screen, const Agenda& agenda) const {
  screen.scene = Scene::kMessage;
  screen.headline = words_.thank_you;
  screen.lines = called_off(agenda);
  screen.lines.insert(screen.lines.begin(), std::string(words_.programme_over));
  screen.qr = programme_.schedule().event.url;
}

// The programme has nothing by the clock; what lasts all day is in small print.
void Writer::write_nothing(Screen& screen) const {
  if (programme_.room_unknown()) return write_unknown_room(screen);
  screen.scene = Scene::kMessage;
  screen.headline = words_.programme;
}

// Nothing in the source is for this room: whoever installs the sign sees which rooms there are.
void Writer::write_unknown_room(Screen& screen) const {
  constexpr std::size_t kMost = 24;
  screen.scene = Scene::kWaiting;
  screen.headline = words_.unknown_room;
  std::vector<std::string> names = programme_.rooms();
  if (names.size() > kMost) {
    names.resize(kMost);
    names.emplace_back("…");
  }
  screen.lines.push_back(fill(words_.rooms_there_are, join(names)));
  if (!source_.host_name.empty()) {
    screen.lines.push_back(fill(words_.this_sign, source_.host_name));
  }
}

// ---- Their parts ----

std::string Writer::placed(std::string words, const Slot& slot) const {
  return join({std::move(words), room_of(slot)}, slot.elsewhere ? " " : " · ");
}

std::string Writer::with_place(std::string words, const Slot& slot) const {
  return room_of(slot).empty() ? words : directed(placed(std::move(words), slot));
}

// Where a bare time would be taken for one that comes sooner.
bool Writer::ends_another_day(const Slot& slot) const {
  return slot.end - slot.start > std::chrono::hours(12) &&
         programme_.day_of(slot.end - seconds(1)) != slot.day;
}

std::string Writer::end_text(const Slot& slot) const {
  return ends_another_day(slot) ? day_and_time(slot.end, slot) : time(slot.end);
}

std::string Writer::until(const Slot& slot) const {
  return slot.end_known ? fill(words_.until, end_text(slot)) : fill(words_.since, time(slot.start));
}

std::string Writer::range(const Slot& slot) const {
  if (ends_another_day(slot)) {
    return directed(from_to(words_, time(slot.start), end_text(slot)));
  }
  const Zone& zone = programme_.zone();
  return directed(
      range_text(words_, zone.to_local(slot.start), zone.to_local(slot.end), clock_24h_));
}

void Writer::write_hero(Screen& screen, const Slot& slot) const {
  screen.scene = Scene::kSession;
  screen.title = headline(*slot.session, words_);
  screen.people = people(*slot.session, source_.photos.get());
  screen.parts = parts(*slot.session);
  screen.stamp = full(slot);
}

void Writer::write_progress(Screen& screen, const Slot& slot, Instant now) const {
  auto& progress = screen.progress;
  progress.quiet = is_pause(slot.session->kind);
  progress.was = was(slot);
  if (!slot.end_known) {
    progress.range = fill(words_.since, time(slot.start));
    return;
  }
  progress.range = range(slot);
  progress.remaining = fill(words_.left, duration_text(words_, minutes_until(slot.end, now)));
  const seconds gone = std::max(minute_of(now) - slot.start, seconds(0));
  progress.permille = static_cast<int>(1000 * gone / (slot.end - slot.start));
}

bool Writer::counts_down(const Agenda& agenda, Instant now) const {
  const bool shown =
      agenda.state == State::kSoon || (agenda.state == State::kBreak && agenda.next_is_near);
  return shown && minutes_until(agenda.next->start, now) <= programme_.rules().countdown;
}

std::string Writer::next_in(const Agenda& agenda, Instant now) const {
  const Instant start = agenda.next->start;
  if (!counts_down(agenda, now)) return fill(words_.next_at, time(start));
  if (start - now < minutes(1)) return fill(words_.next_in, seconds_text(words_, start - now));
  return fill(words_.next_in, duration_text(words_, minutes_until(start, now)));
}

void Writer::write_list(Screen& screen, std::string_view heading, Slots slots,
                        const Slot* without) const {
  for (const Slot& slot : slots) {
    if (&slot == without) continue;
    if (screen.list.size() == kLongestList) break;
    screen.list.push_back(entry(slot));
  }
  if (!screen.list.empty()) screen.list_heading = heading;
}

// What else is on, and what people come for in vain.
void Writer::write_also_now(Screen& screen, const Agenda& agenda) const {
  for (const auto* slots : {&agenda.also_now, &agenda.missed}) {
    for (const Slot* slot : *slots) {
      if (screen.also_now.size() == kLongestList) break;
      screen.also_now.push_back(entry(*slot));
    }
  }
  if (screen.also_now.empty()) return;
  const bool in_vain = agenda.also_now.empty();
  const bool moved = in_vain && agenda.missed.front()->session->status == schedule::Status::kMoved;
  screen.also_heading = !in_vain ? words_.also_now : moved ? words_.moved : words_.cancelled;
}

std::string Writer::status(const Slot& slot) const {
  if (slot.takes_place()) return {};
  const bool has_moved = slot.session->status == schedule::Status::kMoved;
  return join({has_moved ? moved(slot) : std::string(words_.cancelled), slot.session->note});
}

// With its day, where that is not the slot's.
std::string Writer::day_and_time(Instant t, const Slot& slot) const {
  const auto day = programme_.day_of(t);
  return day == slot.day ? time(t)
                         : join({date_text(words_, day, Place::kRunningText), time(t)}, ", ");
}

// "Moved to Hall E · 3:00 PM", as far as it is known where to.
std::string Writer::moved(const Slot& slot) const {
  if (slot.amended == nullptr) return std::string(words_.moved);
  const auto& moved_at = slot.amended->moved_at;
  const std::string where =
      join({slot.amended->moved_to, moved_at ? day_and_time(*moved_at, slot) : std::string()});
  return where.empty() ? std::string(words_.moved) : fill(words_.moved_to, where);
}

// What somebody who knows the programme by heart has to learn of a session that takes place.
std::string Writer::changed(const Slot& slot) const {
  if (slot.amended == nullptr || !slot.takes_place()) return {};
  std::vector<std::string> words;
  if (slot.amended->was) words.push_back(fill(words_.was, day_and_time(*slot.amended->was, slot)));
  if (!slot.amended->moved_from.empty()) {
    words.push_back(slot.elsewhere ? std::string(words_.moved)  // an arrow says where
                                   : fill(words_.moved_from, slot.amended->moved_from));
  }
  return join(words);
}

std::string Writer::late(const Slot& slot) const {
  const auto by = std::chrono::ceil<minutes>(slot.late);
  return by.count() > 0 ? fill(words_.running_late, duration_text(words_, by)) : std::string();
}

std::string Writer::full(const Slot& slot) const {
  if (slot.amended == nullptr || !slot.amended->full) return {};
  const auto& alternative = slot.amended->alternative;
  return join({std::string(words_.room_full),
               alternative.empty() ? alternative : fill(words_.overflow_in, alternative)});
}

// The time that was announced for a session that is late.
std::string Writer::was(const Slot& slot) const {
  if (slot.late.count() == 0) return {};
  return list_time(slot.start - slot.late);
}

// Sessions of now and of the rest of the day that people may still come for in vain.
std::vector<std::string> Writer::called_off(const Agenda& agenda) const {
  std::vector<const Slot*> slots = agenda.missed;
  for (const Slot& slot : agenda.later) {
    if (!slot.takes_place()) slots.push_back(&slot);
  }
  if (slots.size() > kLongestList) slots.resize(kLongestList);
  std::vector<std::string> lines;
  for (const Slot* slot : slots) {
    lines.push_back(
        directed(join({time(slot->start), list_title(*slot->session, words_), status(*slot)})));
  }
  return lines;
}

Entry Writer::entry(const Slot& slot, std::string place) const {
  const auto& session = *slot.session;
  Entry entry;
  entry.time = list_time(slot.start);
  entry.title = list_title(session, words_);
  entry.was = was(slot);
  entry.struck = !slot.takes_place();
  const std::string news = join({full(slot), changed(slot)});
  entry.news = !news.empty();
  const std::string said = join({std::move(place), news, status(slot)});
  const std::string of_session =
      join({entry.struck ? std::string() : detail(session), track_word(session, words_)});
  entry.detail = said.empty() ? of_session : directed(join({said, of_session}));
  entry.quiet = is_pause(session.kind);
  entry.track = track_color(session);
  return entry;
}

Instant Writer::may_change(const Agenda& agenda, Instant now) const {
  Instant soonest = agenda.next_change.value_or(Instant::max());
  if (counts_down(agenda, now)) {
    const Instant first_second = agenda.next->start - seconds(59);
    soonest = std::min(soonest, std::max(first_second, now + seconds(1)));
  }
  return soonest;
}

}  // namespace roomsign::view
