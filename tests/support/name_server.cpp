#include "tests/support/name_server.hpp"

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/socket_address.hpp"

namespace roomsign::test {
namespace {

constexpr int kPort = 53;
constexpr std::size_t kHeader = 12;  // bytes, before the question
constexpr char kTypeA = 1;
constexpr char kTypeAaaa = 28;

int open_at(const std::string& host) {
  SocketAddress address(host, kPort);
  const int fd = ::socket(address.family(), SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || ::bind(fd, address.get(), address.size) != 0)
    throw std::runtime_error("no resolver at " + host);
  return fd;
}

// The address in four or sixteen bytes; empty where it is not of that type.
std::string packed(const std::string& address, char type) {
  std::string bytes(type == kTypeA ? 4 : 16, '\0');
  const int family = type == kTypeA ? AF_INET : AF_INET6;
  return ::inet_pton(family, address.c_str(), bytes.data()) == 1 ? bytes : "";
}

}  // namespace

NameServer::NameServer(const std::string& address)
    : fd_(open_at(address)), thread_([this] { serve(); }) {}

NameServer::~NameServer() {
  ::shutdown(fd_, SHUT_RDWR);  // ends the wait for a question
  thread_.join();
  ::close(fd_);
}

void NameServer::answer(const std::string& name, std::vector<std::string> addresses) {
  const std::scoped_lock lock(mutex_);
  addresses_[name] = std::move(addresses);
}

void NameServer::fall_silent() {
  const std::scoped_lock lock(mutex_);
  silent_ = true;
}

void NameServer::speak_again() {
  const std::scoped_lock lock(mutex_);
  silent_ = false;
}

int NameServer::questions() const {
  const std::scoped_lock lock(mutex_);
  return questions_;
}

void NameServer::serve() {
  for (;;) {
    std::array<char, 512> buffer{};
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    auto* const sender = reinterpret_cast<sockaddr*>(&from);
    const auto got = ::recvfrom(fd_, buffer.data(), buffer.size(), 0, sender, &size);
    if (got <= 0) return;
    const auto answer = answer_to({buffer.data(), static_cast<std::size_t>(got)});
    if (!answer.empty()) ::sendto(fd_, answer.data(), answer.size(), 0, sender, size);
  }
}

// RFC 1035, of one question: its header, made an answer's; the question; the records.
std::string NameServer::answer_to(std::string_view question) {
  std::string name;
  std::size_t at = kHeader;
  while (at < question.size() && question[at] != 0) {
    const std::size_t length = static_cast<unsigned char>(question[at]);
    if (!name.empty()) name += '.';
    name += question.substr(at + 1, length);
    at += length + 1;
  }
  const std::size_t end = at + 5;  // the name's last zero, type and class
  if (end > question.size()) return {};
  const char type = question[at + 2];

  const std::scoped_lock lock(mutex_);
  ++questions_;
  if (silent_) return {};
  const auto found = addresses_.find(name);
  std::string records;
  char count = 0;
  if (found != addresses_.end() && (type == kTypeA || type == kTypeAaaa)) {
    for (const auto& address : found->second) {
      const auto bytes = packed(address, type);
      if (bytes.empty()) continue;
      using namespace std::string_literals;
      records += "\xC0\x0C\0"s + type + "\0\1\0\0\0\0\0"s + static_cast<char>(bytes.size()) + bytes;
      ++count;
    }
  }
  std::string answer(question.substr(0, end));
  answer[2] = static_cast<char>(0x81);  // an answer, recursion desired ...
  answer[3] = static_cast<char>(found == addresses_.end() ? 0x83 : 0x80);  // ... no such name
  answer[6] = 0;
  answer[7] = count;
  for (std::size_t i = 8; i < kHeader; ++i) answer[i] = 0;  // no other sections
  return answer + records;
}

}  // namespace roomsign::test
