// Fleet: what a sign hears from a broker, and what it says there (daemon/mqtt/).
//
// What came is handed on as it is, for whoever knows what it means. One thread, the sign's; it
// never waits.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/mqtt/line.hpp"
#include "daemon/mqtt/options.hpp"
#include "daemon/mqtt/topics.hpp"
#include "daemon/sign/board.hpp"
#include "daemon/signatures/envelope.hpp"
#include "render/picture.hpp"

namespace roomsign::commands {

// How it is doing.
struct FleetReport {
  std::string broker;  // as configured
  std::string id;
  std::vector<std::string> groups;
  bool connected = false;
  std::optional<Error> trouble;
  std::uint64_t refused = 0;     // messages that could not be read as they were meant, or by whom
  std::optional<Error> refusal;  // why, of the last of them
};

class Fleet {
 public:
  using Steady = std::function<std::chrono::nanoseconds()>;  // never jumps; any thread
  using Random = std::function<double()>;                    // 0 to 1; any thread

  Fleet(Steady steady, Random random) : steady_(std::move(steady)), random_(std::move(random)) {}

  // Opens the line, closes it, or leaves it as it is. What is wrong is logged and reported.
  // What Home Assistant is told of the sign: its room, and whether it takes what is not signed.
  void configure(const mqtt::Options& options, const std::string& room, bool takes_unsigned);

  // The next configure() makes the connection anew, so that what the broker keeps is heard again.
  void forget_line() { opened_.reset(); }

  struct Word {
    mqtt::Meaning meaning;
    std::string topic;
    std::string payload;
    std::string scope;  // for whom the topic is, as a signature has it: "all", "group/G", "sign/ID"
  };
  // What came since. "changed" and "look" are not among it, see until_poll(), until_picture().
  std::vector<Word> take();

  // How long until the schedule is to be polled, as somebody says that it changed: spread over some
  // seconds, so that a fleet does not ask all at once; zero: now, and it is told once. None: nobody
  // says so.
  std::optional<std::chrono::nanoseconds> until_poll() { return poll_.until(steady_()); }

  // Likewise how long until somebody is to be shown what is on the panel, as he asked to see it;
  // who asks too soon after another waits a few seconds.
  std::optional<std::chrono::nanoseconds> until_picture() { return picture_.until(steady_()); }
  // Made small in a thread of its own. Empty: there is nothing to see.
  void show(render::Picture frame);

  // To whoever listens to this sign's answers.
  void answer(std::string json);

  // Whether its state is to be said: `gist`, what matters of it, is another one, or it was not said
  // for a while.
  bool state_is_due(const std::string& gist);
  void tell_state(std::string json);

  // A message was refused; logged unless the one before it was for the same reason.
  void refuse(const Error& why);
  void accept() { told_refusal_.clear(); }

  bool is_open() const { return line_ != nullptr; }    // there is somebody to speak to
  std::optional<FleetReport> report() const;           // none: there is no broker
  int fd() const { return line_ ? line_->fd() : -1; }  // readable when something came

 private:
  // What somebody asks for: it is done at once, but so long after it was done before. All steady.
  struct Wish {
    std::optional<std::chrono::nanoseconds> due;   // none: nobody asks
    std::optional<std::chrono::nanoseconds> done;  // none: never

    void ask(std::chrono::nanoseconds now, std::chrono::nanoseconds between);
    // How long until it is to be done; zero: now, and it counts as done. None: nobody asks.
    std::optional<std::chrono::nanoseconds> until(std::chrono::nanoseconds now);
  };

  void open(mqtt::LineOptions options);
  void note_trouble();
  void note_change(mqtt::Scope scope);
  void close();
  void tell_home_assistant(const std::string& room, bool takes_unsigned);

  Steady steady_;
  Random random_;
  mqtt::Options options_;  // as configured
  mqtt::Topics topics_;
  std::optional<mqtt::LineOptions> opened_;  // none: no line is open
  std::unique_ptr<mqtt::Line> line_;
  mqtt::Message discovery_;       // what Home Assistant was told by this line; no topic: nothing
  bool connected_ = false;        // it ever was; logged
  std::optional<Error> trouble_;  // of the line, as logged
  std::optional<Error> closed_;   // why there is no line though there should be one
  std::uint64_t refused_ = 0;
  std::optional<Error> refusal_;  // the last
  std::string told_refusal_;      // as logged

  Wish poll_;
  Wish picture_;
  std::optional<std::chrono::nanoseconds> told_at_;  // steady
  std::string gist_;                                 // as told

  std::jthread showing_;  // goes before the line
};

// The line to a broker that is configured, for nobody in particular yet: without topics. Errors: of
// the password's file.
Result<mqtt::LineOptions> line_to(const mqtt::Options& options);

// Why no line could be opened with these options, as far as this machine knows: what the broker
// says is not asked. None where there is no broker.
std::vector<Error> fleet_troubles(const mqtt::Options& options);

// How long whoever waits for a broker does so.
inline constexpr std::chrono::seconds kConnecting{10};

// Connects once as a sign of these options does, says nothing, and goes: by an id of its own, lest
// the broker take it for that sign. Waits, for a second more than kConnecting at the most. Errors:
// of fleet_troubles(), else the line's.
Result<void> try_broker(const mqtt::Options& options, const mqtt::Line::Steady& steady,
                        const mqtt::Line::Random& random);

// The topics of whole documents that a sign of these options listens to, by whom they are for.
std::map<sign::Origin, std::string> notice_topics(const mqtt::Options& options);
// Of Verb::kNotices.
sign::Origin origin_of(const mqtt::Meaning& meaning);

// By which keys a sign of these options goes, and for whom it is one: "all", "group/G", "sign/ID".
signatures::Guard guard_of(const signatures::Options& signatures, const mqtt::Options& mqtt);

}  // namespace roomsign::commands
