// Line: the connection to a broker, in a thread of its own, which sleeps until there is traffic or
// the connection is to be kept alive.
//
// Whoever is at the other end can do no more harm than to be silent: connecting has its time; what
// comes is bounded in size, and in number by not being read any faster; what goes is held back
// while the broker does not take it, and bounded; a connection that is lost is made again, ever
// less often and spread over time. One that holds for a while clears the trouble before it.
//
// Retained messages are the state of the sign: the newest of each topic is sent again whenever a
// connection is made. Others are lost where there is none.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/mqtt/mosquitto.hpp"
#include "daemon/mqtt/options.hpp"

namespace roomsign::mqtt {

struct Message {
  std::string topic;
  std::string payload;
  bool retained = false;
  bool operator==(const Message&) const = default;
};

struct LineOptions {
  Broker broker;
  std::string user;
  std::string password;
  std::string ca_file;               // empty: whom the system trusts
  std::string id;                    // of the connection; a broker has one of each
  std::vector<std::string> topics;   // that are listened to
  std::optional<Message> last_will;  // what the broker says once the connection is gone
  bool operator==(const LineOptions&) const = default;
};

// Bytes of a message: what a sign takes, and what a broker with our mosquitto.conf passes on.
inline constexpr std::size_t kLargestMessage = 64U << 10U;

struct LineLimits {
  std::size_t payload = kLargestMessage;            // of a message that comes
  std::size_t waiting = 64;                         // messages that came, until they are taken
  std::chrono::seconds keep_alive{120};             // a quiet connection is asked after that
  std::chrono::milliseconds watching{45'000};       // how often it is seen whether that is due
  std::chrono::milliseconds connecting{20'000};     // to be connected, from the first packet on
  std::chrono::milliseconds first_wait{10'000};     // at most until the next attempt: a fleet that
                                                    // lost its broker comes back spread over that
  std::chrono::milliseconds longest_wait{120'000};  // it is doubled each time, up to that
  std::chrono::milliseconds settling{30'000};       // a connection that holds for so long is good
  double at_once = 30;                              // messages are read, ...
  double a_second = 1;                              // ... and so many more
};

// How it is doing.
struct LineReport {
  bool connected = false;
  std::optional<Error> trouble;  // "unreachable", "refused", "lost", "denied" (a topic), "flooded"
  std::uint64_t not_taken = 0;   // messages: too large, or too many waited
  bool operator==(const LineReport&) const = default;
};

class Line {
 public:
  using Steady = std::function<std::chrono::nanoseconds()>;  // never jumps; any thread
  using Random = std::function<double()>;                    // 0 to 1; any thread

  Line(const Mosquitto& library, LineOptions options, Steady steady, Random random,
       const LineLimits& limits = {});
  ~Line();  // ends the thread, which says what the broker takes at once, and waits for nobody
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  // Any thread; never waits.
  void publish(Message message);

  // What came since; silences the bell.
  std::vector<Message> take();
  LineReport report() const;

  int fd() const;  // readable when take() has something, or the report is another

 private:
  struct Shared;
  class Work;

  std::unique_ptr<Shared> shared_;
  std::jthread thread_;  // goes first
};

// For those who have nothing else to do: waits until the connection holds, `longest` at the most.
// Takes what came meanwhile. Errors: its trouble, else "unreachable".
Result<void> await_connection(Line& line, const Line::Steady& steady,
                              std::chrono::nanoseconds longest);

// Waits until the line has something to say, at most until `end` (steady); false: it is past.
bool await_word(const Line& line, const Line::Steady& steady, std::chrono::nanoseconds end);

}  // namespace roomsign::mqtt
