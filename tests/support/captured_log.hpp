// What is written to standard error, the log, while this lives.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "daemon/base/file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

class CapturedLog {
 public:
  CapturedLog() : before_(::dup(STDERR_FILENO)) {
    const int fd = ::open((folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(fd, STDERR_FILENO);
    ::close(fd);
  }
  ~CapturedLog() {
    ::dup2(before_, STDERR_FILENO);
    ::close(before_);
  }
  CapturedLog(const CapturedLog&) = delete;
  CapturedLog& operator=(const CapturedLog&) = delete;

  std::string text() const { return *read_file(folder_ / "log"); }
  std::ptrdiff_t lines() const {
    const auto text = this->text();
    return std::ranges::count(text, '\n');
  }

 private:
  TemporaryFolder folder_;
  int before_;
};

}  // namespace roomsign::test
