#include "daemon/serve/listener.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace roomsign::serve {
namespace {

constexpr int kBacklog = 16;

std::unexpected<Error> unlistenable(const std::string& where, const std::string& why) {
  return failure("unlistenable", fmt::format("cannot listen at {}: {}", where, why));
}

std::unexpected<Error> unlistenable(const std::string& where) {
  return unlistenable(where, std::generic_category().message(errno));
}

Fd open_socket(int family) {
  return Fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

}  // namespace

Result<Fd> listen_at(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return unlistenable(path, "its path is too long");
  path.copy(static_cast<char*>(address.sun_path), path.size());
  const auto* const name = reinterpret_cast<const sockaddr*>(&address);

  if (is_socket(path)) {
    const Fd caller = open_socket(AF_UNIX);
    if (::connect(caller.get(), name, sizeof address) == 0 || errno == EAGAIN) {
      return unlistenable(path, "another sign answers there");
    }
    ::unlink(path.c_str());
  }
  Fd fd = open_socket(AF_UNIX);
  if (!fd || ::bind(fd.get(), name, sizeof address) != 0) return unlistenable(path);
  if (::chmod(path.c_str(), 0660) != 0) return unlistenable(path);
  if (::listen(fd.get(), kBacklog) != 0) return unlistenable(path);
  return fd;
}

bool is_socket(const std::string& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
}

Result<Fd> listen_at(const Endpoint& endpoint) {
  const bool six = endpoint.address.find(':') != std::string::npos;
  const std::string where =
      fmt::format("{}{}{}:{}", six ? "[" : "", endpoint.address, six ? "]" : "", endpoint.port);
  Fd fd = open_socket(six ? AF_INET6 : AF_INET);
  if (!fd) return unlistenable(where);
  const int yes = 1;
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  ::setsockopt(fd.get(), IPPROTO_IP, IP_FREEBIND, &yes, sizeof yes);
  sockaddr_in four{};
  sockaddr_in6 sixth{};
  four.sin_family = AF_INET;
  four.sin_port = htons(endpoint.port);
  sixth.sin6_family = AF_INET6;
  sixth.sin6_port = htons(endpoint.port);
  ::inet_pton(AF_INET, endpoint.address.c_str(), &four.sin_addr);
  ::inet_pton(AF_INET6, endpoint.address.c_str(), &sixth.sin6_addr);
  const int bound = six ? ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&sixth), sizeof sixth)
                        : ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&four), sizeof four);
  if (bound != 0 || ::listen(fd.get(), kBacklog) != 0) return unlistenable(where);
  return fd;
}

}  // namespace roomsign::serve
