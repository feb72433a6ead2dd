// Many signs in one process, as the web server sees them: each is the sign's own Poller and its own
// download, in a thread of its own. What is left out is what is done with a new document.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "daemon/fetch/http.hpp"

namespace roomsign::test {

struct PollsOfMany {
  std::string url;
  std::string ca_file;  // empty: the system's
  std::size_t signs = 0;
  std::chrono::seconds interval{60};
};

struct PollCount {
  std::uint64_t whole = 0;      // answers with a document (200)
  std::uint64_t unchanged = 0;  // 304
  std::uint64_t failed = 0;     // all else
  std::string trouble;          // why one failed
  std::uint64_t busiest = 0;    // answers in the second in which there were most
  std::chrono::microseconds slowest{};
};

class SimulatedPolls {
 public:
  // All are switched on at once.
  explicit SimulatedPolls(const PollsOfMany& polls);
  ~SimulatedPolls();  // ends them
  SimulatedPolls(const SimulatedPolls&) = delete;
  SimulatedPolls& operator=(const SimulatedPolls&) = delete;

  static constexpr std::size_t kFilesOfASign = 3;  // that are open: a socket, a bell of two

  // Since it was asked last.
  PollCount take();

 private:
  class CountedHttp;
  void note(const Result<fetch::Response>& answer, std::chrono::microseconds took);

  std::mutex mutex_;
  PollCount count_;
  std::map<std::int64_t, std::uint64_t> seconds_;  // answers in each
  std::vector<std::jthread> threads_;
};

// The same question again and again, each as soon as the one before is answered, by so many at
// once, for so long: how many answers came. `whole`: each time as if for the first time.
PollCount ask_without_pause(const PollsOfMany& polls, std::chrono::milliseconds time, bool whole);

}  // namespace roomsign::test
