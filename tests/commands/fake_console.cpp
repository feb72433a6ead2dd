// Loaded into a program (LD_PRELOAD): a console with one graphics card (fake_card.hpp) and one
// monitor of 640x360, for it alone. Its devices, and what the kernel and udev say of them, are the
// files of the folder $FAKE_CONSOLE. Where there is a file "refuses" in it, the card refuses each
// mode; with "sleeper" the monitor seems to be unplugged for a second whenever it is switched off.
// What the card is told is written to the file "told", a word a line.
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "tests/render/sdl/fake_card.hpp"
#include "tests/render/sdl/udev_note.hpp"

using roomsign::test::card;

namespace {

using namespace std::chrono_literals;

std::string folder() {
  const char* name = std::getenv("FAKE_CONSOLE");
  return name == nullptr ? "" : name;
}

bool has(const char* file) { return ::access((folder() + "/" + file).c_str(), F_OK) == 0; }

// A path of the machine's, as one in the folder.
std::string in_folder(const char* path) {
  for (const std::string_view own : {"/dev/dri", "/sys/class/drm", "/run/udev/data"}) {
    if (std::string_view(path).starts_with(own)) return folder() + path;
  }
  return path;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

void plug(bool plugged) {
  std::ofstream(folder() + "/sys/class/drm/card0-HDMI-A-2/status")
      << (plugged ? "connected\n" : "disconnected\n");
  roomsign::test::write_note(folder() + "/run/udev/data", "c0:0");  // a file's device
}

void watch(const char* what) {
  std::ofstream(folder() + "/told", std::ios::app) << what << '\n';
  card.refuses = has("refuses");
  errno = EINVAL;
  static std::atomic<bool> asleep = false;
  if (std::string_view(what) != "off" || !has("sleeper") || asleep.exchange(true)) return;
  std::thread([] {
    std::this_thread::sleep_for(300ms);
    plug(false);
    std::this_thread::sleep_for(1s);
    plug(true);
    asleep = false;
  }).detach();
}

[[gnu::constructor]] void set_up() {
  drmModeModeInfo mode{};
  mode.hdisplay = 640;
  mode.vdisplay = 360;
  card = {.connectors = {{32, 5, {7}, {mode}}}, .is_file = true, .watcher = watch};
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = va_arg(rest, unsigned);
  va_end(rest);
  return real<int(const char*, int, ...)>("open")(in_folder(path).c_str(), flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = va_arg(rest, unsigned);
  va_end(rest);
  return real<int(const char*, int, ...)>("open64")(in_folder(path).c_str(), flags, mode);
}

int openat(int at, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = va_arg(rest, unsigned);
  va_end(rest);
  return real<int(int, const char*, int, ...)>("openat")(at, in_folder(path).c_str(), flags, mode);
}

// A folder's, of a C++ library of 32 bits.
int openat64(int at, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = va_arg(rest, unsigned);
  va_end(rest);
  return real<int(int, const char*, int, ...)>("openat64")(at, in_folder(path).c_str(), flags,
                                                           mode);
}

FILE* fopen(const char* path, const char* how) {
  return real<FILE*(const char*, const char*)>("fopen")(in_folder(path).c_str(), how);
}

FILE* fopen64(const char* path, const char* how) {
  return real<FILE*(const char*, const char*)>("fopen64")(in_folder(path).c_str(), how);
}

DIR* opendir(const char* path) {
  return real<DIR*(const char*)>("opendir")(in_folder(path).c_str());
}

int inotify_add_watch(int fd, const char* path, std::uint32_t mask) noexcept {
  return real<int(int, const char*, std::uint32_t)>("inotify_add_watch")(
      fd, in_folder(path).c_str(), mask);
}

}  // extern "C"
