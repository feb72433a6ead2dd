#include "render/sdl/video.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace roomsign::render {

void throw_sdl_error(const char* what) {
  throw std::runtime_error(fmt::format("{}: {}", what, SDL_GetError()));
}

Video::Video(const std::string& driver, bool fullscreen) {
  SDL_SetMainReady();
  SDL_SetHint(SDL_HINT_VIDEODRIVER, driver.c_str());
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // signals are the caller's
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, fullscreen ? "0" : "1");
  // A window's surface through OpenGL costs 100 MB and a processor; by the X server's shared
  // memory neither.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  // Of Wayland; it needs no more than every computer has.
  SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
  // SDL asks for a session's D-Bus; where there is none, libdbus would start a bus daemon.
  SDL_setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
  // Xlib would read thousands of ways to compose a letter from keys: 11 of the 48 ms of a start.
  SDL_setenv("XCOMPOSEFILE", "/dev/null", 0);
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
    throw std::runtime_error(fmt::format("{} cannot be started: {}", driver, SDL_GetError()));
  }
  const char* running = SDL_GetCurrentVideoDriver();
  if (running == nullptr || SDL_strcasecmp(running, driver.c_str()) != 0) {
    const std::string got = running == nullptr ? "nothing" : running;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    throw std::runtime_error(fmt::format("SDL started {} where {} was asked for", got, driver));
  }
  SDL_StopTextInput();  // no input method
}

Video::~Video() { SDL_QuitSubSystem(SDL_INIT_VIDEO); }

Window make_window(const std::string& title, Size size, bool fullscreen) {
  SDL_Rect place{SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, size.width, size.height};
  Uint32 flags = SDL_WINDOW_RESIZABLE;
  if (fullscreen) {
    if (SDL_GetDisplayBounds(0, &place) != 0) throw_sdl_error("no screen");
    flags = SDL_WINDOW_BORDERLESS;
  }
  Window window(SDL_CreateWindow(title.c_str(), place.x, place.y, place.w, place.h, flags));
  if (window == nullptr) throw_sdl_error("no window");
  if (fullscreen) {
    SDL_ShowCursor(SDL_DISABLE);
    // On a bare X server the window has the whole screen already; SDL would wait 100 ms for a
    // window manager to say so.
    if (has_window_manager(*window)) {
      SDL_SetWindowFullscreen(window.get(), SDL_WINDOW_FULLSCREEN_DESKTOP);
    }
  }
  return window;
}

Panel::News pump_events() {
  Panel::News news;
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    switch (event.type) {
      case SDL_QUIT:
        news.quit = true;
        break;
      case SDL_KEYDOWN:
        news.quit |= event.key.keysym.sym == SDLK_ESCAPE || event.key.keysym.sym == SDLK_q;
        break;
      case SDL_WINDOWEVENT:
        news.exposed |= event.window.event == SDL_WINDOWEVENT_EXPOSED ||
                        event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED;
        break;
      case SDL_RENDER_TARGETS_RESET:
      case SDL_RENDER_DEVICE_RESET:
        news.exposed = true;
        break;
      default:
        break;
    }
  }
  return news;
}

}  // namespace roomsign::render
