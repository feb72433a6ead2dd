#include "daemon/sign/sign.hpp"

#include <algorithm>
#include <utility>

#include "daemon/schedule/adjust.hpp"
#include "daemon/sign/drift.hpp"

namespace roomsign::sign {

void Sign::set_look(Look look) {
  changed_look_ = changed_look_ || look != look_;
  look_ = std::move(look);
  hear();
}

void Sign::set_programme(std::shared_ptr<const schedule::Programme> programme) {
  programme_ = std::move(programme);
  hear();
}

void Sign::set_notices(schedule::Notices notices) {
  notices_ = std::move(notices);
  hear();
}

void Sign::set_source(view::SourceState source) {
  source_ = std::move(source);
  hear();
}

void Sign::set_identity(std::optional<view::Identity> identity) {
  identity_ = std::move(identity);
  hear();
}

void Sign::hear() {
  standing_.reset();
  ahead_.reset();
  drawn_ahead_.reset();
}

schedule::Night Sign::night_of(const render::Screen& screen, Instant now, view::Trust trust) const {
  if (screen.scene == render::Scene::kEmergency || identity_) return {};
  if (programme_ == nullptr || trust == view::Trust::kUntrusted) return {};
  return schedule::night_at(*programme_at(now), now, look_.night_rules);
}

std::shared_ptr<const schedule::Programme> Sign::programme_at(Instant now) const {
  if (programme_ == nullptr) return nullptr;
  auto adjusted = schedule::adjust(*programme_, notices_, now);
  if (!adjusted) return programme_;
  return std::make_shared<const schedule::Programme>(*std::move(adjusted));
}

Sign::Composed Sign::composed(Instant now, view::Trust trust) const {
  auto made = view::compose(programme_.get(), now, trust, source_, look_.view, notices_);
  if (identifies(made.screen)) made.screen = view::identity_screen(*identity_, made.screen);
  return {.screen = std::move(made.screen),
          .standing = {.from = now, .trust = trust, .until = made.next_change}};
}

render::Light Sign::light_at(Instant now, view::Trust trust) const {
  return light_by(night_of(composed(now, trust).screen, now, trust));
}

Sign::Due Sign::due(const render::Screen* other, Instant now, view::Trust trust, bool again) const {
  const render::Screen& screen = other != nullptr ? *other : screen_;
  Due due;
  due.night = night_of(screen, now, trust);
  render::Manner& manner = due.manner;
  manner.page = view::page_at(programme_.get(), now, look_.view);
  manner.light = light_by(due.night);
  if (look_.drift && manner.light != render::Light::kOff) manner.drift = drift_at(now);

  const bool turned = manner.page % drawn_.pages != manner_.page % drawn_.pages;
  const bool other_light = manner.light != manner_.light;
  const bool changed = other != nullptr || manner.drift != manner_.drift;
  due.shows = changed || turned || other_light || changed_look_ || again;
  const bool other_subject =
      turned || other_light || (other != nullptr && !view::same_subject(*other, screen_));
  manner.fade = look_.fade && other_subject && !changed_look_;
  return due;
}

Sign::Beat Sign::beat(render::Display& display, Instant now, view::Trust trust, bool again) {
  std::optional<render::Screen> other;  // than is shown
  if (!standing_ || !standing_->holds(now, trust)) {
    const bool is_ahead = ahead_ && ahead_->standing.holds(now, trust);
    Composed next = is_ahead ? *std::exchange(ahead_, std::nullopt) : composed(now, trust);
    standing_ = next.standing;
    if (next.screen != screen_) other = std::move(next.screen);
  }
  const Due due = this->due(other ? &*other : nullptr, now, trust, again);
  night_ = due.night;
  Beat beat{standing_->until, due.shows};
  if (due.shows) {
    if (other) screen_ = *std::move(other);
    manner_ = due.manner;
    drawn_ = display.show(screen_, look_.theme, manner_);
    changed_look_ = false;
  }
  if (drawn_.pages > 1) {
    const Instant turns = view::next_turn(now);
    beat.next = std::min(beat.next.value_or(turns), turns);
  }
  return beat;
}

void Sign::draw_ahead(render::Display& display, Instant then, view::Trust trust) {
  if (std::exchange(drawn_ahead_, then) == then) return;
  const render::Screen* other = nullptr;
  if (!standing_ || !standing_->holds(then, trust)) {
    ahead_ = composed(then, trust);
    if (ahead_->screen != screen_) other = &ahead_->screen;
  }
  const Due due = this->due(other, then, trust, false);
  if (due.shows) display.prepare(other != nullptr ? *other : screen_, look_.theme, due.manner);
}

}  // namespace roomsign::sign
