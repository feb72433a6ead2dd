// The only place that reads a clock, and the last to catch.
#include <chrono>
#include <ctime>
#include <exception>

#include "daemon/base/log.hpp"
#include "daemon/commands/commands.hpp"

namespace {

// Goes on while the machine sleeps, which a steady_clock does not.
std::chrono::nanoseconds since_boot() {
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

int main(int argc, char** argv) {
  const roomsign::commands::Clocks clocks{
      .real = [] { return std::chrono::system_clock::now(); },
      .steady = since_boot,
  };
  try {
    return roomsign::commands::main(argc, argv, clocks);
  } catch (const std::exception& error) {
    roomsign::log_error("{}", error.what());
    return 1;
  }
}
