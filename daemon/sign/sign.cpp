#include "daemon/sign/sign.hpp"

#include <algorithm>
#include <utility>

namespace roomsign::sign {

void Sign::set_look(Look look) {
  changed_look_ = changed_look_ || look != look_;
  look_ = std::move(look);
}

void Sign::set_programme(std::shared_ptr<const schedule::Programme> programme) {
  programme_ = std::move(programme);
}

Sign::Beat Sign::beat(render::Display& display, Instant now, view::Trust trust, bool again) {
  auto composed = view::compose(programme_.get(), now, trust, source_, look_.view, notices_);
  const long page = view::page_at(programme_.get(), now, look_.view);
  const bool turned = page % drawn_.pages != page_ % drawn_.pages;
  const bool changed = composed.screen != screen_;

  Beat beat{composed.next_change, false};
  if (changed || turned || changed_look_ || again) {
    const bool other_subject = turned || !view::same_subject(composed.screen, screen_);
    screen_ = std::move(composed.screen);
    page_ = page;
    const bool fade = look_.fade && other_subject && !changed_look_ && !again;
    drawn_ = display.show(screen_, look_.theme, page, fade);
    changed_look_ = false;
    beat.presented = true;
  }
  if (drawn_.pages > 1) {
    const Instant edge(view::kTurn * (now.time_since_epoch() / view::kTurn + 1));
    beat.next = std::min(beat.next.value_or(edge), edge);
  }
  return beat;
}

}  // namespace roomsign::sign
