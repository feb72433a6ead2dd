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

  // As call(), and what is known is to be judged anew: where such a call came less than `rest` ago,
  // by the next poll.
  void call_anew(std::chrono::seconds rest) {
    const auto now = std::chrono::steady_clock::now();
    {
      const std::scoped_lock lock(mutex_);
      anew_ = true;
      if (now < next_call_anew_) return;
      next_call_anew_ = now + rest;
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
    wake_.wait_for(lock, stop, time, [&] { return called_ || (listening && rung_); });
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
  std::chrono::steady_clock::time_point next_call_anew_{};  // not earlier
};

}  // namespace roomsign::fetch
