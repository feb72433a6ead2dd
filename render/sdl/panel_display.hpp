// PanelDisplay: a Display that draws in software on a Panel's pixels, and only what has changed.
//
// Layouts know nothing of drift and night: the picture is painted at its offset, its edges go on
// beyond it, and what was painted is dimmed. So a part that is painted anew has the same bytes as
// in a picture painted whole.
#pragma once

#include <memory>
#include <optional>

#include "render/display.hpp"
#include "render/sdl/draw_list.hpp"
#include "render/sdl/fade.hpp"
#include "render/sdl/panel.hpp"

namespace roomsign::render {

class PanelDisplay : public Display {
 public:
  explicit PanelDisplay(std::unique_ptr<Panel> panel, FadeTime time = real_fade_time());

  Drawn show(const Screen& screen, const Theme& theme, const Manner& manner) override;
  void prepare(const Screen& screen, const Theme& theme, const Manner& manner) override;
  Events pump() override;
  int fd() const override { return panel_->fd(); }
  Picture frame() override;
  Size size() const override { return panel_->pixels().size; }
  bool is_off() const override { return off_; }
  std::string description() const override { return panel_->description(); }

  const Panel& panel() const { return *panel_; }

 private:
  struct Shown {
    Screen screen;
    Theme theme;
    Manner manner;
    DrawList list;
  };

  // What is to be shown, painted where it differs from what is.
  struct Next {
    Shown shown;
    Drawn drawn;
    std::vector<Rect> parts;         // of the panel, which are painted on its pixels, or on ...
    std::optional<Picture> fade_to;  // ... this one
  };

  Next next(const Screen& screen, const Theme& theme, const Manner& manner);
  std::vector<Rect> parts_to_paint(const DrawList& list, const Manner& manner) const;
  void paint(const DrawList& list, const Manner& manner, Pixels pixels,
             const std::vector<Rect>& parts);
  void forget_ahead();
  Rect whole() const;

  std::unique_ptr<Panel> panel_;
  FadeTime time_;
  Typesetter typesetter_;
  std::optional<Shown> shown_;
  std::optional<Next> ahead_;  // its parts of the panel's pixels are not what is shown
  bool off_ = false;
};

}  // namespace roomsign::render
