// EventFd: how one thread wakes another that sleeps in poll().
#pragma once

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"

namespace roomsign {

class EventFd {
 public:
  EventFd() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!fd_) throw std::system_error(errno, std::generic_category(), "eventfd");
  }

  // Any thread; never waits.
  void ring() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(fd_.get(), &one, sizeof one);  // full means rung
  }
  void silence() {
    std::uint64_t rung = 0;
    [[maybe_unused]] const auto size = ::read(fd_.get(), &rung, sizeof rung);  // not rung is fine
  }

  int fd() const { return fd_.get(); }  // readable from ring() to silence(); owned by this object

 private:
  Fd fd_;
};

}  // namespace roomsign
