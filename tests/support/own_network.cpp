#include "tests/support/own_network.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <linux/ipv6.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/base/fd.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"
#include "tests/support/socket_address.hpp"
#include "tests/support/temporary_folder.hpp"

namespace roomsign::test {
namespace {

constexpr const char* kLoopback = "lo";

void must(bool done, const std::string& what) {
  if (!done) throw std::system_error(errno, std::generic_category(), what);
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

// Makes this process root in a namespace of users; possible while it has one thread.
bool become_root() {
  const auto user = std::to_string(::geteuid());
  const auto group = std::to_string(::getegid());
  if (::unshare(CLONE_NEWUSER) != 0) return false;
  write("/proc/self/setgroups", "deny");
  write("/proc/self/uid_map", "0 " + user + " 1");
  write("/proc/self/gid_map", "0 " + group + " 1");
  return true;
}

void change_loopback(unsigned long request, ifreq change) {
  std::strncpy(change.ifr_name, kLoopback, IFNAMSIZ - 1);
  const Fd fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  must(::ioctl(fd.get(), request, &change) == 0, "loopback");
}

// Within this thread's mounts the file says something else.
void put_over(const char* path, const std::string& text) {
  static const TemporaryFolder folder;  // nothing is mounted over a file whose name is gone
  static int count = 0;
  const auto file = folder / std::to_string(++count);
  write(file, text);
  must(::mount(file.c_str(), path, nullptr, MS_BIND, nullptr) == 0, path);
}

// Why this thread, with what it will start, cannot have a network of its own; none: it has one.
std::optional<int> enter() {
  if (::unshare(CLONE_NEWNET | CLONE_NEWNS) != 0) return errno;
  must(::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0, "mounts of one's own");
  put_over("/etc/nsswitch.conf", "hosts: files dns\n");  // not by a service outside of here
  set_link(true);
  return std::nullopt;
}

bool may_have_networks() {
  return std::async(std::launch::async, [] { return ::unshare(CLONE_NEWNET) == 0; }).get();
}

}  // namespace

void in_own_network(const std::function<void()>& test) {
  if (!may_have_networks()) become_root();
  std::optional<int> refused;
  std::async(std::launch::async, [&] {
    refused = enter();
    if (!refused) test();
  }).get();
  if (!refused) return;
  const auto why = std::string("no network of its own for this test: ") + std::strerror(*refused) +
                   "; it needs root (CAP_SYS_ADMIN), or user namespaces for everybody";
  const char* ci = std::getenv("CI");
  if (ci != nullptr && std::string_view(ci) == "true") FAIL(why);
  WARN("SKIPPED: " << why);
}

void use_resolv_conf(const std::string& text) { put_over("/etc/resolv.conf", text); }

void add_ipv6_address(const std::string& address) {
  in6_ifreq change{};
  must(::inet_pton(AF_INET6, address.c_str(), &change.ifr6_addr) == 1, address);
  change.ifr6_prefixlen = 128;
  change.ifr6_ifindex = static_cast<int>(::if_nametoindex(kLoopback));
  const Fd fd(::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  must(::ioctl(fd.get(), SIOCSIFADDR, &change) == 0, address);
  // It is in use when the kernel has seen to it that nobody else has it.
  SocketAddress bound(address, 0);
  must(eventually([&] { return ::bind(fd.get(), bound.get(), bound.size) == 0; }), address);
}

void set_link(bool up) {
  ifreq change{};
  change.ifr_flags = static_cast<short>(up ? IFF_UP : 0);
  change_loopback(SIOCSIFFLAGS, change);
}

void remove_ipv4() {
  ifreq change{};
  change.ifr_addr.sa_family = AF_INET;  // to 0.0.0.0: none
  change_loopback(SIOCSIFADDR, change);
}

}  // namespace roomsign::test
