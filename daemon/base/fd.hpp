// Fd: owns a file descriptor, and closes it. -1 is none. Moves, does not copy.
#pragma once

#include <utility>

#include <unistd.h>

namespace roomsign {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd() { close(); }

  // False where the system reports, only now, that something written was lost.
  bool close() {
    const int fd = std::exchange(fd_, -1);
    return fd < 0 || ::close(fd) == 0;
  }

  // For somebody else to close.
  int release() { return std::exchange(fd_, -1); }

  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

}  // namespace roomsign
