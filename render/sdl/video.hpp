// SDL's video, as this program wants it: one named driver, nothing but video, nothing it did not
// ask for. And a window in it.
#pragma once

#include <memory>
#include <string>

#include <SDL.h>

#include "render/geometry.hpp"
#include "render/sdl/panel.hpp"

namespace roomsign::render {

// Alive, SDL runs video by exactly this driver ("x11", "wayland"); SDL itself would fall back on
// drivers that show nothing. The constructor throws std::runtime_error.
class Video {
 public:
  Video(const std::string& driver, bool fullscreen);
  ~Video();
  Video(const Video&) = delete;
  Video& operator=(const Video&) = delete;
};

struct WindowDeleter {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
using Window = std::unique_ptr<SDL_Window, WindowDeleter>;

// Throws std::runtime_error.
Window make_window(const std::string& title, Size size, bool fullscreen);

// Everything SDL has to say since the last time. Escape and q mean quit.
Panel::News pump_events();

// The descriptor on which the window's events arrive; -1 where the driver has none.
int events_fd(SDL_Window& window);

// Whether somebody manages windows: not on a bare X server.
bool has_window_manager(SDL_Window& window);

[[noreturn]] void throw_sdl_error(const char* what);

}  // namespace roomsign::render
