#include "tests/support/http_server.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <utility>

#include <linux/filter.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/socket_address.hpp"

namespace roomsign::test {
namespace {

int listen_at(const std::string& host, int& port) {
  SocketAddress address(host, port);
  const int fd = ::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || ::bind(fd, address.get(), address.size) != 0 || ::listen(fd, 16) != 0 ||
      ::getsockname(fd, address.get(), &address.size) != 0) {
    throw std::runtime_error("no server at " + host);
  }
  port = address.port();
  return fd;
}

// Nothing that comes for the socket reaches it, nor is it answered for: the kernel drops it before
// TCP sees it.
void lose_packets_for(int fd) {
  sock_filter nothing{.code = BPF_RET | BPF_K, .jt = 0, .jf = 0, .k = 0};
  const sock_fprog program{.len = 1, .filter = &nothing};
  if (::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) != 0)
    throw std::runtime_error("no filter on a socket");
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// Takes one request from the socket; empty: there is none any more.
std::string receive_head(int fd) {
  std::string head;
  char byte = 0;
  while (!head.ends_with("\r\n\r\n")) {
    if (::recv(fd, &byte, 1, 0) <= 0) return {};
    head += byte;
    if (head[0] < 'A' || head[0] > 'Z') return {};  // no method: perhaps TLS
  }
  return head;
}

}  // namespace

std::string HttpServer::Request::target() const {
  const auto start = head.find(' ') + 1;
  return head.substr(start, head.find(' ', start) - start);
}

std::string HttpServer::Request::header(std::string_view name) const {
  for (auto at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
    const auto line = std::string_view(head).substr(at + 2);
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    if (!same_letters(line.substr(0, name.size()), name)) continue;
    const auto value = line.substr(name.size() + 1, line.find("\r\n") - name.size() - 1);
    return std::string(value.substr(std::min(value.find_first_not_of(' '), value.size())));
  }
  return {};
}

bool HttpServer::Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpServer::Connection::pause(std::chrono::milliseconds time) const {
  std::unique_lock lock(server_.mutex_);
  return !server_.ended_.wait_for(lock, time, [this] { return server_.ending_; });
}

void HttpServer::Connection::await_leaving() const {
  char byte = 0;
  while (::recv(fd_, &byte, 1, 0) > 0) {
  }
}

void HttpServer::Connection::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  open_ = false;
}

HttpServer::HttpServer(const std::string& address, int port)
    : host_(address.contains(':') ? "[" + address + "]" : address),
      port_(port),
      listener_(listen_at(address, port_)),
      acceptor_([this] { accept_all(); }) {}

HttpServer::~HttpServer() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
    for (const int fd : open_) ::shutdown(fd, SHUT_RDWR);
  }
  ended_.notify_all();
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (auto& [number, thread] : threads_) thread.join();
  ::close(listener_);
}

void HttpServer::handle(const std::string& path, Handler handler) {
  const std::scoped_lock lock(mutex_);
  handlers_[path] = std::move(handler);
}

void HttpServer::answer(const std::string& path, std::string bytes) {
  handle(path, [bytes = std::move(bytes)](const Request&, Connection& to) {
    to.send(bytes);
    if (bytes.find("Content-Length:") == std::string::npos) to.close();
  });
}

void HttpServer::let_nobody_in() const { lose_packets_for(listener_); }

void HttpServer::fall_silent() {
  const std::scoped_lock lock(mutex_);
  for (const int fd : open_) lose_packets_for(fd);
}

std::string HttpServer::url(std::string_view path) const {
  return "http://" + host_ + ":" + std::to_string(port_) + std::string(path);
}

int HttpServer::hits(const std::string& path) const {
  const std::scoped_lock lock(mutex_);
  const auto found = requests_.find(path);
  return found == requests_.end() ? 0 : static_cast<int>(found->second.size());
}

HttpServer::Request HttpServer::last(const std::string& path) const {
  const std::scoped_lock lock(mutex_);
  const auto found = requests_.find(path);
  return found == requests_.end() ? Request{} : found->second.back();
}

int HttpServer::connections() const {
  const std::scoped_lock lock(mutex_);
  return connections_;
}

void HttpServer::accept_all() {
  for (;;) {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const std::scoped_lock lock(mutex_);
    if (ending_ || fd < 0) {
      if (fd >= 0) ::close(fd);
      return;
    }
    open_.insert(fd);
    join_done();
    const int number = ++connections_;
    threads_[number] = std::thread([this, fd, number] { serve(fd, number); });
  }
}

// They hold the mutex for the last time.
void HttpServer::join_done() {
  for (const int number : done_) {
    threads_.at(number).join();
    threads_.erase(number);
  }
  done_.clear();
}

void HttpServer::serve(int fd, int number) {
  Connection connection(*this, fd);
  while (connection.open_) {
    const Request request{receive_head(fd)};
    if (request.head.empty()) break;
    note(request)(request, connection);
  }
  const std::scoped_lock lock(mutex_);
  open_.erase(fd);
  ::close(fd);
  done_.push_back(number);
}

HttpServer::Handler HttpServer::note(const Request& request) {
  const auto target = request.target();
  const auto path = target.substr(0, target.find('?'));
  const std::scoped_lock lock(mutex_);
  requests_[path].push_back(request);
  const auto found = handlers_.find(path);
  if (found != handlers_.end()) return found->second;
  return [](const Request&, Connection& to) { to.send(reply(404, {}, "not here")); };
}

std::string reply(int status, const std::vector<std::string>& headers, std::string_view body) {
  std::string answer = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
  for (const auto& line : headers) answer += line + "\r\n";
  answer += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  return answer.append(body);
}

}  // namespace roomsign::test
