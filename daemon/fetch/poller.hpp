// Poller: asks a source again and again, politely, for as long as the program lives.
//
// Each poll: conditional GET; 304 is a success; a new body goes to `accept` (which parses it in a
// child and decides); what is accepted is cached. Nothing here ever takes the last good schedule
// away. Waits are jittered; failures back off up to `max_interval`, and an address's Retry-After of
// up to 15 min is honoured, whatever the others do. Where no server was reached at all, it is asked
// again sooner: nobody is bothered, and the programme should be there soon after the network is. A
// file that is away is asked for at the interval, which costs nothing.
//
// A source may have several addresses. A poll tries them in order until one gives a good answer;
// what is shown is always what the address that answered has. One that failed while another stood
// in rests for some polls (1, 3, 7, ...), so that a dead primary is not waited for each minute. One
// whose document is held does not rest, and its hold is told, whoever stands in.
//
// A server is asked about the last body of it that was judged, good or refused, so that a refused
// one is neither sent nor parsed every minute; it is judged anew every tenth poll, in case the
// refusal was ours (a child that ran out of time on a busy machine). One that is held is judged
// anew by the first poll after its hold. Everything is judged anew once a day, and when the clock
// jumped by one: what repeats depends on the day. The cache is written only when the accepted
// content changes, and holds only accepted content with its own validators.
//
// A Date is a word on our clock only where it is the schedule's server that speaks: over TLS any
// answer is; else one that brings a schedule, or says that there is no other. A portal has a clock
// as well, and nobody to set it.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/bell.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/fetch/polled_address.hpp"
#include "daemon/fetch/refusal.hpp"

namespace roomsign::fetch {

struct PollOptions {
  std::vector<std::string> urls;     // at least one: the source's, then its mirrors
  std::string subject = "schedule";  // what is asked for, in the log
  std::string name;                  // whose it is, there; empty: there is one alone
  std::string hints;  // the options that `accept` reads with, as one text: what was read with
                      // others, or by another version, is fetched and read anew
  std::chrono::seconds interval{60};
  std::chrono::seconds max_interval{600};  // the longest back-off
  double jitter = 0.1;                     // each wait is spread by plus or minus this share
  bool operator==(const PollOptions&) const = default;
};

// Who reads a document, and how: the version and the hints. What another one read is read anew.
std::string reader_of(const PollOptions& options);

// How polling goes, told after each poll.
struct PollReport {
  std::optional<Instant> checked;  // last success, 304 included
  Instant fetched{};  // when what is shown came, by the earlier of our clock and its server's: it
                      // is later now for certain
  std::optional<Error> trouble;        // why the last poll failed, or what is held, even where a
                                       // mirror stands in; none: neither. The client's and accept's
                                       // errors, "http-status", "internal"
  int failures = 0;                    // in a row
  std::optional<Error> unsaved;        // why the cache does not hold what is shown; tried again
  std::optional<Instant> server_date;  // the last that was not said before, with the local instant
                                       // at which it came
  Instant server_date_at{};
  bool server_verified = false;
  std::string address;  // that the last success came from, without user, password and query
  bool operator==(const PollReport&) const = default;
};

// Whether both have the same moment's word on the time.
bool same_word(const PollReport& a, const PollReport& b);

class Poller {
 public:
  // Parses, judges and shows a body that came from `url`. Returns what is to be cached, or why the
  // body is refused.
  using Accepted = std::expected<std::string, Refusal>;
  using Accept = std::function<Accepted(const Response&, const std::string& url)>;
  using Listen = std::function<void(const PollReport&)>;  // must not throw
  using Now = std::function<Instant()>;
  using Random = std::function<double()>;  // 0 <= x < 1
  using IsSure = std::function<bool()>;    // whether our clock is right for certain

  // References must outlive the poller. `cached` is what Cache::load() gave at start, if its
  // content was good: its validators are sent along, unless it is another source's, was read with
  // other hints or by another version, or is older than a day.
  Poller(
      PollOptions options, HttpClient& http, const Cache& cache, std::optional<CacheEntry> cached,
      Accept accept, Listen listen, Now now, Random random, IsSure is_sure = [] { return false; });

  // One poll, now; returns how long to wait before the next. A poll that is stopped reports
  // nothing. Never throws.
  std::chrono::milliseconds poll(const std::stop_token& stop = {});

  // Polls until asked to stop; a request to stop ends a wait and a download at once. The bell ends
  // a wait for those who were not reached: it is rung when that may have become otherwise. It ends
  // every wait when it calls: the source is said to have changed.
  void run(const std::stop_token& stop, Bell& bell);

 private:
  // What one poll of one address came to.
  struct Outcome {
    Result<Response> answer;
    Verdict verdict;
  };

  void judge_anew_once_a_day();
  void judge_anew();
  Outcome ask_in_turn(const std::stop_token& stop);
  Outcome ask_one(PolledAddress& address, const std::stop_token& stop);
  std::chrono::seconds spread(std::optional<std::chrono::seconds> retry_after);
  bool leave_to_files(std::chrono::seconds wait);
  Result<Response> ask(const PolledAddress& address, const std::stop_token& stop);
  Verdict judge(PolledAddress& address, const Response& response);
  Verdict judge_new(PolledAddress& address, const Response& response, std::size_t digest);
  void keep(const std::string& url, const Response& response, std::string content);
  void save();
  void let_rest(const PolledAddress& in_use);
  Instant earliest_now(const Response& answer) const;
  void bound_age(const Response& answer);
  bool hear(const Response& answer, Instant at);
  void hear_judged(const Response& answer, const Verdict& verdict, Instant at);
  void note(const Result<void>& outcome);
  void note_use(const PolledAddress& address, const std::optional<Error>& trouble_before);
  std::chrono::milliseconds wait_after(const Result<Response>& answer, const Result<void>& outcome);

  PollOptions options_;
  HttpClient& http_;
  const Cache& cache_;
  CacheEntry entry_;   // what the cache holds or should: the last accepted content
  bool saved_ = true;  // it does
  std::vector<PolledAddress> addresses_;
  std::size_t in_use_ = 0;  // the one that answered last
  int documents_ = 0;       // accepted so far
  int shown_ = 0;           // the last of them
  Accept accept_;
  Listen listen_;
  Now now_;
  Random random_;
  IsSure is_sure_;
  Instant judged_at_;
  std::optional<Error> held_;  // what the last poll came upon that is held
  bool unreached_ = false;     // by the last poll: no address had an answer
  PollReport report_;
};

}  // namespace roomsign::fetch
