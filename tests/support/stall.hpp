// A disk that takes nothing for a while.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "daemon/base/scribe.hpp"

namespace roomsign::test {

class Stall {
 public:
  Stall() = default;
  ~Stall() { end(); }
  Stall(const Stall&) = delete;
  Stall& operator=(const Stall&) = delete;

  // Returns at the end of the stall; may outlive it.
  Scribe::Task task() const {
    return [state = state_]() -> Result<void> {
      std::unique_lock lock(state->mutex);
      state->begun = true;
      state->changed.notify_all();
      state->changed.wait(lock, [&] { return state->over; });
      return {};
    };
  }

  // Until a task waits.
  void await() const {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(lock, [&] { return state_->begun; });
  }

  void end() const {
    const std::scoped_lock lock(state_->mutex);
    state_->over = true;
    state_->changed.notify_all();
  }

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    bool begun = false;
    bool over = false;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace roomsign::test
