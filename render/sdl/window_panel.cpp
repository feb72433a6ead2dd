#include "render/sdl/window_panel.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace roomsign::render {

WindowPanel::WindowPanel(const std::string& driver, const std::string& title, Size size,
                         bool fullscreen)
    : video_(driver, fullscreen), window_(make_window(title, size, fullscreen)) {
  SDL_PumpEvents();  // a window manager may have had other ideas about the size
  take_surface();
}

void WindowPanel::take_surface() {
  SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
  if (surface == nullptr) throw_sdl_error("the window has no surface");
  const SDL_PixelFormat& format = *surface->format;
  if (format.BytesPerPixel != 4 || format.Rmask != 0xFF0000 || format.Gmask != 0xFF00 ||
      format.Bmask != 0xFF) {
    throw std::runtime_error(fmt::format("the window's pixels are {}; 24-bit colour is needed",
                                         SDL_GetPixelFormatName(format.format)));
  }
  pixels_ = {static_cast<Pixel*>(surface->pixels), surface->pitch / static_cast<int>(sizeof(Pixel)),
             Size{surface->w, surface->h}};
}

void WindowPanel::present(const std::vector<Rect>& parts) {
  std::vector<SDL_Rect> rects;
  rects.reserve(parts.size() + 1);
  for (const Rect& part : parts) rects.push_back({part.x, part.y, part.width, part.height});
  if (rects.empty()) rects.push_back({0, 0, 1, 1});  // asks the X server whether it is there
  if (SDL_UpdateWindowSurfaceRects(window_.get(), rects.data(), static_cast<int>(rects.size())) !=
      0) {
    throw_sdl_error("the window cannot be updated");
  }
}

Panel::News WindowPanel::pump() {
  const News news = pump_events();
  if (news.exposed) take_surface();
  return news;
}

std::string WindowPanel::description() const {
  return fmt::format("{}, window surface, {}x{}", SDL_GetCurrentVideoDriver(), pixels_.size.width,
                     pixels_.size.height);
}

}  // namespace roomsign::render
