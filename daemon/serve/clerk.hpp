// Clerk: does things later, in a thread of its own, which sleeps while there is nothing to do.
//
// What is due is done in the order of its time. Time is an argument, on a clock that never jumps.
// At its end it does at once what was to be done later, so that nobody waits for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace roomsign::serve {

class Clerk {
 public:
  using Steady = std::function<std::chrono::nanoseconds()>;
  using Job = std::function<void()>;  // must not throw
  using Id = std::pair<std::chrono::nanoseconds, std::uint64_t>;

  explicit Clerk(Steady steady);
  ~Clerk() { end(); }
  Clerk(const Clerk&) = delete;
  Clerk& operator=(const Clerk&) = delete;

  // Any thread. After the end: at once, by the caller.
  Id in(std::chrono::nanoseconds time, Job job);

  // Where it is not being done yet.
  void forget(const Id& id);

  void end();

 private:
  void work();

  Steady steady_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::map<Id, Job> jobs_;
  std::uint64_t count_ = 0;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace roomsign::serve
