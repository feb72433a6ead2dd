// A real broker, mosquitto, on a port of its own on the loopback. For tests; they fail where it is
// not installed.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

// One that nobody listened at a moment ago.
inline std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

class Broker {
 public:
  // `settings`: further lines of its configuration; files are relative to folder().
  explicit Broker(std::string settings = "allow_anonymous true\n")
      : settings_(std::move(settings)), port_(free_port()) {}

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file) << text;
  }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  void start() {
    std::string settings = settings_;
    for (auto at = settings.find("$F"); at != std::string::npos; at = settings.find("$F")) {
      settings.replace(at, 2, folder_.path().string());
    }
    write("broker.conf",
          "user root\nlistener " + std::to_string(port_) + " 127.0.0.1\n" + settings);
    program_ = std::make_unique<Program>(
        std::vector<std::string>{"/usr/sbin/mosquitto", "-c", file("broker.conf")});
    if (!eventually([&] { return listens(); })) {
      throw std::runtime_error("mosquitto did not start: " + program_->err());
    }
  }
  void stop() { program_.reset(); }

  std::uint16_t port() const { return port_; }
  std::string url(const std::string& scheme = "mqtt") const {
    return scheme + "://127.0.0.1:" + std::to_string(port_);
  }
  // What it wrote.
  std::string log() const { return program_->err(); }
  pid_t pid() const { return program_->pid(); }

 private:
  bool listens() const {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port_);
    const bool there =
        ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return there;
  }

  TemporaryFolder folder_;
  std::string settings_;
  std::uint16_t port_;
  std::unique_ptr<Program> program_;
};

}  // namespace roomsign::test
