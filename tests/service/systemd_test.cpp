#include "daemon/service/systemd.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/support/catch.hpp"

namespace roomsign::service {
namespace {

using namespace std::chrono_literals;

// Sets an environment variable and puts the old value back.
class Environment {
 public:
  Environment(const char* name, const std::optional<std::string>& value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    set(value);
  }
  ~Environment() { set(old_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  void set(const std::optional<std::string>& value) {
    if (value) {
      ::setenv(name_, value->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }

  const char* name_;
  std::optional<std::string> old_;
};

// A service manager's end: the socket that NOTIFY_SOCKET names.
class Manager {
 public:
  Manager() {
    path_ = std::filesystem::temp_directory_path() / fmt::format("roomsign-{}", ::getpid());
    std::filesystem::remove(path_);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    path_.string().copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(fd_ >= 0);
    REQUIRE(::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~Manager() {
    ::close(fd_);
    std::filesystem::remove(path_);
  }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  std::string path() const { return path_.string(); }

  // The next message; empty: none came.
  std::string receive() const {
    std::array<char, 4096> buffer{};
    const auto size = ::recv(fd_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return size < 0 ? "" : std::string(buffer.data(), static_cast<std::size_t>(size));
  }

 private:
  int fd_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  std::filesystem::path path_;
};

TEST_CASE("systemd hears that the sign is ready, how it is, and that it stops") {
  const Manager manager;
  const Environment socket("NOTIFY_SOCKET", manager.path());
  Systemd systemd;
  REQUIRE(manager.receive().empty());
  systemd.ready("kmsdrm, 1920x1080");
  REQUIRE(manager.receive() == "READY=1\nSTATUS=kmsdrm, 1920x1080");
  systemd.status("16 sessions");
  REQUIRE(manager.receive() == "STATUS=16 sessions");
  systemd.alive();
  REQUIRE(manager.receive() == "WATCHDOG=1");
  systemd.reloading();
  REQUIRE(manager.receive() == "RELOADING=1");
  systemd.stopping();
  REQUIRE(manager.receive() == "STOPPING=1");
  REQUIRE(manager.receive().empty());
}

TEST_CASE("a status stays one line, whatever words are in it") {
  const Manager manager;
  const Environment socket("NOTIFY_SOCKET", manager.path());
  Systemd systemd;
  systemd.status("a title\nSTOPPING=1");
  REQUIRE(manager.receive() == "STATUS=a title STOPPING=1");
  systemd.ready("a title\nWATCHDOG=trigger");
  REQUIRE(manager.receive() == "READY=1\nSTATUS=a title WATCHDOG=trigger");
}

TEST_CASE("the watchdog is fed twice in the time after which systemd kills") {
  const Environment pid("WATCHDOG_PID", std::to_string(::getpid()));
  const Environment time("WATCHDOG_USEC", "20000000");
  REQUIRE(Systemd().watchdog_period() == 10'000ms);
}

TEST_CASE("no watchdog is fed that was not asked for, or asked of another process") {
  const Environment nobody("WATCHDOG_PID", std::nullopt);
  {
    const Environment time("WATCHDOG_USEC", std::nullopt);
    REQUIRE_FALSE(Systemd().watchdog_period().has_value());
  }
  const Environment time("WATCHDOG_USEC", "20000000");
  const Environment other("WATCHDOG_PID", "1");
  REQUIRE_FALSE(Systemd().watchdog_period().has_value());
}

TEST_CASE("a sign that was started by hand, or whose manager is gone, goes on") {
  const Environment none("NOTIFY_SOCKET", std::nullopt);
  Systemd systemd;
  systemd.ready("by hand");
  systemd.stopping();
  const Environment gone("NOTIFY_SOCKET", "/nonexistent/notify");
  systemd.ready("gone");
  systemd.alive();
}

}  // namespace
}  // namespace roomsign::service
