#include "tests/scale/traffic.hpp"

#include <charconv>
#include <filesystem>
#include <string>

#include <arpa/inet.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace roomsign::test {
namespace {

bool leads_to(int fd, std::uint16_t port) {
  sockaddr_in peer{};
  socklen_t size = sizeof peer;
  return ::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0 &&
         peer.sin_family == AF_INET && ntohs(peer.sin_port) == port;
}

}  // namespace

Traffic traffic_to(std::uint16_t port) {
  Traffic all;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const std::string name = entry.path().filename();
    int fd = -1;
    std::from_chars(name.data(), name.data() + name.size(), fd);
    tcp_info info{};
    socklen_t size = sizeof info;
    if (!leads_to(fd, port) || ::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) continue;
    ++all.connections;
    all.payload += info.tcpi_bytes_acked + info.tcpi_bytes_received;
    all.packets += info.tcpi_segs_out + info.tcpi_segs_in;
  }
  return all;
}

}  // namespace roomsign::test
