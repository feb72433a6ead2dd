// Whether the clock may be believed, and what to go by where it may not.
//
// A Raspberry Pi has no battery clock, and many venues block NTP: it may wake in the wrong year.
// Pure, but for what asks the time service. Source of the rules: the clock is believed when the
// time service says so and the programme is not years away, or when the schedule's own server
// agrees within a minute; never when it shows a time that has gone by for certain.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "daemon/base/time.hpp"
#include "daemon/view/compose.hpp"

namespace roomsign::sign {

inline constexpr std::chrono::seconds kClockTolerance{60};

// Of a clock that is being corrected: it is right again below this error, and its correction stays
// as long as it is off by no more than that. Whole seconds, and answers that take their time, make
// an error go up and down.
inline constexpr std::chrono::seconds kRightAgain{45};
inline constexpr std::chrono::seconds kSameError{5};

// A store on the way that hides how old its copy is makes a server look so far behind at most.
inline constexpr std::chrono::hours kOldestCopy{12};

// So far from the programme nobody hangs up a sign: the time service may be somebody else's.
inline constexpr std::chrono::years kFarAway{2};

// A time service that was not heard for so long is told in the status; the clock is believed on.
inline constexpr std::chrono::hours kLongSilence{24};

struct ClockEvidence {
  Instant earliest{};         // it is later than this for certain: the build, the newest schedule
  bool synchronised = false;  // the time service says so
  std::optional<Instant> synchronised_at;  // when it last did, by our clock; none: it does not tell
  bool vouched = false;                    // the operator says so: nobody else is asked

  // Of the schedule that is known: its first session's start and its last one's end.
  struct Span {
    Instant first;
    Instant last;
    bool operator==(const Span&) const = default;
  };
  std::optional<Span> programme;

  // The last `Date` of the schedule's server, and what our clock showed when it came; had it been
  // set since, what it would have shown.
  std::optional<Instant> server_date;
  Instant server_date_at{};
  bool server_verified = false;  // over TLS; anybody on the Wi-Fi can forge another one

  bool operator==(const ClockEvidence&) const = default;
};

struct ClockVerdict {
  view::Trust trust = view::Trust::kUntrusted;
  std::chrono::seconds correction{};  // add to our clock to get the time to go by
  std::string reason;                 // for log and status: "synchronised", "wrong by 3 h ..."
  bool operator==(const ClockVerdict&) const = default;
};

// `now`: what our clock shows. A clock that a server contradicts is corrected by the server's time;
// one that the time service vouches for yields only to a verified server that is ahead of it, or so
// far behind that no copy explains it. `last`: the verdict before, which stays where little
// changed.
ClockVerdict judge(const ClockEvidence& evidence, Instant now, const ClockVerdict& last = {});

// Whether somebody should hear of the one after the other: not for some seconds of a correction.
bool differs(const ClockVerdict& a, const ClockVerdict& b);

// Notices where a clock was set, by one that never is: so the server's word keeps its worth without
// a network.
class ClockSteps {
 public:
  // By how much it was set since the look before; zero: not at all, or by so little that it may
  // have been slewed, or this is the first look. `steady`: since some fixed moment.
  std::chrono::seconds look(Instant clock, std::chrono::nanoseconds steady);

 private:
  std::optional<std::chrono::nanoseconds> ahead_;  // of the steady clock
};

inline constexpr std::chrono::seconds kSmallestStep{3};  // whole seconds are one off at each end

// Whether systemd-timesyncd has set the clock since boot, or the kernel was told by another time
// service that it is right. Cheap; any thread.
bool time_service_says();

// When systemd-timesyncd last set it, by the machine's clock; none: it never did, or does not run.
std::optional<Instant> time_service_spoke();

}  // namespace roomsign::sign
