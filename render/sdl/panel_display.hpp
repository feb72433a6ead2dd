// PanelDisplay: a Display that draws in software on a Panel's pixels, and only what has changed.
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

  Drawn show(const Screen& screen, const Theme& theme, long page, bool fade) override;
  Events pump() override;
  int fd() const override { return panel_->fd(); }
  Size size() const override { return panel_->pixels().size; }
  std::string description() const override { return panel_->description(); }

  const Panel& panel() const { return *panel_; }

 private:
  struct Shown {
    Screen screen;
    Theme theme;
    long page = 0;
    DrawList list;
  };

  void paint(const DrawList& list, Pixels pixels, const std::vector<Rect>& parts);
  void fade_to(const DrawList& list, const std::vector<Rect>& parts);
  Rect whole() const;

  std::unique_ptr<Panel> panel_;
  FadeTime time_;
  Typesetter typesetter_;
  std::optional<Shown> shown_;
};

}  // namespace roomsign::render
