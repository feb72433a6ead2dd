// MemoryPanel: a picture in memory, for tests, soaks and machines without a screen.
#pragma once

#include <fmt/format.h>

#include "render/sdl/panel.hpp"

namespace roomsign::render {

class MemoryPanel : public Panel {
 public:
  explicit MemoryPanel(Size size) : picture_(size) {}

  const Picture& picture() const { return picture_; }

  Pixels pixels() override { return picture_.view(); }
  void present(const std::vector<Rect>& /*parts*/) override {}
  News pump() override { return {}; }
  int fd() const override { return -1; }
  std::string description() const override {
    return fmt::format("offscreen, {}x{}", picture_.size.width, picture_.size.height);
  }

 private:
  Picture picture_;
};

}  // namespace roomsign::render
