// A real HTTP server, mostly on the loopback: counts hits, remembers requests, answers as told,
// also badly.
//
//   HttpServer server;
//   server.answer("/page", reply(200, {"ETag: \"1\""}, "hello"));
//   server.handle("/slow", [](const HttpServer::Request&, HttpServer::Connection& to) {
//     while (to.send("x") && to.pause(100ms)) {}
//   });
//   ... server.url("/page") ... server.hits("/page") ...
//
// A thread a connection; connections are kept open until the client, close() or the server's end
// closes them. Paths without an answer get a 404. Any thread may call any member.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace roomsign::test {

class HttpServer {
 public:
  struct Request {
    std::string head;  // as received
    std::string target() const;
    std::string header(std::string_view name) const;  // empty: not there
  };

  class Connection {
   public:
    bool send(std::string_view bytes);                 // false: the client is gone
    bool pause(std::chrono::milliseconds time) const;  // false: the server ends
    void await_leaving() const;                        // of the client, or the server's end
    void close() { open_ = false; }                    // after the handler returns
    void reset();                                      // as close(), but without a farewell (RST)

   private:
    friend class HttpServer;
    Connection(HttpServer& server, int fd) : server_(server), fd_(fd) {}
    HttpServer& server_;
    int fd_;
    bool open_ = true;
  };

  using Handler = std::function<void(const Request&, Connection&)>;

  // At a port of its own, or the one named: see in_own_network().
  explicit HttpServer(const std::string& address = "127.0.0.1", int port = 0);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  void handle(const std::string& path, Handler handler);
  void answer(const std::string& path, std::string bytes);  // closes if there is no Content-Length

  // The network loses every packet that would open a connection.
  void let_nobody_in() const;

  // So it loses every further packet of the connections that are there.
  void fall_silent();

  int port() const { return port_; }
  std::string url(std::string_view path) const;
  int hits(const std::string& path) const;
  Request last(const std::string& path) const;  // the last request for it; empty: none
  int connections() const;

 private:
  void accept_all();
  void serve(int fd, int number);
  void join_done();
  Handler note(const Request& request);

  std::string host_;  // as it stands in an address
  int port_;
  int listener_;
  mutable std::mutex mutex_;
  mutable std::condition_variable ended_;
  bool ending_ = false;
  std::map<std::string, Handler> handlers_;
  std::map<std::string, std::vector<Request>> requests_;
  std::set<int> open_;
  int connections_ = 0;  // so far
  std::map<int, std::thread> threads_;
  std::vector<int> done_;  // of them
  std::thread acceptor_;
};

// A whole answer. `headers` are lines without their end; Content-Length is added.
std::string reply(int status, const std::vector<std::string>& headers, std::string_view body);

}  // namespace roomsign::test
