// Source: brings the schedule, in a thread of its own, for as long as it lives.
//
// At once what the last good document said (from the cache), then what the network says, again and
// again. A document goes through a disposable child (`roomsign import`), so that nothing foreign is
// parsed in the process that draws. What cannot be read changes nothing, and a drastic change waits
// (gate.hpp).
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "daemon/base/newest.hpp"
#include "daemon/base/result.hpp"
#include "daemon/base/subprocess.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/bell.hpp"
#include "daemon/fetch/cache.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/fetch/poller.hpp"
#include "daemon/formats/format.hpp"
#include "daemon/schedule/schedule.hpp"
#include "daemon/sign/gate.hpp"

namespace roomsign::sign {

// What a child is allowed that reads up to so many bytes. Those of a document of the usual largest
// size (fetch::HttpOptions); for a larger one two and a half times the memory, and all else in
// proportion.
ChildLimits reading_limits(std::size_t bytes);

// How documents are read. Empty and none: the reader finds out.
struct ReadOptions {
  std::string program = "/proc/self/exe";  // whose `import` command reads
  std::string format;
  std::optional<Zone> zone;
  std::optional<std::chrono::year_month_day> date;
  std::string room;  // of sessions that name none
  std::chrono::minutes day_change{4 * 60};
  bool photos = false;         // whether it is a warning that one may not be fetched
  std::optional<Instant> now;  // what repeats is read around it; says nothing of how bytes are read
  ChildLimits limits;
  bool operator==(const ReadOptions&) const = default;
};

// What a child prints that reads a document, with `arguments` beside those of every reading.
// Errors: the reader's own code and message, or run_child()'s.
Result<std::string> run_reader(const std::vector<std::string>& arguments,
                               const fetch::Response& document, const ReadOptions& options);

// Reads a schedule in a child. Errors: as run_reader().
Result<formats::Parsed> read_in_child(const fetch::Response& document, const std::string& address,
                                      const ReadOptions& options);

// For spreading waits: 0 <= x < 1. Any thread.
double random_share();

struct Received {
  std::shared_ptr<const schedule::Schedule> schedule;  // the last good one; null: never had any
  std::vector<std::string> warnings;                   // of its reader
  bool comparable = false;                             // it was read as documents are read now
  fetch::PollReport report;
};

class Source {
 public:
  using Now = std::function<Instant()>;

  struct Options {
    std::string name;  // in the log
    fetch::PollOptions poll;
    fetch::HttpOptions http;
    std::filesystem::path cache;  // file; empty: none is kept
    ReadOptions read;
    bool operator==(const Options&) const = default;
  };

  // Loads the cache; news() then has what was in it, if it was good. `now` is called by the thread.
  // `reading` is held while a child reads: of several sources one at a time, so that a burst of
  // changes needs the memory of one child. `scribe`: as Cache has it.
  // `pass_over`: the cache is not loaded, only written.
  Source(Options options, Now now, std::mutex& reading, Scribe* scribe = nullptr,
         bool pass_over = false);
  ~Source();  // stops the thread; waits for a download or child to be given up
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Whose schedule it is and how it is read: what another one has is not the same in other words.
  std::string reader() const;

  // All names of the sign's rooms, for what is judged from now on; none: it shows every room.
  void set_rooms(std::vector<std::string> rooms);

  // What is to be added to `now` for the right time: by that is read what repeats, and judged what
  // is still to come. Where it is half a day or more than before, all is read anew: at once, but
  // not for a server whose clock leaps about, which is polled for it once an interval. Any thread.
  void set_correction(std::chrono::seconds correction);

  // Begins to poll. Not earlier than the first picture: loading the network takes its time.
  void start();

  // Polls now where nobody was reached: the clock was set, by which certificates are judged, or the
  // network came. Any thread.
  void retry() { bell_.ring(); }

  // Polls now: the schedule is said to have changed. Any thread.
  void poll_now() { bell_.call(); }

  // What the thread polls with; for whoever has a network and a pace of his own, instead of
  // start(). It must not outlive the source, and is asked for once.
  fetch::Poller poller(fetch::HttpClient& http);

  // Asks the thread to stop, without waiting for it.
  void stop() { thread_.request_stop(); }

  Newest<Received>& news() { return news_; }

 private:
  std::optional<fetch::CacheEntry> load_cache();
  fetch::Poller::Accepted accept(const fetch::Response& response, const std::string& url);
  void note(const fetch::PollReport& report);
  void publish();

  Options options_;
  Now now_;
  std::mutex& reading_;
  fetch::Cache cache_;
  std::atomic<std::chrono::seconds> correction_{};
  std::mutex naming_;
  std::vector<std::string> rooms_;  // under naming_
  Gate gate_;
  Received received_;  // the thread's, once it runs
  Newest<Received> news_;
  std::optional<fetch::CacheEntry> cached_;
  fetch::Bell bell_;
  std::jthread thread_;
};

}  // namespace roomsign::sign
