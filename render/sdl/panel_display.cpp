#include "render/sdl/panel_display.hpp"

#include <utility>

#include <malloc.h>

namespace roomsign::render {

PanelDisplay::PanelDisplay(std::unique_ptr<Panel> panel, FadeTime time)
    : panel_(std::move(panel)), time_(std::move(time)) {}

Rect PanelDisplay::whole() const { return {0, 0, size().width, size().height}; }

Drawn PanelDisplay::show(const Screen& screen, const Theme& theme, long page, bool fade) {
  DrawList list(size(), typesetter_);
  const Drawn drawn = draw(screen, theme, list, page);
  const std::vector<Rect> parts =
      shown_ ? changed_parts(shown_->list, list) : std::vector<Rect>{whole()};
  if (fade && shown_ && !parts.empty()) {
    fade_to(list, parts);
  } else {
    paint(list, panel_->pixels(), parts);
    panel_->present(parts);
  }
  shown_.emplace(Shown{screen, theme, page, std::move(list)});
  return drawn;
}

void PanelDisplay::paint(const DrawList& list, Pixels pixels, const std::vector<Rect>& parts) {
  PixelCanvas canvas(pixels, typesetter_);
  for (const Rect& part : parts) list.replay(canvas, part);
}

void PanelDisplay::fade_to(const DrawList& list, const std::vector<Rect>& parts) {
  {
    Picture target(size());
    paint(list, target.view(), parts);
    cross_fade(*panel_, target, parts, time_);
  }
  malloc_trim(0);  // a second picture is held during a fade only
}

Display::Events PanelDisplay::pump() {
  const Size before = size();
  const Panel::News news = panel_->pump();
  if (news.exposed && shown_ && !news.lost) {
    if (size() == before) {
      paint(shown_->list, panel_->pixels(), {whole()});
      panel_->present({whole()});
    } else {
      const Shown shown = *std::exchange(shown_, std::nullopt);
      show(shown.screen, shown.theme, shown.page, false);
    }
  }
  return {.quit = news.quit, .lost = news.lost};
}

}  // namespace roomsign::render
