// XServer: an X server without a screen (Xvfb) whose frame buffer is a file, and a second client
// that does to windows what people and window managers do. Needs Debian's package xvfb.
#pragma once

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <X11/Xlib.h>
#include <X11/keysym.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "render/picture.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

class XServer {
 public:
  // On a free display number, which is this process's $DISPLAY while the server lives.
  explicit XServer(render::Size size) {
    int number[2];
    if (pipe(number) != 0) throw std::runtime_error("pipe");
    const std::string screen = fmt::format("{}x{}x24", size.width, size.height);
    const std::string fd = std::to_string(number[1]);
    pid_ = fork();
    if (pid_ == 0) {
      close(number[0]);
      execlp("Xvfb", "Xvfb", "-displayfd", fd.c_str(), "-screen", "0", screen.c_str(), "-fbdir",
             folder_.path().c_str(), "-nolisten", "tcp", "-noreset", nullptr);
      _exit(127);
    }
    close(number[1]);
    std::string name = ":";
    char byte = 0;
    while (read(number[0], &byte, 1) == 1 && byte != '\n') name += byte;  // once it is ready
    close(number[0]);
    setenv("DISPLAY", name.c_str(), 1);
    client_ = XOpenDisplay(name.c_str());
    if (client_ == nullptr) {
      stop();
      throw std::runtime_error("Xvfb does not start; is xvfb installed?");
    }
  }

  ~XServer() {
    XCloseDisplay(client_);
    unsetenv("DISPLAY");
    stop();
  }

  XServer(const XServer&) = delete;
  XServer& operator=(const XServer&) = delete;

  // What a monitor would show now. The file is an X window dump: a header of big-endian words, a
  // colour map of 12 bytes an entry, rows of pixels.
  render::Picture screen() const {
    std::ifstream file(folder_.path() / "Xvfb_screen0", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto word = [&](std::size_t i) {
      std::uint32_t value = 0;
      std::memcpy(&value, bytes.data() + 4 * i, sizeof value);
      return ntohl(value);
    };
    const std::size_t first = word(0) + std::size_t{word(19)} * 12;
    const std::size_t bytes_a_row = word(12);
    render::Picture picture({static_cast<int>(word(4)), static_cast<int>(word(5))});
    for (int y = 0; y < picture.size.height; ++y) {
      render::Pixel* row = picture.view().row(y);
      std::memcpy(row, bytes.data() + first + static_cast<std::size_t>(y) * bytes_a_row,
                  static_cast<std::size_t>(picture.size.width) * sizeof(render::Pixel));
      for (int x = 0; x < picture.size.width; ++x) row[x] |= 0xFF000000U;
    }
    return picture;
  }

  // These three do something to the only window there is.
  void resize_window(render::Size size) {
    XResizeWindow(client_, window(), static_cast<unsigned>(size.width),
                  static_cast<unsigned>(size.height));
    XSync(client_, False);
  }

  void press(KeySym key) {
    XEvent event{};
    event.xkey.type = KeyPress;
    event.xkey.window = window();
    event.xkey.root = DefaultRootWindow(client_);
    event.xkey.same_screen = True;
    event.xkey.keycode = XKeysymToKeycode(client_, key);
    XSendEvent(client_, event.xkey.window, True, KeyPressMask, &event);
    XSync(client_, False);
  }

  void ask_to_close() {
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = window();
    event.xclient.message_type = XInternAtom(client_, "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(XInternAtom(client_, "WM_DELETE_WINDOW", False));
    XSendEvent(client_, event.xclient.window, False, NoEventMask, &event);
    XSync(client_, False);
  }

  // Another window over everything, and away again: the X server forgets what was below.
  void cover_and_uncover() {
    const Window cover = XCreateSimpleWindow(client_, DefaultRootWindow(client_), 0, 0, 4'000,
                                             4'000, 0, 0, 0xFF00FF);
    XMapRaised(client_, cover);
    XSync(client_, False);
    XDestroyWindow(client_, cover);
    XSync(client_, False);
  }

 private:
  void stop() const {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }

  Window window() const {
    Window root = 0;
    Window parent = 0;
    Window* children = nullptr;
    unsigned count = 0;
    XQueryTree(client_, DefaultRootWindow(client_), &root, &parent, &children, &count);
    Window found = 0;
    for (unsigned i = 0; i < count; ++i) {
      XWindowAttributes attributes;
      XGetWindowAttributes(client_, children[i], &attributes);
      if (attributes.map_state == IsViewable) found = children[i];
    }
    XFree(children);
    if (found == 0) throw std::runtime_error("no window is shown");
    return found;
  }

  TemporaryFolder folder_;
  pid_t pid_ = -1;
  ::Display* client_ = nullptr;
};

}  // namespace roomsign::test
