// WindowPanel: a window of X11, filled from memory that the X server shares. No OpenGL.
#pragma once

#include "render/sdl/panel.hpp"
#include "render/sdl/video.hpp"

namespace roomsign::render {

class WindowPanel : public Panel {
 public:
  // Throws std::runtime_error.
  WindowPanel(const std::string& driver, const std::string& title, Size size, bool fullscreen);

  Pixels pixels() override { return pixels_; }
  void present(const std::vector<Rect>& parts) override;
  News pump() override;
  int fd() const override { return events_fd(*window_); }
  std::string description() const override;

 private:
  void take_surface();

  Video video_;
  Window window_;
  Pixels pixels_;  // of SDL's surface of the window: another one after each change of its size
};

}  // namespace roomsign::render
