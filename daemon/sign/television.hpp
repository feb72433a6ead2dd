// Television: switches a television by HDMI-CEC, which ignores a computer's way of switching
// monitors. By the program cec-ctl of the package v4l-utils.
//
// On a thread of its own, since a television takes its time to answer, or never does. What failed
// is logged once and tried again each minute, until it works or something else is wanted.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/subprocess.hpp"

namespace roomsign::sign {

class Television {
 public:
  // As run_child; on the television's thread.
  using Run = std::function<Result<ChildOutput>(const std::vector<std::string>& argv)>;

  // `device`: "/dev/cec0". Nothing is sent before the first set().
  explicit Television(std::string device, Run run = {},
                      std::chrono::milliseconds retry = std::chrono::minutes(1));
  ~Television();  // what is not sent yet is not sent any more
  Television(const Television&) = delete;
  Television& operator=(const Television&) = delete;

  void set(bool on);  // returns at once; what is so already is not sent again

 private:
  void work(const std::stop_token& stop);
  bool send(bool on);

  std::string device_;
  Run run_;
  std::chrono::milliseconds retry_;
  std::string trouble_;  // as logged; the thread's alone
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<bool> wanted_;
  std::jthread thread_;  // the last: it uses the others
};

}  // namespace roomsign::sign
