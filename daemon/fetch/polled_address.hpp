// PolledAddress: one of the addresses that a poller asks: when its turn is, and how the last body
// of it was judged. The rules are the poller's (poller.hpp). One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"
#include "daemon/fetch/refusal.hpp"

namespace roomsign::fetch {

// The last body that was judged, as the server and we would know it again. Without members set:
// nothing was judged yet.
struct Judged {
  std::string etag;
  std::string last_modified;
  std::optional<std::size_t> digest;  // none: judged by an earlier run
  std::optional<Refusal> refusal;
  Instant at{};      // when that was
  int repeats = 0;   // polls that found it again
  int document = 0;  // which of the accepted ones it is; 0: none

  // A 304 is of use for a body that is shown, or was refused; else the whole document is needed.
  bool may_be_asked_about(int shown) const;

  // A clock that was set back ends a hold as well: nobody knows how long it has been.
  bool is_hold_over(Instant now) const;

  // How it was judged, once more. What is refused again and again is forgotten at last, so that the
  // next poll gets it all.
  Verdict again();
};

class PolledAddress {
 public:
  // Within a poll; each is for where those before it failed, and the last one where there are none.
  enum class Turn { kFirst, kResting, kLeftAlone };

  explicit PolledAddress(std::string url);

  const std::string& url() const { return url_; }

  // A poll begins: nothing failed yet, and the turn is what it is now, as time goes on.
  void begin(Instant now);
  Turn turn() const { return turn_; }

  // It was asked. `did_well`: it is not to be asked less often for its trouble.
  void note(std::optional<Error> trouble, bool did_well, Instant now);
  bool failed() const { return failed_; }                           // in this poll
  const std::optional<Error>& trouble() const { return trouble_; }  // of the last time

  // Is not to be asked for so long, at least, after the last time.
  void leave_alone(std::chrono::seconds wait);
  // For how long yet. A clock that was set back ends it.
  std::chrono::seconds left_alone(Instant now) const;

  // Another address answered: if this one failed it rests, the longer the more often it did.
  // `longest`: polls.
  void let_rest(long longest);
  void end_rest() { rest_ = 0; }

  Judged judged;
  bool held = false;  // the last document of it that was read

 private:
  std::string url_;
  Turn turn_ = Turn::kFirst;
  bool failed_ = false;
  int failures_ = 0;  // in a row
  long rest_ = 0;     // polls to be left out
  std::optional<Error> trouble_;
  std::chrono::seconds alone_for_{};
  Instant asked_{};
};

}  // namespace roomsign::fetch
