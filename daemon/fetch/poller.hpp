// Poller: asks the source again and again, politely, for as long as the program lives.
//
// Each poll: conditional GET; 304 is a success; a new body goes to `accept` (which parses it in a
// child and decides); what is accepted is cached. Nothing here ever takes the last good schedule
// away. Waits are jittered; failures back off up to `max_interval`, and a Retry-After of up to
// 15 min is honoured.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/fetch/http.hpp"

namespace roomsign::fetch {

struct PollOptions {
  std::string url;
  std::chrono::seconds interval{60};
  std::chrono::seconds max_interval{600};  // the longest back-off
  double jitter = 0.1;                     // each wait is spread by plus or minus this share
  bool operator==(const PollOptions&) const = default;
};

// How polling goes, told after each poll.
struct PollReport {
  std::optional<Instant> checked;      // last success, 304 included
  std::optional<Error> trouble;        // why the last poll failed; none: it did not
  int failures = 0;                    // in a row
  std::optional<Instant> server_date;  // of the last answer, with the local instant it came at
  Instant server_date_at{};
  bool server_verified = false;
};

class Poller {
 public:
  // Parses, judges and shows a body. Returns what is to be cached, or why the body is refused.
  using Accept = std::function<Result<std::string>(const Response&)>;
  using Listen = std::function<void(const PollReport&)>;
  using Now = std::function<Instant()>;
  using Random = std::function<double()>;  // 0 <= x < 1

  // References must outlive the poller. `cached` is what Cache::load() gave at start, if its
  // content was good: its validators are sent along.
  Poller(PollOptions options, HttpClient& http, const Cache& cache,
         std::optional<CacheEntry> cached, Accept accept, Listen listen, Now now, Random random);

  // One poll, now; returns how long to wait before the next. Never throws.
  std::chrono::milliseconds poll();

  // Polls until asked to stop; a request to stop ends a wait at once.
  void run(const std::stop_token& stop);

 private:
  std::chrono::milliseconds wait_after(bool success);

  PollOptions options_;
  HttpClient& http_;
  const Cache& cache_;
  CacheEntry entry_;
  Accept accept_;
  Listen listen_;
  Now now_;
  Random random_;
  PollReport report_;
};

}  // namespace roomsign::fetch
