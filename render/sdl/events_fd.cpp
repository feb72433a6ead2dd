// Apart from video.cpp, since the window system's headers define words like None and Bool.
#include <SDL.h>
#include <SDL_syswm.h>

#include "render/sdl/video.hpp"

namespace roomsign::render {
namespace {

#if defined(SDL_VIDEO_DRIVER_WAYLAND)
int wayland_fd(wl_display* display) {
  // SDL has it open already, and nobody else needs it.
  void* library = SDL_LoadObject("libwayland-client.so.0");
  if (library == nullptr) return -1;
  using GetFd = int (*)(wl_display*);
  // NOLINTNEXTLINE(clang-diagnostic-cast-function-type*): how dlsym's results become functions
  const auto get_fd = reinterpret_cast<GetFd>(SDL_LoadFunction(library, "wl_display_get_fd"));
  const int fd = get_fd == nullptr ? -1 : get_fd(display);
  SDL_UnloadObject(library);
  return fd;
}
#endif

}  // namespace

int events_fd(SDL_Window& window) {
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  if (SDL_GetWindowWMInfo(&window, &info) != SDL_TRUE) return -1;
  switch (info.subsystem) {
#if defined(SDL_VIDEO_DRIVER_X11)
    case SDL_SYSWM_X11:
      return ConnectionNumber(info.info.x11.display);
#endif
#if defined(SDL_VIDEO_DRIVER_WAYLAND)
    case SDL_SYSWM_WAYLAND:
      return wayland_fd(info.info.wl.display);
#endif
    default:
      return -1;
  }
}

}  // namespace roomsign::render
