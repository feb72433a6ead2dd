// Sources: all schedules of the configuration, each brought by a Source of its own, as one.
//
// A thread a source: each has its own interval, back-off and cache file, so that one that hangs or
// is broken never delays another; a thread that waits costs no wake-up. A source that never had a
// schedule contributes nothing. One thread, the sign's.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/schedule/rooms.hpp"
#include "daemon/schedule/schedule.hpp"
#include "daemon/sign/source.hpp"

namespace roomsign::sign {

// How one of them is doing.
struct SourceReport {
  std::string name;
  bool has_schedule = false;  // shows something
  fetch::PollReport report;
};

// What all of them say together.
struct Gathered {
  std::shared_ptr<const schedule::Schedule> schedule;  // null: none had any yet
  Instant fetched{};        // when the newest of them came: it is later than this for certain
  bool comparable = false;  // all were read as documents are read now
  // When what is shown was last known to be so: of those that gave something the one asked longest
  // ago. One that did not answer since the start counts from when its cache was filled.
  // None: too soon after the start to say.
  std::optional<Instant> checked;
  std::string trouble;  // of the first that has any; with its name where there are more
  std::string address;  // of the first: in use, else configured
  std::optional<fetch::PollReport> clock;  // the report with the best word on the time
  std::vector<std::string> failing;        // names
  bool all_answered = false;               // each had a good answer since the start
};

class Sources {
 public:
  // `scribe`: as Cache has it. With one, those that go are not waited for until a disk has taken
  // what they keep.
  explicit Sources(Source::Now now, Scribe* scribe = nullptr)
      : now_(std::move(now)), scribe_(scribe) {}
  ~Sources();
  Sources(const Sources&) = delete;
  Sources& operator=(const Sources&) = delete;

  // Whether new ones pass over what was kept, from now on.
  void pass_over_kept(bool pass_over) { pass_over_ = pass_over; }

  // What is to be asked from now on. Sources with equal options go on undisturbed; new ones wait
  // for start(). Waits for those that go to give up. `rooms`: as Source::set_rooms().
  void set(std::vector<Source::Options> options, const schedule::RoomAliases& aliases,
           const std::vector<std::string>& rooms);

  // How schedules come about, as a digest: the addresses, how they are read, and the names of
  // rooms.
  const std::string& reader() const { return reader_; }

  // Begins to poll, as Source::start(); may be called again.
  void start();

  // As Source::retry() and poll_now(), of all.
  void retry();
  void poll_now();

  // The one of the options at `index`.
  Source& at(std::size_t index) { return *entries_.at(index).source; }

  // As Source::set_correction(), of all, and of those to come.
  void set_correction(std::chrono::seconds correction);

  // The machine's clock was set by so much: what was known by it before is so much later or
  // earlier.
  void clock_was_set(std::chrono::seconds by);

  // None: nothing new since the last call.
  std::optional<Gathered> take();

  // How they are doing, as of the last take().
  std::vector<SourceReport> reports() const;

  std::vector<int> fds() const;  // readable when take() has something

 private:
  struct Entry {
    Source::Options options;
    std::unique_ptr<Source> source;
    std::shared_ptr<const Received> received;

    // By how much the clock was set since these were stamped by it.
    std::chrono::seconds set_since_checked{};
    std::chrono::seconds set_since_word{};

    void receive(std::shared_ptr<const Received> next);
    fetch::PollReport report() const;  // as received, stamped as by the clock as it is set now
  };

  std::shared_ptr<const schedule::Schedule> merged() const;
  Gathered gathered() const;

  Source::Now now_;
  Scribe* scribe_;
  bool pass_over_ = false;
  std::mutex reading_;  // before the sources, which hold it
  schedule::RoomNames names_{{}};
  std::string reader_;
  std::vector<Entry> entries_;
  std::shared_ptr<const schedule::Schedule> schedule_;
  bool changed_ = false;  // other sources or aliases than when merged() was asked
  bool set_ = false;      // the clock, since take()
  std::chrono::seconds correction_{};
};

}  // namespace roomsign::sign
