// Newest<T>: the one place where threads meet.
//
// One side publishes whole, immutable values; the other takes the newest and never waits for it.
// A publish rings an eventfd, so that a thread in poll() wakes. Values in between may be skipped.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "daemon/base/event_fd.hpp"

namespace roomsign {

template <class T>
class Newest {
 public:
  // Any thread.
  void publish(std::shared_ptr<const T> value) {
    {
      const std::scoped_lock lock(mutex_);
      value_ = std::move(value);
    }
    bell_.ring();
  }

  // The newest value, null before the first; silences the bell. Any thread.
  std::shared_ptr<const T> take() {
    bell_.silence();
    const std::scoped_lock lock(mutex_);
    return value_;
  }

  // Readable after a publish, until the next take(). Owned by this object.
  int fd() const { return bell_.fd(); }

 private:
  EventFd bell_;
  std::mutex mutex_;
  std::shared_ptr<const T> value_;
};

}  // namespace roomsign
