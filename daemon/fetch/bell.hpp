// Bell: ends a wait of another thread's.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace roomsign::fetch {

class Bell {
 public:
  // Any thread. Where nobody waits, the next wait hears it.
  void ring() { set(rung_); }
  // As ring(), for those as well who do not listen.
  void call() { set(called_); }

  // As call(), and what is known is to be judged anew: where such a call ended a wait already, and
  // none has run its course since, by the next poll.
  void call_anew() {
    {
      const std::scoped_lock lock(mutex_);
      anew_ = true;
      if (!std::exchange(may_call_anew_, false)) return;
    }
    call();
  }
  // Whether that was asked for since the last time.
  bool take_anew() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(anew_, false);
  }

  // Waits for so long, until called, or until asked to stop; `listening`: or until it rings. One
  // thread.
  void wait(std::chrono::milliseconds time, const std::stop_token& stop, bool listening) {
    std::unique_lock lock(mutex_);
    const bool ended =
        wake_.wait_for(lock, stop, time, [&] { return called_ || (listening && rung_); });
    may_call_anew_ = may_call_anew_ || !ended;
    rung_ = false;
    called_ = false;
  }

 private:
  void set(bool& what) {
    {
      const std::scoped_lock lock(mutex_);
      what = true;
    }
    wake_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool rung_ = false;
  bool called_ = false;
  bool anew_ = false;
  bool may_call_anew_ = true;
};

}  // namespace roomsign::fetch
