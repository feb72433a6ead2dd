#include "daemon/base/scribe.hpp"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "daemon/base/log.hpp"

namespace roomsign {

class Scribe::Desk {
 public:
  // Whether the thread is to be started now.
  bool open() {
    const std::scoped_lock lock(mutex_);
    return !std::exchange(open_, true);
  }

  Result<void> hand_in(const std::filesystem::path& file, Task task,
                       std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const auto outcome = put(file, std::move(task));
    const auto wait = late_ ? std::chrono::milliseconds(0) : patience;
    done_.wait_for(lock, wait, [&] { return outcome->result.has_value(); });
    if (outcome->result) return *outcome->result;
    late_ = outcome->late = true;
    return failure("slow-disk", fmt::format("{}: the disk is slow, and has not taken it yet: it is "
                                            "written once it does",
                                            file.string()));
  }

  // The thread's.
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      work_.wait(lock, [this] { return !orders_.empty() || closing_; });
      if (orders_.empty()) break;
      const Order order = std::move(orders_.front());
      orders_.pop_front();
      lock.unlock();
      auto result = order.task();
      lock.lock();
      note(*order.outcome, std::move(result));
    }
    open_ = false;
    done_.notify_all();
  }

  void close(std::chrono::milliseconds farewell) {
    std::unique_lock lock(mutex_);
    closing_ = true;
    work_.notify_one();
    if (done_.wait_for(lock, farewell, [this] { return !open_; })) return;
    log_warning("the disk is slow: what it has not taken yet is lost");
    orders_.clear();
  }

 private:
  struct Outcome {
    std::optional<Result<void>> result;
    bool late = false;  // nobody waits for it
  };
  struct Order {
    std::filesystem::path file;
    Task task;
    std::shared_ptr<Outcome> outcome;
  };

  // Takes the place of the order for the same file, and its waiters with it. Even so it is the
  // last: what is told of a document is never written before the document itself.
  std::shared_ptr<Outcome> put(const std::filesystem::path& file, Task task) {
    const auto same = std::ranges::find(orders_, file, &Order::file);
    auto outcome = same == orders_.end() ? std::make_shared<Outcome>() : same->outcome;
    if (same != orders_.end()) orders_.erase(same);
    orders_.push_back({file, std::move(task), outcome});
    work_.notify_one();
    return outcome;
  }

  void note(Outcome& outcome, Result<void> result) {
    if (outcome.late && !result) log_warning("{}", result.error().message);
    outcome.result = std::move(result);
    done_.notify_all();
    if (orders_.empty() && std::exchange(late_, false)) log_notice("the disk is slow no longer");
  }

  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable done_;
  std::list<Order> orders_;
  bool open_ = false;  // the thread runs
  bool closing_ = false;
  bool late_ = false;  // since somebody waited in vain the disk has not taken all
};

Scribe::Scribe(std::chrono::milliseconds patience, std::chrono::milliseconds farewell)
    : patience_(patience), farewell_(farewell), desk_(std::make_shared<Desk>()) {}

Scribe::~Scribe() { desk_->close(farewell_); }

Result<void> Scribe::write(const std::filesystem::path& file, Task task) {
  if (desk_->open()) std::thread([desk = desk_] { desk->work(); }).detach();
  return desk_->hand_in(file, std::move(task), patience_);
}

}  // namespace roomsign
