// The real program, started as a user or systemd would start it.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

class Program {
 public:
  // Starts argv[0] (a path) with `environment` ("NAME=value") beside this process's own.
  explicit Program(const std::vector<std::string>& argv,
                   const std::vector<std::string>& environment = {});
  ~Program();  // kills what still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number) const;

  // The exit status; 128 + number if a signal ended it; none if it runs on after `limit`.
  std::optional<int> wait(std::chrono::milliseconds limit = std::chrono::seconds(20));

  // All that was written so far.
  std::string out() const;
  std::string err() const;

  pid_t pid() const { return pid_; }

 private:
  TemporaryFolder folder_;
  pid_t pid_;
  std::optional<int> status_;
};

struct Finished {
  int status = 0;
  std::string out;
  std::string err;
};

// Runs a program to its end.
Finished run_program(const std::vector<std::string>& argv);

void pause_shortly();

// Asks again and again, up to `limit`, whether something has come true.
template <class Condition>
bool eventually(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(20)) {
  for (auto left = limit; left.count() > 0; left -= std::chrono::milliseconds(20)) {
    if (condition()) return true;
    pause_shortly();
  }
  return condition();
}

}  // namespace roomsign::test
