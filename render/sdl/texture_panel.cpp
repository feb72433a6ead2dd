#include "render/sdl/texture_panel.hpp"

#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

namespace roomsign::render {

TexturePanel::TexturePanel(const std::string& driver, const std::string& title, Size size,
                           bool fullscreen)
    : video_(driver, fullscreen),
      window_(make_window(title, size, fullscreen)),
      renderer_(SDL_CreateRenderer(window_.get(), -1,
                                   SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC)) {
  if (renderer_ == nullptr) throw_sdl_error("no renderer");
  SDL_RendererInfo info;
  if (SDL_GetRendererInfo(renderer_.get(), &info) != 0) throw_sdl_error("no renderer");
  if (std::string_view(info.name) != "opengles2") {
    throw std::runtime_error(
        fmt::format("SDL started the renderer {} where opengles2 was asked for", info.name));
  }
  take_size();
}

void TexturePanel::take_size() {
  Size size;
  if (SDL_GetRendererOutputSize(renderer_.get(), &size.width, &size.height) != 0) {
    throw_sdl_error("the output has no size");
  }
  texture_.reset(SDL_CreateTexture(renderer_.get(), SDL_PIXELFORMAT_ARGB8888,
                                   SDL_TEXTUREACCESS_STATIC, size.width, size.height));
  if (texture_ == nullptr) throw_sdl_error("no texture");
  SDL_SetTextureBlendMode(texture_.get(), SDL_BLENDMODE_NONE);
  if (picture_.size != size) picture_ = Picture(size);
}

void TexturePanel::present(const std::vector<Rect>& parts) {
  const Pixels pixels = picture_.view();
  for (const Rect& part : parts) {
    const SDL_Rect rect{part.x, part.y, part.width, part.height};
    if (SDL_UpdateTexture(texture_.get(), &rect, pixels.row(part.y) + part.x,
                          pixels.stride * static_cast<int>(sizeof(Pixel))) != 0) {
      throw_sdl_error("the texture cannot be updated");
    }
  }
  if (SDL_RenderCopy(renderer_.get(), texture_.get(), nullptr, nullptr) != 0) {
    throw_sdl_error("the texture cannot be drawn");
  }
  SDL_RenderPresent(renderer_.get());
}

Panel::News TexturePanel::pump() {
  const News news = pump_events();
  if (news.exposed) take_size();
  return news;
}

std::string TexturePanel::description() const {
  return fmt::format("{}, opengles2, {}x{}", SDL_GetCurrentVideoDriver(), picture_.size.width,
                     picture_.size.height);
}

}  // namespace roomsign::render
