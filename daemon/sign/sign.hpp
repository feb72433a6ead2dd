// Sign: keeps the one right picture on a display.
//
// Each beat composes the picture anew from nothing and shows it only where it differs from what is
// up: a new minute, a new schedule and a clock that jumped are the same case. One thread.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "daemon/base/time.hpp"
#include "daemon/schedule/night.hpp"
#include "daemon/schedule/notices.hpp"
#include "daemon/schedule/programme.hpp"
#include "daemon/view/compose.hpp"
#include "daemon/view/identity.hpp"
#include "render/display.hpp"
#include "render/theme.hpp"

namespace roomsign::sign {

struct Look {
  view::ViewOptions view;
  render::Theme theme;
  bool fade = true;
  bool drift = false;                          // against burn-in (drift.hpp)
  render::Light night = render::Light::kFull;  // the light at night
  schedule::NightRules night_rules;
  bool operator==(const Look&) const = default;
};

class Sign {
 public:
  struct Beat {
    std::optional<Instant> next;  // when to come again; none: only for new input
    bool presented = false;       // a picture was shown, and its present completed
  };

  explicit Sign(Look look) : look_(std::move(look)) {}

  void set_look(Look look);
  void set_programme(std::shared_ptr<const schedule::Programme> programme);
  void set_notices(schedule::Notices notices);  // for this sign
  void set_source(view::SourceState source);

  // In place of everything but an emergency, by night as well; none: no more.
  void set_identity(std::optional<view::Identity> identity);

  // `again`: show even if nothing changed (a new display; a watchdog that wants to see a present).
  Beat beat(render::Display& display, Instant now, view::Trust trust, bool again = false);

  // Has the picture drawn that a beat at `then` shows if nothing new is heard until then, so that
  // it is on the panel as that moment comes. Once for each; throws as beat() does.
  void draw_ahead(render::Display& display, Instant then, view::Trust trust);

  // As it stands at `now` with the notices; null: there is no programme.
  std::shared_ptr<const schedule::Programme> programme_at(Instant now) const;

  const render::Screen& screen() const { return screen_; }
  const render::Manner& manner() const { return manner_; }
  const std::u32string& missing() const { return drawn_.missing; }  // letters of the picture

  // Of the last beat. It is never night for a sign that waits for a schedule or for a clock,
  // since somebody is at work on it, nor in an emergency.
  render::Light light() const { return manner_.light; }
  const schedule::Night& night() const { return night_; }

  // The light that a beat would have, where there is no display for one.
  render::Light light_at(Instant now, view::Trust trust) const;

 private:
  // For how long a picture is what is to be shown, if nothing new is heard.
  struct Standing {
    Instant from;
    view::Trust trust;
    std::optional<Instant> until;  // exclusive; none: for ever

    bool holds(Instant now, view::Trust trusted) const {
      return trusted == trust && now >= from && (!until || now < *until);
    }
  };
  struct Composed {
    render::Screen screen;
    Standing standing;
  };
  // What a beat does.
  struct Due {
    render::Manner manner;
    schedule::Night night;
    bool shows = false;
  };

  void hear();  // something new
  Composed composed(Instant now, view::Trust trust) const;
  // `other`: than is shown; null: the same one.
  Due due(const render::Screen* other, Instant now, view::Trust trust, bool again) const;
  bool identifies(const render::Screen& screen) const {
    return identity_ && screen.scene != render::Scene::kEmergency;
  }
  schedule::Night night_of(const render::Screen& screen, Instant now, view::Trust trust) const;
  render::Light light_by(const schedule::Night& night) const {
    return night.dark ? look_.night : render::Light::kFull;
  }

  Look look_;
  std::shared_ptr<const schedule::Programme> programme_;
  schedule::Notices notices_;
  view::SourceState source_;
  std::optional<view::Identity> identity_;
  bool changed_look_ = true;
  render::Screen screen_;
  std::optional<Standing> standing_;    // of screen_; none: something new was heard
  std::optional<Composed> ahead_;       // for a moment to come; none: likewise
  std::optional<Instant> drawn_ahead_;  // for which moment
  render::Drawn drawn_;
  render::Manner manner_;
  schedule::Night night_;
};

}  // namespace roomsign::sign
