#include "render/sdl/panel_display.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <malloc.h>

#include "render/sdl/blend.hpp"

namespace roomsign::render {
namespace {

constexpr Color kBlack{0, 0, 0};
constexpr unsigned kDimming = 166;  // parts of black of 255: at night a room needs little light

// What of a panel shows the picture, where that is moved; the rest are margins.
Rect seen(Size panel, Offset drift) {
  const Rect whole{0, 0, panel.width, panel.height};
  return common(moved(whole, drift), whole);
}

// Where the picture's edge changes, the margin beside it does.
Rect with_margins(const Rect& part, const Rect& seen, Size panel) {
  const int left = part.x == seen.x ? 0 : part.x;
  const int top = part.y == seen.y ? 0 : part.y;
  const int right = part.right() == seen.right() ? panel.width : part.right();
  const int bottom = part.bottom() == seen.bottom() ? panel.height : part.bottom();
  return {left, top, right - left, bottom - top};
}

void dim(Pixels pixels, const Rect& part) {
  for (int y = part.y; y < part.bottom(); ++y) {
    Pixel* row = pixels.row(y);
    for (int x = part.x; x < part.right(); ++x) row[x] = mix(row[x], pixel(kBlack), kDimming);
  }
}

void continue_edges(Pixels pixels, const Rect& seen) {
  const Size size = pixels.size;
  for (int y = seen.y; y < seen.bottom(); ++y) {
    Pixel* row = pixels.row(y);
    std::fill(row, row + seen.x, row[seen.x]);
    std::fill(row + seen.right(), row + size.width, row[seen.right() - 1]);
  }
  for (int y = 0; y < seen.y; ++y) std::copy_n(pixels.row(seen.y), size.width, pixels.row(y));
  for (int y = seen.bottom(); y < size.height; ++y) {
    std::copy_n(pixels.row(seen.bottom() - 1), size.width, pixels.row(y));
  }
}

}  // namespace

PanelDisplay::PanelDisplay(std::unique_ptr<Panel> panel, FadeTime time)
    : panel_(std::move(panel)), time_(std::move(time)) {}

Rect PanelDisplay::whole() const { return {0, 0, size().width, size().height}; }

Drawn PanelDisplay::show(const Screen& screen, const Theme& theme, const Manner& manner) {
  const bool off = manner.light == Light::kOff;
  if (off_ && off) {
    off_ = panel_->power(false);
    if (off_) return {};
  }
  if (std::exchange(off_, false) && !panel_->power(true)) {
    throw std::runtime_error("the panel cannot be switched on again");
  }
  const bool is_ahead = ahead_ && ahead_->shown.screen == screen && ahead_->shown.theme == theme &&
                        ahead_->shown.manner == manner;
  if (!is_ahead) forget_ahead();
  Next next = is_ahead ? *std::exchange(ahead_, std::nullopt) : this->next(screen, theme, manner);
  if (next.fade_to) {
    cross_fade(*panel_, *next.fade_to, next.parts, time_);
    next.fade_to.reset();
    malloc_trim(0);  // a second picture is held for a fade only
  } else {
    panel_->present(next.parts);
  }
  shown_.emplace(std::move(next.shown));
  if (off) off_ = panel_->power(false);
  return std::move(next.drawn);
}

void PanelDisplay::prepare(const Screen& screen, const Theme& theme, const Manner& manner) {
  forget_ahead();
  const auto is_lit = [](const Manner& shown) { return shown.light != Light::kOff; };
  if (!shown_ || !is_lit(manner) || !is_lit(shown_->manner)) return;
  if (theme.typeface != shown_->theme.typeface) return;  // what is shown could not be painted again
  ahead_.emplace(next(screen, theme, manner));
}

// The panel's pixels are again what is shown.
void PanelDisplay::forget_ahead() {
  if (!ahead_) return;
  const bool fades = ahead_->fade_to.has_value();
  if (!fades) paint(shown_->list, shown_->manner, panel_->pixels(), ahead_->parts);
  ahead_.reset();
  if (fades) malloc_trim(0);
}

PanelDisplay::Next PanelDisplay::next(const Screen& screen, const Theme& theme,
                                      const Manner& manner) {
  // Calls of one list are of one typeface, and say nothing of it.
  const bool other_letters = shown_ && shown_->theme.typeface != theme.typeface;
  typesetter_.use(theme.typeface);
  Next next{.shown = {screen, theme, manner, DrawList(size(), typesetter_)},
            .drawn = {},
            .parts = {},
            .fade_to = {}};
  DrawList& list = next.shown.list;
  if (manner.light == Light::kOff) {
    list.clear(kBlack);
  } else {
    next.drawn = draw(screen, theme, list, manner.page);
  }
  next.parts = other_letters ? std::vector{whole()} : parts_to_paint(list, manner);
  const bool fades = manner.fade && shown_ && !next.parts.empty();
  if (fades) next.fade_to.emplace(size());
  paint(list, manner, fades ? next.fade_to->view() : panel_->pixels(), next.parts);
  return next;
}

// In the panel's pixels: where they are to be other ones than now.
std::vector<Rect> PanelDisplay::parts_to_paint(const DrawList& list, const Manner& manner) const {
  if (!shown_ || shown_->manner.drift != manner.drift || shown_->manner.light != manner.light) {
    return {whole()};
  }
  const Rect seen = render::seen(size(), manner.drift);
  std::vector<Rect> parts;
  for (const Rect& changed : changed_parts(shown_->list, list)) {
    const Rect part = common(moved(changed, manner.drift), seen);
    if (!is_empty(part)) parts.push_back(with_margins(part, seen, size()));
  }
  return parts;
}

void PanelDisplay::paint(const DrawList& list, const Manner& manner, Pixels pixels,
                         const std::vector<Rect>& parts) {
  PixelCanvas canvas(pixels, typesetter_);
  for (const Rect& part : parts) {
    list.replay(canvas, part, manner.drift);
    if (manner.light == Light::kDim) dim(pixels, part);
  }
  if (manner.drift != Offset{}) continue_edges(pixels, seen(size(), manner.drift));
}

Picture PanelDisplay::frame() {
  forget_ahead();
  const Pixels pixels = panel_->pixels();
  Picture copy(pixels.size);
  for (int y = 0; y < pixels.size.height; ++y) {
    const Pixel* row = pixels.row(y);
    std::transform(row, row + pixels.size.width, copy.view().row(y),
                   [](Pixel shown) { return shown | pixel(kBlack); });
  }
  return copy;
}

Display::Events PanelDisplay::pump() {
  const Size before = size();
  const Panel::News news = panel_->pump();
  if (news.exposed && shown_ && !news.lost && !off_) {
    forget_ahead();
    if (size() == before) {
      paint(shown_->list, shown_->manner, panel_->pixels(), {whole()});
      panel_->present({whole()});
    } else {
      Shown shown = *std::exchange(shown_, std::nullopt);
      shown.manner.fade = false;
      show(shown.screen, shown.theme, shown.manner);
    }
  }
  return {.quit = news.quit, .lost = news.lost};
}

}  // namespace roomsign::render
