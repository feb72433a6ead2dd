// Trial: which of the configurations that were fetched is in force.
//
// A new one is in force at once, but on trial, until the sign did well with it. Where that does not
// come true in time, the one before it is back, and the one that failed is left alone until the
// server has another. A program that was ended goes on with the trial from its beginning when it is
// started again, a few times: then the configuration may be what ends it. A run that ended as it
// was told to, or lasted as long as a trial, speaks for the configuration: the starts before it no
// longer count. Where there is nothing to go back to, a trial has no end but these starts: a sign
// that waits for its schedule says more than one that has no configuration, and takes the next one
// as well.
//
// Pure: time is told, by a clock that never jumps.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/base/result.hpp"
#include "daemon/base/time.hpp"

namespace roomsign::config {

inline constexpr std::chrono::minutes kTrial{10};
inline constexpr int kMostStarts = 3;  // of the program, during one trial

struct Fetched {
  std::string address;  // whole
  std::string text;
  Instant since{};     // when it came
  std::string series;  // by whom it is signed, as signatures::Opened has it; empty: it is not
  std::int64_t sequence = 0;  // of what is signed
  bool operator==(const Fetched&) const = default;
};

// What outlives the program.
struct Kept {
  std::optional<Fetched> confirmed;
  std::optional<Fetched> on_trial;
  int starts = 0;             // of the program with the one on trial, since a run with it went well
  std::string failed;         // digest of what failed its trial; empty: none did
  std::string why;            // it failed
  std::int64_t sequence = 0;  // the highest of any that was in force: no signed one comes back
  bool operator==(const Kept&) const = default;
};

class Trial {
 public:
  using Steady = std::chrono::nanoseconds;

  Trial() = default;

  // As the program starts with what was kept. `may_go_back`: the sign can do with no fetched
  // configuration at all.
  Trial(Kept kept, bool may_go_back, Steady now);

  const Kept& kept() const { return kept_; }
  const Fetched* in_force() const;  // null: none
  bool is_on_trial() const { return kept_.on_trial.has_value(); }

  void may_go_back(bool may) { may_go_back_ = may; }

  // Of a state in which nothing is to be used: what failed, and how far signed ones have come.
  void remember(const Kept& former);

  // Back to nothing, but for how far signed ones have come.
  void forget();

  // How long the trial lasts yet; none: there is none, or it has no end.
  std::optional<Steady> left(Steady now) const;

  // Whether it is another than those that are in force, on trial or failed.
  bool is_new(const Fetched& fetched) const;

  // What the server has, after it was found to be sound. Whether something else is in force now.
  bool offer(Fetched fetched, Steady now);

  // The sign does well with what is in force. Whether that was on trial.
  bool confirm();

  // The program ran with what is on trial and was not ended by it. Whether that is news: it had
  // been started before.
  bool survive();

  // survive(), once the trial has lasted as long as one that has an end.
  bool last(Steady now);

  // Ends a trial whose time is over. Whether something else is in force now.
  bool expire(Steady now, const std::string& why);

  // What is on trial cannot be used. Whether anything was.
  bool fail(const std::string& why);

 private:
  bool can_go_back() const { return kept_.confirmed || may_go_back_; }

  Kept kept_;
  bool may_go_back_ = false;
  Steady since_{};  // of the trial
};

// Of a configuration, to know it again.
std::string digest_of(std::string_view text);

// A kept state as text and back. Errors: "corrupt-cache".
std::string print_kept(const Kept& kept);
Result<Kept> parse_kept(std::string_view text);

}  // namespace roomsign::config
