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

Screen waiting(const SourceState& source, const ViewOptions& options) {
  const Phrases& words = phrases(options.language);
  Screen screen;
  screen.scene = Scene::kWaiting;
  screen.room = options.room;
  screen.event = options.title;
  screen.headline = words.waiting;
  if (!source.address.empty()) screen.lines.push_back(fill(words.trying, source.address));
  if (!source.trouble.empty()) screen.lines.push_back(as_sentence(source.trouble));
  if (!source.host_name.empty()) screen.lines.push_back(fill(words.this_sign, source.host_name));
  return screen;
}

}  // namespace

Composed compose(const Programme* programme, Instant now, Trust trust, const SourceState& source,
                 const ViewOptions& options) {
  if (programme == nullptr || programme->schedule().sessions.empty()) {
    return {.screen = waiting(source, options), .next_change = std::nullopt};
  }
  const Writer writer(*programme, source, options);
  if (trust == Trust::kUntrusted) {
    return {.screen = writer.without_now(), .next_change = std::nullopt};
  }
  Agenda agenda = agenda_at(*programme, now);
  Screen screen = writer.trusted(agenda, now);
  const Instant change = next_change(writer, *programme, std::move(agenda), screen, now);
  return {.screen = std::move(screen), .next_change = change};
}

bool same_subject(const Screen& a, const Screen& b) {
  const auto without_minutes = [](Screen screen) {
    screen.clock = {};
    screen.eyebrow.clear();
    screen.headline_aside.clear();
    screen.progress.remaining.clear();
    screen.progress.permille = std::min(screen.progress.permille, 0);
    screen.foot_right.clear();
    return screen;
  };
  return without_minutes(a) == without_minutes(b);
}

}  // namespace roomsign::view
