#include "daemon/commands/rehearsal.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace roomsign::commands {

void rehearse(const schedule::Programme& programme, view::ViewOptions options,
              const schedule::Notices& notices, std::shared_ptr<const view::Photos> photos,
              Instant from, Instant to, const std::function<void(const Stop&)>& visit) {
  options.second_language.clear();
  view::SourceState source;
  source.photos = std::move(photos);
  std::optional<render::Screen> last;
  for (std::optional<Instant> now = from; now && *now <= to;) {
    source.checked = *now;
    auto composed =
        view::compose(&programme, *now, view::Trust::kTrusted, source, options, notices);
    if (!last || !view::same_subject(*last, composed.screen)) visit({*now, composed.screen});
    last = std::move(composed.screen);
    now = composed.next_change;
  }
}

Span day_span(const schedule::Programme& programme, std::chrono::local_days day) {
  using namespace std::chrono_literals;
  std::optional<Span> span;
  for (const auto& slot : programme.slots_of(day)) {
    if (!span) span = {slot.start, slot.end};
    span->to = std::max(span->to, slot.end);
  }
  const Instant midnight = programme.day_begins(day);
  const auto [from, to] = span.value_or(Span{midnight, midnight});
  return {from - 1h, to + 30min};
}

}  // namespace roomsign::commands
