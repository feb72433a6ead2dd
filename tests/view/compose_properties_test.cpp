// What must hold for every programme at every instant; tried on programmes cast by dice.

#include <algorithm>
#include <cctype>

#include "daemon/schedule/adjust.hpp"
#include "daemon/view/compose.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/schedules.hpp"

namespace roomsign::test {
namespace {

using namespace roomsign::view;
using namespace std::chrono_literals;
using render::Scene;
using render::Screen;
using schedule::Notices;
using schedule::Programme;
using schedule::Session;

// A cast with everything that words can be made of.
Cast talkative_cast(Dice& dice) {
  Cast plain = cast(dice);
  schedule::Schedule schedule = *plain.schedule;
  schedule.event.name = "Event";
  schedule.event.url = dice.chance(50) ? "https://event.example/x?y" : "";
  for (Session& session : schedule.sessions) {
    if (dice.chance(30)) session.label = "Label";
    if (dice.chance(20)) session.title.clear();
    if (dice.chance(40)) session.speakers = {{"A", "Institute", ""}};
    if (dice.chance(20)) session.speakers.push_back({"B", "", ""});
    if (dice.chance(20)) session.talks = {{.title = "Part 1", .speakers = {}}};
    if (dice.chance(10)) session.note = "a note";
  }
  plain.schedule = finished(std::move(schedule));
  return plain;
}

SourceState cast_source(Dice& dice, const Programme& programme) {
  SourceState source;
  if (dice.chance(50) && !programme.slots().empty()) {
    source.checked = dice.one_of(programme.slots()).start + std::chrono::seconds(dice.below(9999));
  }
  source.host_name = "sign";
  return source;
}

ViewOptions cast_options(Dice& dice) {
  ViewOptions options;
  options.language = dice.one_of(languages());
  options.second_language = dice.chance(20) ? dice.one_of(languages()) : "";
  options.clock = dice.one_of(std::array{ClockHours::kUsual, ClockHours::k12, ClockHours::k24});
  options.lobby = dice.chance(30);
  return options;
}

// The word of an operator who is busy with this programme.
Notices cast_notices(Dice& dice, const Programme& programme) {
  Notices notices;
  if (programme.slots().empty()) return notices;
  const auto term = [&] {
    const auto& slot = dice.one_of(programme.slots());
    const Instant from = slot.start + std::chrono::seconds(dice.below(7'200) - 3'600);
    return schedule::Term{from, from + std::chrono::seconds(1 + dice.below(20'000))};
  };
  const auto rooms = [&]() -> std::vector<std::string> {
    if (dice.chance(50)) return {};
    return {dice.one_of(std::array{"Room A", "Hall"})};
  };
  const auto session = [&] {
    return schedule::SessionRef{dice.one_of(programme.slots()).start, "", ""};
  };
  for (int i = dice.below(4); i > 0; --i) {
    const auto level =
        static_cast<schedule::Level>(dice.chance(90) ? dice.below(2) : dice.below(4));
    notices.announcements.push_back({.term = term(), .level = level, .text = {{"", "Word"}}});
  }
  for (int i = dice.below(3); i > 0; --i) {
    notices.delays.push_back(
        {.term = term(), .rooms = rooms(), .by = std::chrono::minutes(dice.below(40))});
  }
  if (dice.chance(30)) {
    notices.called_off.push_back({.term = term(), .session = session(), .note = "ill"});
  }
  if (dice.chance(30)) {
    auto& move = notices.moves.emplace_back();
    move.term = term();
    move.session = session();
    if (dice.chance(60)) move.room = dice.one_of(std::array{"Room A", "Room B", "Attic"});
    if (dice.chance(60)) move.start = move.session.start + std::chrono::minutes(dice.below(300));
  }
  if (dice.chance(30))
    notices.full.push_back({.term = term(), .room = "Room A", .alternative = ""});
  return notices;
}

// Instants worth a look: around every start and end, and here and there.
std::vector<Instant> instants(Dice& dice, const Programme& programme) {
  std::vector<Instant> all{Instant(std::chrono::seconds(1'750'000'000 + dice.below(1'000)))};
  for (const auto& slot : programme.slots()) {
    for (const Instant t : {slot.start, slot.end, slot.start - 1min, slot.start - 30min}) {
      for (const auto offset : {-1s, 0s, 1s}) all.push_back(t + offset);
    }
    all.push_back(slot.start + std::chrono::seconds(dice.below(90'000) - 10'000));
  }
  return all;
}

// Calls check(programme, source, options, now) for thousands of instants of hundreds of programmes.
template <class Check>
void for_many(std::uint32_t seed, Check check) {
  Dice dice(seed);
  for (int i = 0; i < 250; ++i) {
    const Cast cast = talkative_cast(dice);
    const Programme programme = cast.programme();
    const SourceState source = cast_source(dice, programme);
    const ViewOptions options = cast_options(dice);
    for (const Instant now : instants(dice, programme)) {
      INFO("programme " << i << " in " << cast.zone.name() << ", room \"" << cast.room << "\", "
                        << format_instant(now));
      if (!check(programme, source, options, now)) {
        CHECK(false);
        return;
      }
    }
  }
}

bool says_something(const render::Door& door) {
  const auto complete = [](const render::Entry& entry) {
    return entry.title.empty() ? entry == render::Entry() : !entry.time.empty();
  };
  const bool in_vain = door.now.struck && door.now.time.empty() && !door.now.detail.empty();
  return !door.room.empty() && (in_vain || complete(door.now)) && complete(door.next) &&
         !(door.now.title.empty() && door.next.title.empty());
}

bool complete(const Screen& screen) {
  const auto has_words = [](const render::Entry& entry) {
    const bool known = !entry.title.empty() && (!entry.struck || !entry.detail.empty());
    return known && entry.heading == entry.time.empty();
  };
  switch (screen.scene) {
    case Scene::kSession:
      if (screen.title.empty() && (screen.eyebrow.empty() || screen.parts.empty())) return false;
      if (screen.progress.range.empty() || screen.list_heading.empty() != screen.list.empty()) {
        return false;
      }
      break;
    case Scene::kAgenda:
      if (screen.headline.empty() || screen.list.empty()) return false;
      break;
    case Scene::kMessage:
    case Scene::kWaiting:
    case Scene::kEmergency:
      if (screen.headline.empty()) return false;
      break;
    case Scene::kLobby:
      if (screen.doors.empty() || !std::ranges::all_of(screen.doors, says_something)) return false;
      break;
  }
  return std::ranges::all_of(screen.list, has_words) &&
         std::ranges::all_of(screen.also_now, has_words) &&
         screen.also_heading.empty() == screen.also_now.empty() && screen.progress.permille >= -1 &&
         screen.progress.permille <= 1000;
}

TEST_CASE("The picture stays equal until the promised change, and changes then") {
  int seconds_checked = 0;
  for_many(1, [&](const Programme& programme, const SourceState& source, const ViewOptions& options,
                  Instant now) {
    const auto screen_at = [&](Instant t) {
      return compose(&programme, t, Trust::kTrusted, source, options).screen;
    };
    const auto [screen, change] = compose(&programme, now, Trust::kTrusted, source, options);
    const bool in_turns = languages_of(&programme, options).size() > 1;
    if (programme.schedule().sessions.empty() && !in_turns) return !change;
    if (!change || *change <= now || *change > now + 60s) return false;
    // Every second now and then; else the first, the middle and the last.
    const bool thorough = now.time_since_epoch().count() % 97 == 0;
    const auto length = *change - now;
    for (auto gone = 1s; gone < length; gone += 1s) {
      if (!thorough && gone != 1s && gone != length / 2 && gone != length - 1s) continue;
      ++seconds_checked;
      if (screen_at(now + gone) != screen) return false;
    }
    return screen_at(*change) != screen;
  });
  CHECK(seconds_checked > 10'000);
}

TEST_CASE("With notices too the picture stays equal until the promised change, and changes then") {
  Dice dice(5);
  int adjusted = 0;
  for_many(6, [&](const Programme& programme, const SourceState& source, const ViewOptions& options,
                  Instant now) {
    const Notices notices = cast_notices(dice, programme);
    const auto screen_at = [&](Instant t) {
      return compose(&programme, t, Trust::kTrusted, source, options, notices).screen;
    };
    if (schedule::adjust(programme, notices, now)) ++adjusted;
    const auto [screen, change] =
        compose(&programme, now, Trust::kTrusted, source, options, notices);
    const bool has_clock = !screen.clock.time.empty();
    if (has_clock && (!change || *change > now + 60s)) return false;
    if (!change) return screen == screen_at(now + 1h) && screen == screen_at(now + 24h * 30);
    if (*change <= now || screen_at(*change) == screen || !complete(screen)) return false;
    for (int i = 0; i < 6; ++i) {
      const auto longest = std::min<std::chrono::seconds>(*change - now, 1'000'000s);
      const auto gone = std::chrono::seconds(dice.below(static_cast<int>(longest.count())));
      if (screen_at(now + gone) != screen) return false;
    }
    return screen_at(*change - 1s) == screen;
  });
  CHECK(adjusted > 1'000);
}

TEST_CASE("A clock that is not trusted leaves no trace of now") {
  for_many(2, [](const Programme& programme, const SourceState& source, const ViewOptions& options,
                 Instant now) {
    const auto [screen, change] = compose(&programme, now, Trust::kUntrusted, source, options);
    const bool in_turns = languages_of(&programme, options).size() > 1;
    const Instant same_turn = now + 1000 * kTurn;
    const auto later = compose(&programme, same_turn, Trust::kUntrusted, source, options);
    return screen == later.screen && change.has_value() == in_turns &&
           screen.clock == render::Clock{} && screen.foot_right.empty() &&
           screen.progress == render::Progress{} && screen.eyebrow.empty() &&
           screen.aside.empty() && screen.headline_aside.empty() && screen.also_now.empty();
  });
}

TEST_CASE("No picture lacks its headline, its hero or the words of a list's entry") {
  std::array<int, 5> scenes{};
  for_many(3, [&](const Programme& programme, const SourceState& source, const ViewOptions& options,
                  Instant now) {
    for (const Trust trust : {Trust::kTrusted, Trust::kUntrusted}) {
      const Screen screen = compose(&programme, now, trust, source, options).screen;
      const bool empty = programme.schedule().sessions.empty();
      ++scenes.at(static_cast<std::size_t>(screen.scene));
      if (!complete(screen)) return false;
      if (trust == Trust::kTrusted && !empty && screen.clock.time.empty()) return false;
    }
    return true;
  });
  for (const int count : scenes) CHECK(count > 0);
}

TEST_CASE("The picture changes with the minute, and by the second only in the last one") {
  Dice dice(4);
  int beats = 0;
  for (int i = 0; i < 40; ++i) {
    Cast cast = talkative_cast(dice);
    schedule::Schedule schedule = *cast.schedule;
    for (Session& session : schedule.sessions) {  // no session begins or ends within a minute
      session.start = std::chrono::floor<std::chrono::minutes>(session.start);
      if (session.end) session.end = std::chrono::floor<std::chrono::minutes>(*session.end);
    }
    cast.schedule = finished(std::move(schedule));
    const Programme programme = cast.programme();
    if (programme.slots().empty()) continue;
    const SourceState source = cast_source(dice, programme);
    Instant now = programme.slots().front().start - 95min - 17s;
    const Instant end = now + 5h;
    while (now < end) {
      const auto composed = compose(&programme, now, Trust::kTrusted, source, {});
      now = composed.next_change.value();
      ++beats;
      if (now.time_since_epoch() % 60s == 0s) continue;
      const bool counts_seconds = composed.screen.eyebrow.starts_with("Next in ");
      const auto agenda = agenda_at(programme, now);
      INFO(format_instant(now));
      CHECK(counts_seconds);
      REQUIRE(agenda.next != nullptr);
      CHECK(agenda.next->start - now < 60s);
    }
  }
  CHECK(beats > 5'000);
}

}  // namespace
}  // namespace roomsign::test
