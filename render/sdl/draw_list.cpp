#include "render/sdl/draw_list.hpp"

#include <algorithm>
#include <utility>

namespace roomsign::render {
namespace {

// Rectangles nearer than this are presented as one: a call costs more than a few pixels.
constexpr int kNear = 16;
constexpr std::size_t kMostParts = 12;

Rect both(const Rect& a, const Rect& b) {
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

bool near(const Rect& a, const Rect& b) {
  return !is_empty(
      common({a.x - kNear, a.y - kNear, a.width + 2 * kNear, a.height + 2 * kNear}, b));
}

void add(Rect rect, std::vector<Rect>& parts) {
  if (is_empty(rect)) return;
  // A union may come near to others in turn.
  for (auto found = parts.begin(); found != parts.end();) {
    if (near(*found, rect)) {
      rect = both(*found, rect);
      parts.erase(found);
      found = parts.begin();
    } else {
      ++found;
    }
  }
  parts.push_back(rect);
}

}  // namespace

void DrawList::clear(Color color) {
  calls_.clear();  // nothing from before can be seen
  add_call(Kind::kClear, {0, 0, size_.width, size_.height}, color);
}

void DrawList::fill(const Rect& rect, Color color, int radius) {
  Call& call = add_call(Kind::kFill, common(rect, {0, 0, size_.width, size_.height}), color);
  call.rect = rect;
  call.radius = radius;
}

void DrawList::picture(const ImagePtr& image, const Rect& box, int radius) {
  Call& call = add_call(Kind::kPicture, common(box, {0, 0, size_.width, size_.height}), {});
  call.rect = box;
  call.radius = radius;
  call.image = image;
}

void DrawList::set(std::string_view text, int x, int baseline, const Font& font, Color color) {
  Rect ink;
  typesetter().lay(text, font, x, size_.width, [&](const Run& run, int pen) {
    const Rect box{pen + run.left, baseline - run.top, run.width, run.height};
    if (!is_empty(box)) ink = is_empty(ink) ? box : both(ink, box);
  });
  ink = common(ink, {0, 0, size_.width, size_.height});
  if (is_empty(ink)) return;
  Call& call = add_call(Kind::kText, ink, color);
  call.text = text;
  call.x = x;
  call.baseline = baseline;
  call.font = font;
}

DrawList::Call& DrawList::add_call(Kind kind, const Rect& box, Color color) {
  Call& call = calls_.emplace_back();
  call.kind = kind;
  call.box = box;
  call.color = color;
  return call;
}

void DrawList::replay(PixelCanvas& canvas, const Rect& part, Offset offset) const {
  canvas.clip(part);
  for (const Call& call : calls_) {
    const bool everywhere = call.kind == Kind::kClear;
    if (is_empty(common(everywhere ? call.box : moved(call.box, offset), part))) continue;
    switch (call.kind) {
      case Kind::kClear:
        canvas.clear(call.color);
        break;
      case Kind::kFill:
        canvas.fill(moved(call.rect, offset), call.color, call.radius);
        break;
      case Kind::kText:
        canvas.set(call.text, call.x + offset.x, call.baseline + offset.y, call.font, call.color);
        break;
      case Kind::kPicture:
        canvas.picture(call.image, moved(call.rect, offset), call.radius);
        break;
    }
  }
}

std::vector<Rect> changed_parts(const DrawList& before, const DrawList& after) {
  const auto& old_calls = before.calls_;
  const auto& new_calls = after.calls_;
  std::vector<Rect> parts;
  if (old_calls.size() == new_calls.size()) {
    // The usual case: other words and numbers in the same places.
    for (std::size_t i = 0; i < new_calls.size(); ++i) {
      if (old_calls[i] == new_calls[i]) continue;
      add(old_calls[i].box, parts);
      add(new_calls[i].box, parts);
    }
  } else {
    // What comes before and after the difference is the same.
    const std::size_t most = std::min(old_calls.size(), new_calls.size());
    std::size_t head = 0;
    while (head < most && old_calls[head] == new_calls[head]) ++head;
    std::size_t tail = 0;
    while (tail < most - head &&
           old_calls[old_calls.size() - 1 - tail] == new_calls[new_calls.size() - 1 - tail]) {
      ++tail;
    }
    for (const auto* calls : {&old_calls, &new_calls}) {
      for (std::size_t i = head; i < calls->size() - tail; ++i) add((*calls)[i].box, parts);
    }
  }
  while (parts.size() > kMostParts) {
    const Rect last = parts.back();
    parts.pop_back();
    const Rect merged = both(last, parts.back());
    parts.pop_back();
    add(merged, parts);
  }
  return parts;
}

}  // namespace roomsign::render
