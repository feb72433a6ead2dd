#include "daemon/sign/sign.hpp"

#include <algorithm>
#include <utility>

#include "daemon/schedule/adjust.hpp"
#include "daemon/sign/drift.hpp"

namespace roomsign::sign {

void Sign::set_look(Look look) {
  changed_look_ = changed_look_ || look != look_;
  look_ = std::move(look);
  standing_.reset();
}

void Sign::set_programme(std::shared_ptr<const schedule::Programme> programme) {
  programme_ = std::move(programme);
  standing_.reset();
}

void Sign::set_notices(schedule::Notices notices) {
  notices_ = std::move(notices);
  standing_.reset();
}

void Sign::set_source(view::SourceState source) {
  source_ = std::move(source);
  standing_.reset();
}

void Sign::set_identity(std::optional<view::Identity> identity) {
  identity_ = std::move(identity);
  standing_.reset();
}

bool Sign::stands(Instant now, view::Trust trust) const {
  return standing_ && trust == standing_->trust && now >= standing_->from &&
         (!standing_->until || now < *standing_->until);
}

schedule::Night Sign::night_at(Instant now, view::Trust trust) const {
  if (programme_ == nullptr || trust == view::Trust::kUntrusted) return {};
  return schedule::night_at(*programme_, now, look_.night_rules);
}

std::shared_ptr<const schedule::Programme> Sign::programme_at(Instant now) const {
  if (programme_ == nullptr) return nullptr;
  auto adjusted = schedule::adjust(*programme_, notices_, now);
  if (!adjusted) return programme_;
  return std::make_shared<const schedule::Programme>(*std::move(adjusted));
}

Sign::Beat Sign::beat(render::Display& display, Instant now, view::Trust trust, bool again) {
  std::optional<render::Screen> other;  // than is shown
  if (!stands(now, trust)) {
    auto composed = view::compose(programme_.get(), now, trust, source_, look_.view, notices_);
    if (identifies(composed.screen))
      composed.screen = view::identity_screen(*identity_, composed.screen);
    if (composed.screen != screen_) other = std::move(composed.screen);
    standing_ = Standing{.from = now, .trust = trust, .until = composed.next_change};
  }
  const render::Screen& screen = other ? *other : screen_;
  const bool lit = screen.scene == render::Scene::kEmergency || identity_;
  night_ = lit ? schedule::Night{} : night_at(now, trust);
  render::Manner manner;
  manner.page = view::page_at(programme_.get(), now, look_.view);
  if (night_.dark) manner.light = look_.night;
  if (look_.drift && manner.light != render::Light::kOff) manner.drift = drift_at(now);

  const bool turned = manner.page % drawn_.pages != manner_.page % drawn_.pages;
  const bool changed = other || manner.drift != manner_.drift;
  const bool other_light = manner.light != manner_.light;

  Beat beat{standing_->until, false};
  if (changed || turned || other_light || changed_look_ || again) {
    const bool other_subject =
        turned || other_light || (other && !view::same_subject(*other, screen_));
    manner.fade = look_.fade && other_subject && !changed_look_ && !again;
    if (other) screen_ = *std::move(other);
    manner_ = manner;
    drawn_ = display.show(screen_, look_.theme, manner);
    changed_look_ = false;
    beat.presented = true;
  }
  if (drawn_.pages > 1) {
    const Instant turns = view::next_turn(now);
    beat.next = std::min(beat.next.value_or(turns), turns);
  }
  return beat;
}

}  // namespace roomsign::sign
