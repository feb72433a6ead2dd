// Many signs of a fleet in one process, as the broker sees them: each is the sign's own Fleet, with
// its line, its thread, its topics, its keep-alive and its way of coming back. What is left out is
// the picture.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "daemon/base/fd.hpp"
#include "daemon/commands/fleet.hpp"

namespace roomsign::test {

struct FleetOfMany {
  mqtt::Options options;   // of each; id, groups and, where there is one, the user are its own
  std::size_t first = 0;   // number of the first sign: there may be other processes
  std::size_t signs = 0;   // in this process
  std::size_t groups = 1;  // of the fleet; each sign is of one
  std::string status;      // what each says of itself whenever it shows something else
  std::chrono::milliseconds within{};  // in which they are switched on, one after the other
};

class SimulatedFleet {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Switches them on. Throws where that many do not fit into this process.
  explicit SimulatedFleet(const FleetOfMany& fleet);
  ~SimulatedFleet();
  SimulatedFleet(const SimulatedFleet&) = delete;
  SimulatedFleet& operator=(const SimulatedFleet&) = delete;

  static std::string id_of(std::size_t sign);
  static std::string group_of(std::size_t sign, std::size_t groups);
  // That are open: a socket, two bells, and libmosquitto's own of two.
  static constexpr std::size_t kFilesOfASign = 5;

  struct Count {
    std::size_t signs = 0;
    Time first{};  // when it was so of the first sign ...
    Time last{};   // ... and of the last so far
  };
  // Signs that have a connection now, and when that began.
  Count connected() const;
  // Signs to which this message has come, byte by byte.
  Count heard(const std::string& payload) const;
  // Messages that came to a sign a second time, or were not read as they were meant.
  std::size_t odd() const;
  // Signs that polled because the schedule was said to have changed.
  Count polled() const;

 private:
  struct Sign;
  void run(const std::stop_token& stop);
  void take(Sign& sign);
  void watch_over_all();

  std::string status_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Sign>> signs_;
  std::map<std::string, Count> heard_;
  std::size_t odd_ = 0;
  Count polled_;
  Fd epoll_;
  std::jthread thread_;  // goes first
};

}  // namespace roomsign::test
