// Opens the panel: a KMS/DRM console, a window of X11 or Wayland, or a picture in memory.
//
// Every one shows the same pixels (see snapshot.hpp). Where nothing can be shown yet (no monitor
// plugged in, no card, another program on the screen, an X server still starting) opening fails at
// once, with a reason; it never waits. So the caller asks again each second and stays alive:
//
//   auto display = open_display(options);
//   if (!display && display.error().may_come) ... log the reason where it is new, sleep, ask again
//
// At most one display at a time: SDL's video is one for the process. Main thread only. Signals stay
// the caller's; no screen saver is held off unless the sign has the whole screen.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "render/display.hpp"
#include "render/sdl/turned_panel.hpp"

namespace roomsign::render {

struct DisplayOptions {
  // "kmsdrm", "x11", "wayland", "offscreen" or "auto": wayland or x11 where WAYLAND_DISPLAY or
  // DISPLAY is set, else kmsdrm. Never offscreen: at boot the card comes later than the sign, which
  // would show nothing and believe itself well.
  std::string driver = "auto";
  Size size;  // of a window (0x0: 1280x720) or of the picture in memory; a whole screen has its own
  bool fullscreen = true;
  Turn turn = Turn::kNone;
  std::string title = "roomsign";
  bool operator==(const DisplayOptions&) const = default;
};

struct NoDisplay {
  bool may_come = false;  // asking again later makes sense
  std::string reason;     // one sentence without a full stop, for the log
};

std::expected<std::unique_ptr<Display>, NoDisplay> open_display(const DisplayOptions& options);

}  // namespace roomsign::render
