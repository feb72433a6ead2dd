#include "daemon/serve/clerk.hpp"

namespace roomsign::serve {

Clerk::Clerk(Steady steady) : steady_(std::move(steady)), thread_([this] { work(); }) {}

Clerk::Id Clerk::in(std::chrono::nanoseconds time, Job job) {
  std::unique_lock lock(mutex_);
  const Id id{steady_() + time, ++count_};
  if (ending_) {
    lock.unlock();
    job();
    return id;
  }
  jobs_.emplace(id, std::move(job));
  news_.notify_one();
  return id;
}

void Clerk::forget(const Id& id) {
  const std::scoped_lock lock(mutex_);
  jobs_.erase(id);
}

void Clerk::end() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
    news_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Clerk::work() {
  std::unique_lock lock(mutex_);
  while (!ending_ || !jobs_.empty()) {
    if (jobs_.empty()) {
      news_.wait(lock);
      continue;
    }
    const auto left = jobs_.begin()->first.first - steady_();
    if (!ending_ && left.count() > 0) {
      news_.wait_for(lock, left);
      continue;
    }
    const Job job = std::move(jobs_.extract(jobs_.begin()).mapped());
    lock.unlock();
    job();
    lock.lock();
  }
}

}  // namespace roomsign::serve
