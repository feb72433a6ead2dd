// TexturePanel: a console by KMS/DRM, or a Wayland window: one texture, uploaded where it changed,
// drawn by OpenGL ES over the whole output.
#pragma once

#include "render/sdl/drm.hpp"
#include "render/sdl/panel.hpp"
#include "render/sdl/video.hpp"

namespace roomsign::render {

class TexturePanel : public Panel {
 public:
  // Throws std::runtime_error.
  TexturePanel(const std::string& driver, const std::string& title, Size size, bool fullscreen);

  Pixels pixels() override { return picture_.view(); }
  void present(const std::vector<Rect>& parts) override;
  bool power(bool on) override;
  News pump() override;
  int fd() const override { return events_fd(*window_); }
  std::string description() const override;

 private:
  struct RendererDeleter {
    void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
  };
  struct TextureDeleter {
    void operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }
  };

  void take_size();

  Video video_;
  Window window_;
  std::unique_ptr<SDL_Renderer, RendererDeleter> renderer_;
  std::unique_ptr<SDL_Texture, TextureDeleter> texture_;
  Picture picture_;
  bool presented_ = false;
  bool console_;
  std::string monitors_;  // what was plugged in when the console was opened
  std::string note_;      // udev's last on the card; empty at first: it may have missed one
};

}  // namespace roomsign::render
