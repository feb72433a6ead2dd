// Server: answers HTTP at a Unix socket, at an address, or both, in threads of its own that sleep
// while nobody asks.
//
// What a request may be is judged by guard.hpp; what passes is put to the sign through a Mailbox.
// Everything is bounded: connections (a door each), their time, heads, bodies, requests a second,
// and how long the sign may take. A connection carries one request.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/serve/clerk.hpp"
#include "daemon/serve/mailbox.hpp"
#include "daemon/serve/options.hpp"

namespace roomsign::serve {

struct Limits {
  unsigned connections = 32;                     // a door; half of them from one address, where
                                                 // two browsers may be, with six each at work
  std::chrono::milliseconds asking{10'000};      // to send a request
  std::chrono::milliseconds reading{30'000};     // to read the answer
  std::chrono::milliseconds thinking{2'000};     // for the sign to answer, then 503
  std::chrono::milliseconds wrong_token{1'000};  // until 401
  double at_once = 40;                           // requests by a door, by Route::cost, ...
  double a_second = 10;                          // ... and so many more; then 429. Those with the
                                                 // token count apart from all others
};

class Server {
 public:
  // Opens what the options name; `token` is what was in their file. What cannot be opened is in
  // troubles(). The mailbox must outlive it.
  Server(const Options& options, std::string token, Mailbox& mailbox, Clerk::Steady steady,
         const Limits& limits = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // "no-library", "unlistenable".
  const std::vector<Error>& troubles() const { return troubles_; }
  // Whether it can be asked wherever the options name, as far as one sees: nobody removed its
  // socket.
  bool is_whole() const;
  // Where it listens, for the log.
  std::vector<std::string> places() const;

 private:
  class Door;
  struct Exchange;
  struct Shared;

  std::vector<Error> troubles_;
  std::unique_ptr<Shared> shared_;
  std::vector<std::unique_ptr<Door>> doors_;
};

}  // namespace roomsign::serve
