// The only place that reads a clock, and the last to catch.
#include <chrono>
#include <exception>

#include "daemon/base/log.hpp"
#include "daemon/commands/commands.hpp"

int main(int argc, char** argv) {
  const roomsign::commands::Clocks clocks{
      .real = [] { return std::chrono::system_clock::now(); },
      .steady = [] { return std::chrono::steady_clock::now().time_since_epoch(); },
  };
  try {
    return roomsign::commands::main(argc, argv, clocks);
  } catch (const std::exception& error) {
    roomsign::log_error("{}", error.what());
    return 1;
  }
}
