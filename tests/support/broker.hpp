// A real broker, mosquitto, on a port of its own on the loopback. For tests; they fail where it is
// not installed.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include <sys/types.h>

#include "tests/support/program.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {

class Broker {
 public:
  // `settings`: further lines of its configuration; files are relative to folder().
  explicit Broker(std::string settings = "allow_anonymous true\n")
      : settings_(std::move(settings)), port_(static_cast<std::uint16_t>(free_port())) {}

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
    if (!eventually([&] { return RawClient(port_).is_connected(); })) {
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
  TemporaryFolder folder_;
  std::string settings_;
  std::uint16_t port_;
  std::unique_ptr<Program> program_;
};

}  // namespace roomsign::test
