// TexturePanel: a window of Wayland: one texture, uploaded where it changed, drawn by OpenGL ES
// over all of it.
#pragma once

#include "render/sdl/panel.hpp"
#include "render/sdl/video.hpp"

namespace roomsign::render {

class TexturePanel : public Panel {
 public:
  // Throws std::runtime_error.
  TexturePanel(const std::string& driver, const std::string& title, Size size, bool fullscreen);

  Pixels pixels() override { return picture_.view(); }
  void present(const std::vector<Rect>& parts) override;
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
};

}  // namespace roomsign::render
