// A client that sends what it is told, also what no client should, and takes what comes.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "daemon/base/fd.hpp"

namespace roomsign::test {

class RawClient {
 public:
  explicit RawClient(const std::filesystem::path& socket);
  explicit RawClient(int port);  // of the loopback

  bool is_connected() const { return connected_; }
  bool send(std::string_view bytes);  // false: the other side is gone

  // All until the other side closes, or for so long.
  std::string rest(std::chrono::milliseconds limit = std::chrono::seconds(10));

 private:
  Fd fd_;
  bool connected_ = false;
};

// The status of an answer; 0: there was none.
int status_of(std::string_view answer);
std::string body_of(std::string_view answer);

// A port of the loopback that was free a moment ago.
int free_port();

}  // namespace roomsign::test
