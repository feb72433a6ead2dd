#include "daemon/view/compose.hpp"

#include <algorithm>
#include <utility>

#include "daemon/schedule/adjust.hpp"
#include "daemon/view/notice_words.hpp"
#include "daemon/view/writer.hpp"

namespace roomsign::view {
namespace {

using render::Scene;
using render::Screen;
using schedule::Agenda;
using schedule::Notices;
using schedule::Programme;
using Turns = std::chrono::duration<long, std::ratio<kTurn.count()>>;

Screen waiting(const SourceState& source, const ViewOptions& options, const Phrases& words) {
  Screen screen;
  screen.right_to_left = words.right_to_left;
  screen.scene = Scene::kWaiting;
  screen.room = options.room;
  screen.event = options.title;
  screen.headline = words.waiting;
  if (!source.address.empty()) screen.lines.push_back(fill(words.trying, source.address));
  // Errors begin in lower case, for the middle of a log line.
  if (!source.trouble.empty()) screen.lines.push_back(with_capital(source.trouble));
  if (!source.host_name.empty()) screen.lines.push_back(fill(words.this_sign, source.host_name));
  return screen;
}

// All that a picture depends on, but for the instant.
struct Inputs {
  const Programme* programme;
  Trust trust;
  const SourceState& source;
  const ViewOptions& options;
  const Notices& notices;
  const Phrases& words;
};

// The picture at an instant, and when it may change next; what may change need not be visible.
struct Moment {
  Screen screen;
  Instant may_change = Instant::max();
  Instant surely_changes = Instant::max();
};

Moment moment_of_programme(const Inputs& inputs, Instant now) {
  const auto adjusted = schedule::adjust(*inputs.programme, inputs.notices, now);
  const Programme& programme = adjusted ? *adjusted : *inputs.programme;
  const Writer writer(programme, inputs.source, inputs.options, inputs.words);
  const Agenda agenda = agenda_at(programme, now);
  return {.screen = writer.trusted(agenda, now),
          .may_change = writer.may_change(agenda, now),
          .surely_changes = writer.minute_of(now) + std::chrono::minutes(1)};
}

bool is_empty(const Programme* programme) {
  return programme == nullptr || programme->schedule().sessions.empty();
}

Moment moment_at(const Inputs& inputs, Instant now) {
  const bool trusted = inputs.trust == Trust::kTrusted;
  const Instant change = next_change(inputs.notices, now).value_or(Instant::max());
  if (const auto* emergency = emergency_at(inputs.notices, now, inputs.trust)) {
    return {.screen = emergency_screen(*emergency, inputs.words), .may_change = change};
  }
  Moment moment;
  if (is_empty(inputs.programme) && inputs.source.unenrolled) {
    moment.screen = unenrolled_screen(*inputs.source.unenrolled, inputs.words);
  } else if (is_empty(inputs.programme)) {
    moment.screen = waiting(inputs.source, inputs.options, inputs.words);
  } else if (trusted) {
    moment = moment_of_programme(inputs, now);
  } else {
    moment.screen =
        Writer(*inputs.programme, inputs.source, inputs.options, inputs.words).without_now();
  }
  if (trusted) moment.screen.bands = bands_at(inputs.notices, now, inputs.words);
  moment.may_change = std::min(moment.may_change, change);
  return moment;
}

// The exact change, of those that may be.
std::optional<Instant> exact_change(const Inputs& inputs, const Moment& moment) {
  for (Instant t = moment.may_change; t < moment.surely_changes;) {
    const Moment next = moment_at(inputs, t);
    if (next.screen != moment.screen) return t;
    t = next.may_change;
  }
  if (moment.surely_changes == Instant::max()) return std::nullopt;
  return moment.surely_changes;
}

// How many turns of kTurn went by since 1970.
long turn_of(Instant now) { return std::chrono::floor<Turns>(now).time_since_epoch().count(); }

// By the event's language: its titles are written so, whatever else stands on the picture.
std::optional<render::Han> han_written(const Programme* programme, const Phrases& words) {
  const auto han = programme != nullptr ? han_of(programme->schedule().event.language)
                                        : std::optional<render::Han>();
  return han ? han : han_of(words.tag);
}

}  // namespace

Composed compose(const Programme* programme, Instant now, Trust trust, const SourceState& source,
                 const ViewOptions& options, const Notices& notices) {
  const auto languages = languages_of(programme, options);
  const long turn = turn_of(now);
  const Phrases& words = languages.at_turn(turn);
  const Inputs inputs{programme, trust, source, options, notices, words};
  Moment moment = moment_at(inputs, now);
  auto change = exact_change(inputs, moment);
  if (languages.size() > 1) {
    const Instant turns = next_turn(now);
    change = std::min(change.value_or(turns), turns);
  }
  moment.screen.han = han_written(programme, words);
  return {.screen = std::move(moment.screen), .next_change = change};
}

Languages languages_of(const Programme* programme, const ViewOptions& options) {
  const bool own = !options.language.empty() || programme == nullptr;
  const Phrases& first = phrases(own ? options.language : programme->schedule().event.language);
  if (options.second_language.empty()) return Languages(first);
  return {first, phrases(options.second_language)};
}

Instant next_turn(Instant now) { return Instant(kTurn * (turn_of(now) + 1)); }

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
