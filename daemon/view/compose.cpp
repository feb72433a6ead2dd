#include "daemon/view/compose.hpp"

#include <algorithm>
#include <utility>

#include "daemon/view/writer.hpp"

namespace roomsign::view {
namespace {

using render::Scene;
using render::Screen;
using schedule::Agenda;
using schedule::Programme;
using Turns = std::chrono::duration<long, std::ratio<kTurn.count()>>;

// The exact change: what may change sooner than the clock need not be visible.
Instant next_change(const Writer& writer, const Programme& programme, Agenda agenda,
                    const Screen& screen, Instant now) {
  const Instant next_minute = writer.minute_of(now) + std::chrono::minutes(1);
  for (Instant t = writer.may_change(agenda, now); t < next_minute;) {
    agenda = agenda_at(programme, t);
    if (writer.trusted(agenda, t) != screen) return t;
    t = writer.may_change(agenda, t);
  }
  return next_minute;
}

// Errors begin in lower case, for the middle of a log line.
std::string as_sentence(std::string text) {
  if (text.front() >= 'a' && text.front() <= 'z') text.front() += 'A' - 'a';
  return text;
}

Screen waiting(const SourceState& source, const ViewOptions& options, const Phrases& words) {
  Screen screen;
  screen.right_to_left = words.right_to_left;
  screen.scene = Scene::kWaiting;
  screen.room = options.room;
  screen.event = options.title;
  screen.headline = words.waiting;
  if (!source.address.empty()) screen.lines.push_back(fill(words.trying, source.address));
  if (!source.trouble.empty()) screen.lines.push_back(as_sentence(source.trouble));
  if (!source.host_name.empty()) screen.lines.push_back(fill(words.this_sign, source.host_name));
  return screen;
}

Composed compose_in(const Phrases& words, const Programme* programme, Instant now, Trust trust,
                    const SourceState& source, const ViewOptions& options) {
  if (programme == nullptr || programme->schedule().sessions.empty()) {
    return {.screen = waiting(source, options, words), .next_change = std::nullopt};
  }
  const Writer writer(*programme, source, options, words);
  if (trust == Trust::kUntrusted) {
    return {.screen = writer.without_now(), .next_change = std::nullopt};
  }
  Agenda agenda = agenda_at(*programme, now);
  Screen screen = writer.trusted(agenda, now);
  const Instant change = next_change(writer, *programme, std::move(agenda), screen, now);
  return {.screen = std::move(screen), .next_change = change};
}

// How many turns of kTurn went by since 1970.
long turn_of(Instant now) { return std::chrono::floor<Turns>(now).time_since_epoch().count(); }

}  // namespace

Composed compose(const Programme* programme, Instant now, Trust trust, const SourceState& source,
                 const ViewOptions& options) {
  const auto languages = languages_of(programme, options);
  const long turn = turn_of(now);
  const Phrases& words = *languages[static_cast<std::size_t>(turn) % languages.size()];
  Composed composed = compose_in(words, programme, now, trust, source, options);
  if (languages.size() > 1) {
    const Instant next_turn(kTurn * (turn + 1));
    composed.next_change = std::min(composed.next_change.value_or(next_turn), next_turn);
  }
  return composed;
}

std::vector<const Phrases*> languages_of(const Programme* programme, const ViewOptions& options) {
  const bool own = !options.language.empty() || programme == nullptr;
  const Phrases& first = phrases(own ? options.language : programme->schedule().event.language);
  if (options.second_language.empty()) return {&first};
  const Phrases& second = phrases(options.second_language);
  if (&first == &second) return {&first};
  return {&first, &second};
}

long page_at(const Programme* programme, Instant now, const ViewOptions& options) {
  return turn_of(now) / static_cast<long>(languages_of(programme, options).size());
}

bool same_subject(const Screen& a, const Screen& b) {
  const auto without_minutes = [](Screen screen) {
    screen.clock = {};
    screen.eyebrow.clear();
    screen.headline_aside.clear();
    screen.progress.remaining.clear();
    screen.progress.permille = std::min(screen.progress.permille, 0);
    screen.foot_right.clear();
    for (auto& door : screen.doors) door.now.time.clear();
    return screen;
  };
  return without_minutes(a) == without_minutes(b);
}

}  // namespace roomsign::view
