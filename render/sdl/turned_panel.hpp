// TurnedPanel: another panel that hangs on its side or upside down. The picture is drawn upright in
// memory, and what is presented of it is turned into the other's pixels.
#pragma once

#include <memory>

#include "render/sdl/panel.hpp"

namespace roomsign::render {

// By how much the picture is turned clockwise, as one looks at the panel: by 90 degrees for a panel
// that was turned by 90 degrees the other way, so that what was its right side is now on top.
enum class Turn { kNone = 0, kQuarter = 90, kHalf = 180, kThreeQuarters = 270 };

// Where a part of an upright picture lies in a panel of the given size.
Rect turned(const Rect& part, Turn turn, Size panel);

// Copies a part of an upright picture into a panel's pixels, turned.
void copy_turned(Pixels upright, const Rect& part, Turn turn, Pixels panel);

class TurnedPanel : public Panel {
 public:
  TurnedPanel(std::unique_ptr<Panel> panel, Turn turn);

  Pixels pixels() override { return upright_.view(); }
  void present(const std::vector<Rect>& parts) override;
  bool power(bool on) override { return panel_->power(on); }
  News pump() override;
  int fd() const override { return panel_->fd(); }
  std::string description() const override;

  const Panel& panel() const { return *panel_; }

 private:
  Size upright_size() const;

  std::unique_ptr<Panel> panel_;
  Turn turn_;
  Picture upright_;
};

}  // namespace roomsign::render
