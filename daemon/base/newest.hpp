// Newest<T>: the one place where threads meet.
//
// One side publishes whole, immutable values; the other takes the newest and never waits for it.
// A publish rings an eventfd, so that a thread in ppoll() wakes. Values in between may be skipped.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"

namespace roomsign {

template <class T>
class Newest {
 public:
  Newest() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!fd_) throw std::system_error(errno, std::generic_category(), "eventfd");
  }

  // Any thread.
  void publish(std::shared_ptr<const T> value) {
    {
      const std::scoped_lock lock(mutex_);
      value_ = std::move(value);
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(fd_.get(), &one, sizeof one);  // full means rung
  }

  // The newest value, null before the first; silences the bell. Any thread.
  std::shared_ptr<const T> take() {
    std::uint64_t rung = 0;
    [[maybe_unused]] const auto size = ::read(fd_.get(), &rung, sizeof rung);  // not rung is fine
    const std::scoped_lock lock(mutex_);
    return value_;
  }

  // Readable after a publish, until the next take(). Owned by this object.
  int fd() const { return fd_.get(); }

 private:
  Fd fd_;
  std::mutex mutex_;
  std::shared_ptr<const T> value_;
};

}  // namespace roomsign
