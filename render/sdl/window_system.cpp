// What SDL does not tell about the window system. Apart from video.cpp, since the headers of X11
// define words like None and Bool.
#include <SDL.h>
#include <SDL_syswm.h>

#include "render/sdl/video.hpp"

namespace roomsign::render {
namespace {

// A library that SDL has loaded already, for a function of it. So the program itself needs neither
// X11 nor Wayland.
class Library {
 public:
  explicit Library(const char* name) : handle_(SDL_LoadObject(name)) {}
  ~Library() {
    if (handle_ != nullptr) SDL_UnloadObject(handle_);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  template <class Function>
  Function* function(const char* name) const {
    return handle_ == nullptr ? nullptr
                              : reinterpret_cast<Function*>(SDL_LoadFunction(handle_, name));
  }

 private:
  void* handle_;
};

#if defined(SDL_VIDEO_DRIVER_WAYLAND)
int wayland_fd(wl_display* display) {
  const Library library("libwayland-client.so.0");
  auto* get_fd = library.function<int(wl_display*)>("wl_display_get_fd");
  return get_fd == nullptr ? -1 : get_fd(display);
}
#endif

#if defined(SDL_VIDEO_DRIVER_X11)
// By the convention of all window managers: a property on the root window.
bool x11_window_manager(::Display* display) {
  const Library library("libX11.so.6");
  auto* intern_atom = library.function<decltype(XInternAtom)>("XInternAtom");
  auto* get_property = library.function<decltype(XGetWindowProperty)>("XGetWindowProperty");
  auto* free_data = library.function<decltype(XFree)>("XFree");
  if (intern_atom == nullptr || get_property == nullptr || free_data == nullptr) return true;
  Atom type = 0;
  int format = 0;
  unsigned long count = 0;
  unsigned long rest = 0;
  unsigned char* data = nullptr;
  get_property(display, DefaultRootWindow(display),
               intern_atom(display, "_NET_SUPPORTING_WM_CHECK", False), 0, 1, False,
               AnyPropertyType, &type, &format, &count, &rest, &data);
  if (data != nullptr) free_data(data);
  return type != 0;
}
#endif

bool window_info(SDL_Window& window, SDL_SysWMinfo& info) {
  SDL_VERSION(&info.version);
  return SDL_GetWindowWMInfo(&window, &info) == SDL_TRUE;
}

}  // namespace

int events_fd(SDL_Window& window) {
  SDL_SysWMinfo info;
  if (!window_info(window, info)) return -1;
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

bool has_window_manager([[maybe_unused]] SDL_Window& window) {
#if defined(SDL_VIDEO_DRIVER_X11)
  SDL_SysWMinfo info;
  if (window_info(window, info) && info.subsystem == SDL_SYSWM_X11) {
    return x11_window_manager(info.info.x11.display);
  }
#endif
  return true;
}

}  // namespace roomsign::render
