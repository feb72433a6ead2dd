// A resolver in a few lines: answers what it was told, or nothing at all.
//
//   NameServer names("127.0.0.1");   // at port 53: see in_own_network()
//   names.answer("signs.example", {"192.0.2.1"});
//
// Names that it does not know do not exist. Any thread may call any member.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace roomsign::test {

class NameServer {
 public:
  explicit NameServer(const std::string& address);
  ~NameServer();
  NameServer(const NameServer&) = delete;
  NameServer& operator=(const NameServer&) = delete;

  // IPv4 and IPv6 addresses; of a kind that has none it says so.
  void answer(const std::string& name, std::vector<std::string> addresses);

  void fall_silent();  // hears questions, and answers none
  void speak_again();
  int questions() const;  // heard so far

 private:
  void serve();
  std::string answer_to(std::string_view question);

  int fd_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<std::string>> addresses_;
  bool silent_ = false;
  int questions_ = 0;
  std::thread thread_;
};

}  // namespace roomsign::test
