// Scribe: writes files in a thread of its own, so that a disk that stalls delays nobody for long.
//
// Whoever has something written waits for it, as if he wrote it himself; but where that takes too
// long he goes on, and it is written without him. From then on nobody waits, until the disk has
// taken all that there is. First in, first out, but that of each file only the newest is written:
// so no more can wait than there are files. How it ends without a waiter is told in the log.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

#include "daemon/base/result.hpp"

namespace roomsign {

class Scribe {
 public:
  using Task = std::function<Result<void>()>;

  // For how long one waits for the disk, and how long the destructor does. There is no thread
  // before the first task.
  explicit Scribe(std::chrono::milliseconds patience = std::chrono::seconds(1),
                  std::chrono::milliseconds farewell = std::chrono::seconds(2));
  // What the disk has not taken by the end of the farewell is lost; the task that it holds up is
  // left to itself.
  ~Scribe();
  Scribe(const Scribe&) = delete;
  Scribe& operator=(const Scribe&) = delete;

  // Has the task write this file. It owns what it needs: it may outlive who has it done, and the
  // scribe. Errors: the task's own, and "slow-disk": it is not written yet. Any thread.
  Result<void> write(const std::filesystem::path& file, Task task);

 private:
  class Desk;

  std::chrono::milliseconds patience_;
  std::chrono::milliseconds farewell_;
  std::shared_ptr<Desk> desk_;  // with the thread
};

}  // namespace roomsign
