// ConfigSource: polls for this sign's configuration, in a thread of its own, for as long as it
// lives. The same machinery as a schedule's Source: conditional requests, mirrors, back-off, and a
// child that reads first, as it dies of what would kill the reader. What a server says that is no
// sound configuration changes nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "daemon/base/newest.hpp"
#include "daemon/base/result.hpp"
#include "daemon/fetch/bell.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/sign/source.hpp"
#include "daemon/signatures/envelope.hpp"

namespace roomsign::sign {

inline constexpr std::size_t kLargestConfig = 64U << 10U;  // bytes

// What the child is asked to read, as the `import` command knows it: TOML.
inline constexpr std::string_view kConfigFormat = "roomsign-configuration";

// Judges a configuration that came from an address (public_address()). Called by the thread.
using CheckConfig = std::function<Result<void>(const std::string& text, const std::string& from)>;

struct ReadConfig {
  std::string text;
  std::optional<signatures::Opened> signed_as;  // none: it need not be signed, and is not
};

// The configuration in an answer, when it is sound, and signed where the guard is on; whether it is
// time for it is not asked. Errors: the child's, those of `check` and of formats::open_envelope().
Result<ReadConfig> read_config(const fetch::Response& response, const std::string& url,
                               const signatures::Guard& guard, const CheckConfig& check,
                               const ReadOptions& read = {});

class ConfigSource {
 public:
  struct Options {
    fetch::PollOptions poll;
    fetch::HttpOptions http;
    signatures::Guard guard;
    bool operator==(const Options&) const = default;
  };

  // The last sound configuration, and how polling goes.
  struct Received {
    std::string url;  // that it came from; empty: none came yet
    ReadConfig config;
    fetch::PollReport report;
  };

  // `now` is called by the thread.
  ConfigSource(Options options, Source::Now now, CheckConfig check);

  // Begins to poll; may be called again.
  void start();

  // As Source::retry() and poll_now().
  void retry() { bell_.ring(); }
  void poll_now() { bell_.call(); }

  Newest<Received>& news() { return news_; }

 private:
  Options options_;
  Source::Now now_;
  CheckConfig check_;
  Received received_;  // the thread's
  Newest<Received> news_;
  fetch::Bell bell_;
  std::jthread thread_;
};

}  // namespace roomsign::sign
